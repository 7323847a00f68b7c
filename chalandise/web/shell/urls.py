from django.urls import include, path

from chalandise.web.shell.views import links

urlpatterns = [
    path("connexion/", include("allauth.urls")),
    path("l/<str:token>/", links.open_link, name="link"),
]
