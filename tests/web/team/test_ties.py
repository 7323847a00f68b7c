"""The team's pages of ties: who is tied to what, what it stops, what it stopped; never another territory's."""
import pytest
from django.urls import reverse

from chalandise.people.models import ConflictRefusal, Organisation, Tie
from chalandise.people.operations import affiliate, declare_tie, derive_tie
from chalandise.seasons.queries import interests
from tests.mentoring import scenes


@pytest.fixture
def scene(cast, client):
    scenes.board(cast)
    client.force_login(cast.rose)
    return cast


def at(name, *args):
    return reverse(f"team:{name}", args=["fondaudege-2017", *args])


def page(client, name, *args):
    return client.get(at(name, *args)).content.decode()


def test_an_empty_season_says_so(client, cast):
    client.force_login(cast.rose)
    text = page(client, "ties")
    assert "Aucun geste n’a été arrêté" in text and "Aucun partenaire ni employeur" in text


def test_the_team_writes_a_tie_and_reads_what_it_stops(scene, client):
    answer = client.post(at("ties_person", scene.karim.pk), {"shop": scene.lys.pk, "kind": "supplier", "organisation": "", "since": "2017-09-01"})
    assert answer.status_code == 302
    tie = Tie.objects.get()
    assert (tie.person, tie.kind, tie.source, str(tie.since)) == (scene.karim, "supplier", "team", "2017-09-01")
    text = page(client, "ties_person", scene.karim.pk)
    assert "Karim Benali vend à Institut Lys." in text and "accompagner, noter" in text
    assert "1 lien" in page(client, "ties")
    client.post(at("ties_person", scene.karim.pk), {"end": tie.pk})
    tie.refresh_from_db()
    assert tie.until is not None
    assert "Aucun lien connu." in page(client, "ties_person", scene.karim.pk)


def test_a_tie_with_nothing_is_refused_beside_its_field(scene, client):
    answer = client.post(at("ties_person", scene.karim.pk), {"kind": "family", "organisation": ""})
    assert (answer.status_code, "écrivez le nom d’une entreprise" in answer.content.decode()) == (422, True)


def test_two_people_of_the_season_are_tied_and_nobody_to_themselves(scene, client):
    client.post(at("ties_person", scene.karim.pk), {"person": scene.lila.pk, "kind": "family", "organisation": ""})
    assert Tie.objects.get().other == scene.lila
    assert "Lien de famille entre Karim Benali et une autre personne" in page(client, "ties_person", scene.karim.pk)
    assert client.post(at("ties_person", scene.karim.pk), {"person": scene.karim.pk, "kind": "family", "organisation": ""}).status_code == 422


def test_an_organisation_has_a_group_and_the_shops_that_it_was_paid_for(scene, client):
    house = Organisation.objects.create(name="Agenda Facile")
    affiliate(by=scene.rose, person=scene.karim, organisation=house)
    derive_tie(by=scene.rose, organisation=house, thing=scene.lys, kind="invoice")
    assert client.post(at("ties_body", house.pk), {"name": "Groupe Agenda", "siren": "356 000 001"}).status_code == 422
    client.post(at("ties_body", house.pk), {"name": "Groupe Agenda", "siren": "356000000"})
    text = page(client, "ties_body", house.pk)
    assert "Institut Lys" in text and "Groupe Agenda" in text and "même groupe" in text
    group, invoice = Tie.objects.get(kind="group"), Tie.objects.get(kind="invoice")
    assert client.post(at("ties_body", house.pk), {"end": invoice.pk}).status_code == 404  # a fact of the pot is not ended by hand
    client.post(at("ties_body", house.pk), {"end": group.pk})
    group.refresh_from_db()
    assert group.until is not None


def test_another_territory_s_shops_and_people_never_show(scene, client):
    """Karim is also tied to a shop and a person of Villeneuve: Rose reads neither; Hugo reads nothing of Karim."""
    from chalandise.shops.models import Shop
    far = Shop.objects.create(territory=scene.villeneuve, name="Au Loin", created_at=scene.lys.created_at, source="team")
    for thing, kind in ((far, "client"), (scene.hugo, "family"), (scene.lys, "client")):
        declare_tie(by=scene.karim, person=scene.karim, thing=thing, kind=kind)
    text = page(client, "ties_person", scene.karim.pk) + page(client, "ties") + page(client, "mentor", scene.karim_mentor.pk)
    assert ("Au Loin" in text, "Hugo Vidal" in text, "Institut Lys" in text) == (False, False, True)
    assert [line.name for line in interests.own_ties(scene.karim)] == ["Au Loin", "Hugo Vidal", "Institut Lys"]
    far_tie = Tie.objects.get(object_id=far.pk, kind="client", object_kind="shops.shop")
    assert client.post(at("ties_person", scene.karim.pk), {"end": far_tie.pk}).status_code == 404
    assert client.get(at("ties_person", scene.hugo.pk)).status_code == 404
    client.force_login(scene.hugo)
    assert client.get(reverse("team:ties_person", args=["bastide-2017", scene.karim.pk])).status_code == 404
    assert "Karim" not in client.get(reverse("team:ties", args=["bastide-2017"])).content.decode()


def test_a_refused_pairing_is_on_mondays_page_with_its_way_out(scene, client):
    declare_tie(by=scene.karim, person=scene.karim, thing=scene.lys, kind="supplier")
    client.post(at("candidates", scene.lys.pk), {"mentor": scene.karim_mentor.pk})
    assert ConflictRefusal.objects.get().gesture == "pair"
    for name in ("monday", "ties"):
        text = page(client, name)
        assert "Karim Benali vend à Institut Lys." in text and "Choisissez un autre parrain pour cette boutique." in text
    client.force_login(scene.hugo)
    assert "Karim" not in client.get(reverse("team:monday", args=["bastide-2017"])).content.decode()


def test_a_pairing_under_supervision_names_its_second_person(scene, client):
    declare_tie(by=scene.karim, person=scene.karim, thing=scene.lys, kind="other", note="même chorale")
    scene.odile  # noqa: B018
    assert "Deuxième personne" in page(client, "candidates", scene.lys.pk)
    client.post(at("candidates", scene.lys.pk), {"mentor": scene.karim_mentor.pk})
    assert scene.karim_mentor.pairings.count() == 0
    client.post(at("candidates", scene.lys.pk), {"mentor": scene.karim_mentor.pk, "supervisor": scene.odile.pk})
    assert scene.karim_mentor.pairings.get().shop == scene.lys
    assert "sous le regard de Odile Marchand" in page(client, "ties")


@pytest.mark.parametrize("count", [1, 30])
def test_the_pages_cost_the_same_with_1_and_30_ties(scene, client, count, django_assert_num_queries):
    for n in range(count):
        declare_tie(by=scene.karim, person=scene.karim, thing=scene._shop(f"Boutique {n}"), kind="client")
        declare_tie(by=scene.awa, person=scene.awa, thing=Organisation.objects.create(name=f"Maison {n}"), kind="client")
    page(client, "ties")
    with django_assert_num_queries(QUERIES["ties"]):
        page(client, "ties")
    with django_assert_num_queries(QUERIES["ties_person"]):
        page(client, "ties_person", scene.karim.pk)


QUERIES = {"ties": 13, "ties_person": 22}
