import re

import pytest

from chalandise.catalogue.models import Provider, Registration
from chalandise.foundation.models import Letter
from tests.web.team.seasons.test_calendar import text

TYPED = {"name": "Vitrine Claire", "country": "FR", "siren": "552 081 317", "foreign_number": "", "given_name": "Paul", "family_name": "Roy",
         "email": "paul@vitrine.invalid"}


def link_of(letter):
    return re.search(r"/l/[\w-]+/", letter.text)[0]


def test_a_stranger_registers_by_the_mailed_link_and_comes_in(client, db):
    page = text(client.post("/offreur/inscription/", TYPED, follow=True))
    assert "Regardez vos courriels" in page and Provider.objects.count() == 0
    address = link_of(Letter.objects.get(purpose="provider.register"))
    assert "552081317" in text(client.get(address)) and Provider.objects.count() == 0
    page = client.post(address, follow=True)
    provider = Provider.objects.get()
    assert page.redirect_chain[-1][0] == f"/offreur/{provider.pk}/" and "Vitrine Claire" in text(page)


def test_the_link_opens_a_session_once(client, db):
    client.post("/offreur/inscription/", TYPED)
    address = link_of(Letter.objects.get(purpose="provider.register"))
    client.post(address)
    client.logout()
    page = client.post(address, follow=True)
    assert "L’espace de Vitrine Claire est ouvert" in text(page) and "_auth_user_id" not in client.session


def test_who_types_the_siren_of_ardoise_reads_the_same_page_and_gets_nothing(client, cast):
    assert cast.nadia
    page = text(client.post("/offreur/inscription/", {**TYPED, "siren": "732829320"}, follow=True))
    assert "Regardez vos courriels" in page and "Ardoise" not in page
    page = text(client.post(link_of(Letter.objects.get(purpose="provider.register")), follow=True))
    assert "Ses personnes reçoivent un message" in page and "_auth_user_id" not in client.session
    answer = link_of(Letter.objects.get(purpose="provider.join_asked"))
    assert "Paul Roy demande à rejoindre Ardoise" in text(client.get(answer))
    assert "Quelqu’un a dit non" in text(client.post(answer, {"answer": "no"}, follow=True))
    assert Registration.objects.get().accepted is False


@pytest.mark.parametrize(("change", "sentence"), [
    ({"siren": "552081318"}, "Ce numéro SIREN n’est pas juste"), ({"siren": ""}, "L’entreprise n’est pas française"),
    ({"country": "BE", "siren": ""}, "au registre de ce pays : Belgique"), ({"email": "paul@"}, "Cette adresse e-mail n’est pas complète")])
def test_a_mistake_is_said_next_to_its_field_and_what_was_typed_stays(client, db, change, sentence):
    answer = client.post("/offreur/inscription/", {**TYPED, **change})
    assert answer.status_code == 422
    assert sentence in text(answer) and 'value="Vitrine Claire"' in answer.content.decode()


def test_somebody_known_registers_at_once(client, cast):
    client.force_login(cast.karim)
    page = client.post("/offreur/inscription/", {"name": "Vitrine Claire", "country": "FR", "siren": "552081317"}, follow=True)
    assert page.redirect_chain[-1][0] == f"/offreur/{Provider.objects.get().pk}/"


def test_somebody_known_asks_the_people_of_a_company_that_is_here(client, cast):
    assert cast.nadia
    client.force_login(cast.karim)
    for _twice in range(2):
        page = text(client.post("/offreur/inscription/", {"name": "Ardoise", "country": "FR", "siren": "732829320"}, follow=True))
        assert "Cette entreprise est déjà connue ici" in page
    assert Letter.objects.filter(purpose="provider.join_asked").count() == 1
