"""A passkey opens the door by itself: added on « Mes clés d’accès », then used to come in, without any mail."""
import base64
import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache

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


def handle(text):
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


NOT_KEYS = {"a number longer than Python reads": "9" * 5000, "in an object": '{"id": ' + "9" * 5000 + "}", "nested too deep": "[" * 100_000,
            "a list": "[]", "words": "clé", "half an object": '{"id"', "a number": "12", "an object without parts": "{\"a\": 1}",
            "parts of another kind": json.dumps({"id": 1, "rawId": [], "response": "x", "type": "public-key"}),
            "a person who is none": json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {
                "userHandle": handle("9" * 30), "clientDataJSON": "e30", "authenticatorData": handle("x" * 40), "signature": "AA"}})}


@pytest.mark.parametrize("credential", NOT_KEYS.values(), ids=NOT_KEYS)
@pytest.mark.parametrize("address", ["/connexion/cle/", "/moi/cles/ajout/"])
def test_what_is_not_a_key_is_refused_and_nothing_is_written(client, cast, address, credential):
    if address.startswith("/moi/"):
        client.force_login(cast.rose)
    else:
        client.get(address, headers={"x-requested-with": "XMLHttpRequest"})  # the challenge is given
    answer = client.post(address, {"name": "Mon téléphone", "credential": credential})
    assert answer.status_code in (200, 302, 400)
    assert Authenticator.objects.count() == 0


@pytest.fixture(autouse=True)
def nobody_has_tried():
    cache.clear()  # so many keys a minute from one place, and no more


def test_a_number_of_five_thousand_digits_is_a_bad_request(client, cast):
    assert client.post("/connexion/cle/", {"credential": "9" * 5000}).status_code == 400
    client.force_login(cast.rose)
    assert client.post("/moi/cles/ajout/", {"credential": "9" * 5000}).status_code == 400
