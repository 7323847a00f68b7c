from django.urls import include, path

urlpatterns = [
    path("", include("chalandise.web.shell.urls")),
    path("", include("chalandise.web.public.urls")),
    path("api/", include("chalandise.api.urls")),
    path("boutique/", include("chalandise.web.merchant.urls")),
    path("parrain/", include("chalandise.web.mentor.urls")),
    path("offreur/", include("chalandise.web.provider.urls")),
    path("expertise/", include("chalandise.web.reviewer.urls")),
    path("equipe/", include("chalandise.web.team.urls")),
]
handler400 = "chalandise.web.shell.views.errors.bad_request"
handler403 = "chalandise.web.shell.views.errors.forbidden"
handler404 = "chalandise.web.shell.views.errors.not_found"
handler500 = "chalandise.web.shell.views.errors.server_error"
handler429 = "chalandise.web.shell.views.errors.too_many"
