from allauth.account import views as allauth
from allauth.mfa.webauthn import views as passkeys
from django.urls import path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from chalandise.web.shell import agenda
from chalandise.web.shell.views import account, files, health, house, jobs, links, offline, session, style, ties

urlpatterns = [
    # Sign-in: only what we use of django-allauth, under its own names.
    path("connexion/", allauth.login, name="account_login"),
    path("connexion/code/", allauth.confirm_login_code, name="account_confirm_login_code"),
    path("connexion/cle/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("connexion/demande/", RedirectView.as_view(pattern_name="account_login"), name="account_request_login_code"),
    path("connexion/compte/", allauth.signup, name="account_signup"),
    path("connexion/ferme/", allauth.account_inactive, name="account_inactive"),
    path("deconnexion/", allauth.logout, name="account_logout"),
    path("demo/entrer/<int:key>/", session.enter_demo, name="demo_enter"),
    path("l/<str:token>/", links.open_link, name="link"),
    path("l/<str:token>/nouveau/", links.renew, name="link_renew"),
    path("agenda/<str:token>.ics", agenda.feed, name="feed"),
    # My account.
    path("moi/", account.me, name="me"),
    path("moi/donnees/", account.my_data, name="my_data"),
    path("moi/liens/", ties.my_ties, name="my_ties"),
    path("moi/donnees/export/", account.export, name="my_export"),
    path("moi/donnees/effacement/", account.leave, name="my_erasure"),
    path("moi/donnees/accords/<int:key>/retrait/", account.withdraw, name="my_consent_withdrawal"),
    path("moi/cles/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("moi/cles/ajout/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("moi/cles/<int:pk>/nom/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("moi/cles/<int:pk>/retrait/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("moi/cles/toutes/", RedirectView.as_view(pattern_name="mfa_list_webauthn"), name="mfa_index"),
    # Without a network.
    path("sw.js", offline.worker, name="worker"),
    path("manifeste.webmanifest", offline.manifest, name="manifest"),
    path("hors-ligne/", offline.show, name="offline"),
    path("hors-ligne/etat/", offline.state, name="offline_state"),
    path("hors-ligne/pages/", offline.pages, name="offline_pages"),
    # The house itself.
    path("sante/", health.show, name="health"),
    path("fichiers/<uuid:key>/", files.fetch, name="file"),
    path("travaux/<uuid:key>/", jobs.progress, name="job"),
    path("langue/", set_language, name="set_language"),
    path("style/<str:digest>.css", style.sheet, name="style"),
    path("accent/<str:colour>.css", style.accent, name="accent"),
    path("maison/", house.components, name="components"),
]
