from django.urls import include, path
from django.views.i18n import set_language

from chalandise.web.shell.views import files, jobs, links, style

urlpatterns = [
    path("connexion/", include("allauth.urls")),
    path("l/<str:token>/", links.open_link, name="link"),
    path("fichiers/<uuid:key>/", files.fetch, name="file"),
    path("travaux/<uuid:key>/", jobs.progress, name="job"),
    path("langue/", set_language, name="set_language"),
    path("style/<str:digest>.css", style.sheet, name="style"),
    path("accent/<str:colour>.css", style.accent, name="accent"),
]
