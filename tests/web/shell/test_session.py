"""Coming in: a code or a link in one mail, the same answer for an unknown address, one click in the demo."""
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from chalandise.people.models import Persona, Role
from chalandise.people.operations import invite_colleague, issue_link


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


def ask(client, address="rose.ferrand@exemple.invalid", **more):
    return client.post("/connexion/", {"login": address, **more}, follow=True)


def signed_in(client):
    return client.session.get("_auth_user_id")


def code_of(letter):
    return re.search(r"\b(\d{6})\b", letter.body)[1]


def test_one_mail_carries_a_code_and_a_link(cast, client):
    page = ask(client, cast.rose.email)
    assert page.redirect_chain == [("/connexion/code/", 302)]
    (letter,) = mail.outbox
    assert letter.to == ["rose.ferrand@exemple.invalid"]
    assert letter.subject == f"{code_of(letter)} : votre code pour entrer"
    assert letter.body.count("/l/") == 1
    assert letter.alternatives[0][1] == "text/html"


def test_the_code_opens_the_door(cast, client):
    ask(client, cast.rose.email)
    answer = client.post("/connexion/code/", {"code": code_of(mail.outbox[0])})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/moi/")
    assert signed_in(client) == str(cast.rose.pk)


def test_the_page_first_asked_for_is_kept(cast, client):
    page = client.get("/moi/donnees/", follow=True)
    assert page.redirect_chain == [("/connexion/?next=/moi/donnees/", 302)]
    page = ask(client, cast.rose.email, next="/moi/donnees/")
    answer = client.post("/connexion/code/", {"code": code_of(mail.outbox[0]), "next": "/moi/donnees/"})
    assert answer.headers["Location"] == "/moi/donnees/"


def test_a_wrong_code_is_refused_and_three_end_the_try(cast, client):
    ask(client, cast.rose.email)
    assert client.post("/connexion/code/", {"code": "1"}).status_code == 200
    assert client.post("/connexion/code/", {"code": "2"}).status_code == 200
    ended = client.post("/connexion/code/", {"code": "3"}, follow=True)
    assert ended.redirect_chain[-1] == ("/connexion/", 302)
    client.post("/connexion/code/", {"code": code_of(mail.outbox[0])})
    assert signed_in(client) is None


def test_the_link_opens_on_a_press_of_its_button_and_once(cast, client):
    ask(client, cast.rose.email)
    address = re.search(r"/l/[\w-]+/", mail.outbox[0].body)[0]
    assert client.get(address).status_code == 200  # a mail scanner reads it
    assert client.get(address).status_code == 200
    assert signed_in(client) is None
    assert client.post(address).headers["Location"] == "/moi/"
    assert signed_in(client) == str(cast.rose.pk)
    client.logout()
    assert client.post(address).status_code == 410
    assert "a déjà servi" in client.get(address).content.decode()
    assert signed_in(client) is None


def test_an_unknown_address_gets_the_same_page(cast, client):
    known = ask(client, cast.rose.email).content.decode().replace("rose.ferrand", "X")
    unknown = ask(Client(), "personne@exemple.invalid").content.decode().replace("personne", "X")
    hide = lambda text: re.sub(r'(value|nonce)="[\w-]{20,}"', "", text)  # noqa: E731
    assert hide(known) == hide(unknown)
    assert [m.to for m in mail.outbox] == [["rose.ferrand@exemple.invalid"], ["personne@exemple.invalid"]]
    assert mail.outbox[1].subject == "Aucun compte à cette adresse"


def test_a_closed_account_does_not_open(cast, client):
    cast.rose.is_active = False
    cast.rose.save()
    ask(client, cast.rose.email)
    assert [m.subject for m in mail.outbox] == ["Aucun compte à cette adresse"]


def test_asking_again_and_again_stops(cast, client):
    for _time in range(3):
        ask(Client(), cast.rose.email)
    page = ask(client, cast.rose.email)
    assert len(mail.outbox) == 3
    assert page.redirect_chain == []


def test_a_mistyped_address_can_be_typed_again(cast, client):
    ask(client, "rosse@exemple.invalid")
    again = client.post("/deconnexion/", {"next": "/connexion/"}, follow=True)
    assert again.redirect_chain == [("/connexion/", 302)]
    assert ask(client, cast.rose.email).redirect_chain == [("/connexion/code/", 302)]


def test_a_server_that_does_not_answer_changes_nothing_to_see(cast, client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert ask(client, cast.rose.email).redirect_chain == [("/connexion/code/", 302)]


def test_the_door_for_new_accounts_is_closed(client, db):
    assert "Les comptes sont créés quand" in client.get("/connexion/compte/").content.decode()
    client.post("/connexion/compte/", {"email": "moi@exemple.invalid"})
    from chalandise.people.models import Person
    assert Person.objects.count() == 0


def test_the_language_of_the_person_follows_them(cast, client):
    cast.rose.language = "en"
    cast.rose.save()
    ask(client, cast.rose.email)
    client.post("/connexion/code/", {"code": code_of(mail.outbox[0])})
    assert client.cookies["django_language"].value == "en"


def test_leaving_asks_first(cast, client):
    client.force_login(cast.rose)
    assert client.get("/deconnexion/").status_code == 200
    assert signed_in(client) is not None
    client.post("/deconnexion/")
    assert signed_in(client) is None


def test_an_invited_colleague_comes_in_by_the_link_once(cast, client):
    from chalandise.foundation.models import Letter
    invite_colleague(by=cast.odile, kind=Role.Kind.REFERENT, place=cast.season, email="nora@exemple.invalid",
                     given_name="Nora", family_name="Petit", scope=("season", cast.season.pk))
    address = re.search(r"/l/[\w-]+/", Letter.objects.get().text)[0]
    assert "Bienvenue, Nora" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    client.logout()
    assert "Vous êtes déjà dans l’équipe" in client.post(address).content.decode()


def test_a_dead_sign_in_link_offers_a_fresh_one_by_mail_only(cast, client):
    from chalandise.foundation.models import Letter
    from chalandise.people.models import Link
    address = "/l/" + issue_link(purpose="sign-in", person=cast.rose, minutes=15).split("/l/")[1]
    Link.objects.update(expires_at="2017-01-01T00:00Z")
    page = client.get(address)
    assert page.status_code == 410
    assert f'action="{address}nouveau/"' in page.content.decode()
    page = client.post(f"{address}nouveau/")
    letter = Letter.objects.get()
    token = re.search(r"/l/([\w-]{20,})/", letter.text)[1]
    assert (page.status_code, token in page.content.decode()) == (200, False)
    assert client.post("/l/inconnu/nouveau/").status_code == 404
    assert client.get(f"{address}nouveau/").status_code == 405


# --- the demo ---------------------------------------------------------------------------------------------------------

def test_a_persona_is_entered_by_one_click_in_the_demo_only(cast, client, settings):
    Persona.objects.create(person=cast.rose, order=1, sentence="Suit la saison")
    press = f"/demo/entrer/{cast.rose.pk}/"
    assert client.post(press).status_code == 404
    assert "Suit la saison" not in client.get("/connexion/").content.decode()
    settings.DEMO = True
    assert client.get(press).status_code == 405
    assert "Suit la saison" in client.get("/connexion/").content.decode()
    assert client.post(press).headers["Location"] == "/moi/"
    assert signed_in(client) == str(cast.rose.pk)


def test_only_a_persona_can_be_entered(cast, client, settings):
    settings.DEMO = True
    assert client.post(f"/demo/entrer/{cast.lila.pk}/").status_code == 404
