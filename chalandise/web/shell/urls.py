from django.urls import include, path

from chalandise.web.shell.views import files, jobs, links

urlpatterns = [
    path("connexion/", include("allauth.urls")),
    path("l/<str:token>/", links.open_link, name="link"),
    path("fichiers/<uuid:key>/", files.fetch, name="file"),
    path("travaux/<uuid:key>/", jobs.progress, name="job"),
]
