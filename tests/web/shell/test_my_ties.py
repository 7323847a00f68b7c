"""My own page of ties: everything that ties me, declared and ended by myself; the team's are the team's."""
import pytest
from django.urls import reverse

from chalandise.people.models import Affiliation, Organisation, Tie
from chalandise.people.operations import affiliate, declare_tie
from chalandise.seasons.models import PanelPlace

MINE = "/moi/liens/"


@pytest.fixture
def karim(cast, client):
    cast.pairing  # noqa: B018
    client.force_login(cast.karim)
    return client


def test_it_is_empty_then_it_is_not(cast, karim):
    assert reverse("my_ties") == MINE
    assert "Vous n’avez déclaré aucun lien." in karim.get(MINE).content.decode()
    karim.post(MINE, {"shop": cast.lys.pk, "kind": "client", "organisation": ""})
    karim.post(MINE, {"shop": "", "kind": "employer", "organisation": "Caisse Bleue"})
    assert [(t.kind, t.source) for t in Tie.objects.order_by("pk")] == [("client", "declared"), ("employer", "declared")]
    text = karim.get(MINE).content.decode()
    assert "Institut Lys" in text and "Caisse Bleue" in text


@pytest.mark.parametrize(("given", "sentence"), [
    ({"kind": "client", "organisation": ""}, "écrivez le nom d’une entreprise"),
    ({"kind": "neighbour", "organisation": "X"}, "choix"),
    ({"kind": "client", "organisation": "X", "since": "2030-01-01"}, "choisissez une date passée"),
])
def test_what_cannot_be_is_said_and_nothing_is_written(karim, given, sentence):
    answer = karim.post(MINE, given)
    assert (answer.status_code, sentence in answer.content.decode(), Tie.objects.count()) == (422, True, 0)


def test_one_ends_one_s_own_and_not_the_team_s_nor_another_s(cast, karim):
    mine = declare_tie(by=cast.karim, person=cast.karim, thing=cast.lys, kind="client")
    theirs = declare_tie(by=cast.rose, person=cast.karim, thing=cast.cuir, kind="family", source="team")
    other = declare_tie(by=cast.awa, person=cast.awa, thing=cast.lys, kind="client")
    for tie, status in ((mine, 302), (theirs, 302), (other, 404)):
        assert karim.post(MINE, {"end": tie.pk}).status_code == status
    assert [t.until is None for t in Tie.objects.order_by("pk")] == [False, True, True]


def test_one_no_longer_works_there(cast, karim):
    house = affiliate(by=cast.karim, person=cast.karim, organisation=Organisation.objects.create(name="Caisse Bleue"), sells="des comptes")
    assert "vend : des comptes" in karim.get(MINE).content.decode()
    karim.post(MINE, {"left": house.pk})
    assert Affiliation.objects.get().until is not None
    assert karim.post(MINE, {"left": 999}).status_code == 404


def test_the_shops_offered_are_those_of_my_seasons(cast, karim):
    far = cast._shop("Au Loin")
    assert far.name not in karim.get(MINE).content.decode()
    PanelPlace.objects.create(season=cast.season, shop=far, since=cast.lys.created_at)
    assert far.name in karim.get(MINE).content.decode()
