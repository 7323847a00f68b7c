"""A passkey opens the door by itself: added on « Mes clés d’accès », then used to come in, without any mail."""
import pytest

from chalandise.foundation.models import Letter


def virtual_phone(page):
    """Give the browser a phone that knows its owner's finger (Chromium's virtual authenticator)."""
    tool = page.context.new_cdp_session(page.sheet)
    tool.send("WebAuthn.enable")
    tool.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True}})


@pytest.mark.browser
def test_a_key_is_added_and_opens_the_account(page, cast, settings):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the server of the tests speaks http
    virtual_phone(page)
    page.sign_in(cast.rose)
    page.open("/moi/cles/")
    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    page.get_by_label("Nom de la clé").fill("Mon téléphone")
    page.get_by_role("button", name="Ajouter cette clé").click()
    page.wait_for_url("**/moi/cles/")
    assert "Mon téléphone" in page.locator("main").inner_text()

    page.context.clear_cookies()
    assert page.open("/moi/") == 200 and "/connexion/" in page.url
    page.get_by_role("button", name="Entrer avec une clé d’accès").click()
    page.wait_for_url("**/equipe/fondaudege-2017/**")
    assert page.locator("header").get_by_text("Rose").is_visible()
    assert Letter.objects.count() == 0
