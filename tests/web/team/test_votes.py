"""A request put to the vote from the page of the pot, followed, closed, then decided."""
from datetime import timedelta

import pytest
from django.urls import reverse

from chalandise.foundation import clock
from chalandise.funding.models import Ballot
from chalandise.funding.operations import ask_commitment, cast_vote, close_ballot, open_ballot
from chalandise.funding.operations.interests import declare
from chalandise.people.operations import grant_role


@pytest.fixture
def asked(cast):
    cast.pot, cast.odile  # noqa: B018
    cast.iris = cast.person("Iris", "Comité")
    grant_role(person=cast.iris, kind="committee", scope_id=cast.season.pk)
    return ask_commitment(by=cast.odile, pot=cast.pot, amount=180, label="Agenda · Institut Lys", supplier="Agenda Facile", shop=cast.lys, kind="booking")


def at(name, *args):
    return reverse(f"team:{name}", args=["fondaudege-2017", *args])


def read(client, address):
    return client.get(address).content.decode().replace("\xa0", " ").replace("\u202f", " ")


def test_the_sentence_proposed_names_no_shop_and_a_wrong_day_stays(client, cast, asked):
    client.force_login(cast.rose)
    page = read(client, at("pot_ballot", asked.pk))
    assert "Rendez-vous en ligne : 180,00 €, fournisseur Agenda Facile</textarea>" in page
    answer = client.post(at("pot_ballot", asked.pk), {"text": "Une phrase à moi", "closes_on": "2017-11-01"})
    assert (answer.status_code, "Une phrase à moi" in answer.content.decode(), "Ce jour est passé" in answer.content.decode()) == (422, True, True)


def test_it_is_opened_followed_closed_and_only_then_decided(client, cast, asked):
    client.force_login(cast.rose)
    declare(by=cast.rose, season=cast.season, commitments=[asked])
    client.post(at("pot_ballot", asked.pk), {"text": "Rendez-vous : 180 €", "closes_on": "2017-11-27"})
    ballot = Ballot.objects.get()
    page = read(client, at("pot"))
    assert ("Le comité vote jusqu’au" in page, at("pot_approval", asked.pk) in page) == (True, False)
    cast_vote(by=cast.iris, ballot=ballot, says="yes", words="Utile à toute la rue")
    page = read(client, at("pot_ballot", asked.pk))
    assert "Utile à toute la rue" in page and "Iris Comité" in page
    client.post(at("pot_ballot_close", ballot.pk))
    page = read(client, at("pot"))
    assert ("Le comité dit oui : 1 pour, 0 contre" in page, at("pot_approval", asked.pk) in page) == (True, True)


def test_what_it_did_not_want_can_only_be_refused_and_has_no_share(client, cast, asked):
    client.force_login(cast.rose)
    other = ask_commitment(by=cast.odile, pot=cast.pot, amount=50, label="Affiches")
    declare(by=cast.rose, season=cast.season, commitments=[asked, other])
    ballot = open_ballot(by=cast.rose, commitment=asked, text="x", closes_on=clock.today() + timedelta(days=1))
    cast_vote(by=cast.iris, ballot=ballot, says="no")
    close_ballot(by=cast.rose, ballot=ballot)
    page = read(client, at("pot"))
    assert ("Le comité dit non : 0 pour, 1 contre" in page, at("pot_approval", asked.pk) in page, at("pot_refusal", asked.pk) in page) == (True, False, True)
    client.post(at("pot_approvals"), {"demande": [asked.pk, other.pk]})
    asked.refresh_from_db()
    assert asked.state == "asked"
    assert "Le comité n’en a pas voulu." in read(client, at("pot_allocation"))


def test_another_season_s_vote_is_not_found(client, cast, asked):
    ballot = open_ballot(by=cast.rose, commitment=asked, text="x", closes_on=clock.today())
    client.force_login(cast.hugo)
    assert client.post(reverse("team:pot_ballot_close", args=[cast.other_season.slug, ballot.pk])).status_code == 404
