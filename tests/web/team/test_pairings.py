"""The team pairs: a proposal adjusted in place, a mentor by hand, an announcement, an end, a departure."""
import pytest
from django.urls import reverse

from chalandise.mentoring.models import Mentor, Pairing, PairingProposal, Visit
from chalandise.mentoring.operations.pairings import announce_pairings, open_pairing
from chalandise.mentoring.operations.visits import propose_slots
from chalandise.people.models import Tie
from chalandise.seasons.models import PanelPlace, Signature
from tests.mentoring import scenes
from tests.mentoring.scenes import at, hour

SLUG = "fondaudege-2017"


@pytest.fixture
def scene(cast, client):
    scenes.board(cast)
    client.force_login(cast.rose)
    return cast


def to(name, *args):
    return reverse(f"team:{name}", args=[SLUG, *args])


def adjust(client, shop, mentor, gesture):
    return client.post(to("pairings_adjustment"), {"shop": shop.pk, "mentor": mentor.pk, "gesture": gesture}, follow=True)


def test_a_season_is_paired_in_three_gestures(scene, client):
    assert "Proposer des paires" in client.get(to("pairings")).content.decode()
    page = client.post(to("pairings_proposal"), follow=True)
    assert "2 paires sont proposées." in page.content.decode()
    page = client.post(to("pairings_adoption"), follow=True)
    assert "Il reste à les annoncer" in page.content.decode()
    client.post(to("pairings_announcement"), follow=True)
    assert (Pairing.objects.exclude(announced_at=None).count(), Visit.objects.count()) == (2, 6)
    assert "2 boutiques accompagnées" in client.get(to("pairings")).content.decode()


def test_a_pair_is_kept_or_refused_in_place_and_a_contradiction_is_told(scene, client):
    client.post(to("pairings_proposal"))
    page = adjust(client, scene.lys, scene.awa_mentor, "pin")
    assert "gardé par vous" in page.content.decode()
    page = adjust(client, scene.cuir, scene.awa_mentor, "pin")
    assert "Impossible de garder L’Atelier du Cuir avec Awa Diop" in page.content.decode()
    adjust(client, scene.lys, scene.awa_mentor, "unpin")
    adjust(client, scene.lys, scene.karim_mentor, "forbid")
    assert PairingProposal.objects.first().forbids == [[scene.lys.pk, scene.karim_mentor.pk]]
    assert client.post(to("pairings_adjustment"), {"shop": "x"}).status_code == 404


def test_the_possible_mentors_show_reasons_and_bars_in_words(scene, client):
    Tie.objects.create(person=scene.awa, object_kind="shops.shop", object_id=scene.lys.pk, kind="supplier", source="declared",
                       since=scene.season.starts_on)
    text = client.get(to("candidates", scene.lys.pk)).content.decode()
    for words in ("Connaît ce métier", "conflit d’intérêts", "Awa Diop vend à Institut Lys."):
        assert words in text
    assert "Une paire" not in text
    page = client.post(to("candidates", scene.lys.pk), {"mentor": scene.awa_mentor.pk}, follow=True)
    assert "ne peut pas accompagner" in page.content.decode()
    assert Pairing.objects.count() == 0


def test_a_mentor_is_chosen_by_hand_then_another_takes_over(scene, client):
    client.post(to("candidates", scene.lys.pk), {"mentor": scene.karim_mentor.pk})
    announce_pairings(season=scene.season, by=scene.rose)
    page = client.post(to("candidates", scene.lys.pk), {"mentor": scene.awa_mentor.pk}, follow=True)
    assert "prend la suite à Institut Lys" in page.content.decode()
    assert [(p.mentor.person.given_name, p.ending) for p in Pairing.objects.order_by("pk")] == [("Karim", "no_fit"), ("Awa", "")]
    for wrong in ("999", "x"):
        assert client.post(to("candidates", scene.lys.pk), {"mentor": wrong}).status_code == 404
    assert client.get(to("candidates", 999)).status_code == 404


def test_a_missing_signature_is_said_before_and_after(scene, client):
    Signature.objects.filter(person=scene.karim).delete()
    assert "Pas de signature, pas de parrainage" in client.get(to("pairings")).content.decode()
    page = client.post(to("candidates", scene.lys.pk), {"mentor": scene.karim_mentor.pk}, follow=True)
    assert "n’a pas encore signé" in page.content.decode()


@pytest.fixture
def pairing(scene):
    found = open_pairing(season=scene.season, shop=scene.lys, mentor=scene.karim_mentor, by=scene.rose)
    announce_pairings(season=scene.season, by=scene.rose)
    return found


def test_the_pairing_page_holds_everything_and_every_gesture(scene, client, pairing):
    text = client.get(to("pairing", pairing.pk)).content.decode()
    for words in ("Institut Lys", "Karim Benali", "a annoncé le parrainage", "Terminer ce parrainage", "Noter un appel"):
        assert words in text


def test_a_pairing_is_announced_alone(scene, client):
    found = open_pairing(season=scene.season, shop=scene.lys, mentor=scene.karim_mentor, by=scene.rose)
    client.post(to("pairing_announcement", found.pk))
    assert found.visits.count() == 3


def test_it_ends_without_blame_and_needs_a_reason(scene, client, pairing):
    assert "Dites pourquoi" in client.post(to("pairing_closure", pairing.pk), {}, follow=True).content.decode()
    page = client.post(to("pairing_closure", pairing.pk), {"ending": "no_fit"}, follow=True)
    assert "terminé" in page.content.decode()
    pairing.refresh_from_db()
    assert pairing.ending == "no_fit"


def test_a_mentor_who_leaves_sends_the_referent_to_who_could_follow(scene, client, pairing):
    page = client.post(to("pairing_departure", pairing.pk))
    assert page["Location"] == to("candidates", scene.lys.pk)
    assert Mentor.objects.get(person=scene.karim).state == "left"


def test_an_hour_told_on_the_phone_is_noted_from_the_page_of_the_pairing(scene, client, pairing):
    visit = propose_slots(visit=pairing.visits.first(), slots=[hour(23, 9), hour(23, 14)], by=scene.karim)
    chosen = visit.slots.get(starts_at=at(23, 14))
    page = client.get(to("pairing", pairing.pk)).content.decode()
    assert [f'name="slot" value="{slot.pk}"' in page for slot in visit.slots.all()] == [True, True]
    client.post(to("visit", visit.pk), {"gesture": "choose", "slot": chosen.pk})
    visit.refresh_from_db()
    assert (visit.state, visit.starts_at) == ("fixed", at(23, 14))
    assert 'name="slot"' not in client.get(to("pairing", pairing.pk)).content.decode()


def test_the_referent_records_on_behalf_what_is_said_on_the_phone(scene, client, pairing):
    visit = propose_slots(visit=pairing.visits.first(), slots=[hour(23, 9)], by=scene.karim)
    page = to("visit", visit.pk)
    assert "Choisir pour le commerçant" in client.get(page).content.decode()
    client.post(page, {"gesture": "choose", "slot": visit.slots.get().pk})
    visit.refresh_from_db()
    assert visit.starts_at == at(23, 9)
    client.post(page, {"gesture": "fix", "when": "2017-11-24T10:00", "length": "60"})
    visit.refresh_from_db()
    assert (visit.starts_at, visit.sequence) == (at(24, 10), 1)
    from chalandise.foundation import journal
    assert {x.via for x in journal.timeline(visit)} == {"par téléphone", ""}


def test_the_neighbour_reaches_none_of_it(scene, client, pairing):
    client.force_login(scene.hugo)
    for address in (to("pairings"), to("pairing", pairing.pk), to("candidates", scene.lys.pk), to("visit", pairing.visits.first().pk)):
        assert client.get(address).status_code == 404
    scene.hugo_page = reverse("team:pairing", args=["bastide-2017", pairing.pk])
    assert client.get(scene.hugo_page).status_code == 404
    assert client.post(to("pairing_closure", pairing.pk), {"ending": "no_fit"}).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_queries(scene, client, count, django_assert_num_queries):
    for n in range(count):
        shop, person = scene._shop(f"B{n:02}"), scene.person("Marraine", f"N{n:02}")
        mentor = Mentor.objects.create(season=scene.season, person=person, state="accepted", applied_at=at(20, 9))
        PanelPlace.objects.create(season=scene.season, shop=shop, since=at(20, 9))
        Pairing.objects.create(season=scene.season, shop=shop, mentor=mentor, opened_at=at(20, 9), announced_at=at(20, 9))
        PanelPlace.objects.create(season=scene.season, shop=scene._shop(f"W{n:02}"), since=at(20, 9))
    with django_assert_num_queries(25):
        client.get(to("pairings"))


def test_the_team_sets_the_level_and_reads_why_and_what_else(scene, client):
    page = client.post(to("pairings_proposal"), {"level": "45"}, follow=True).content.decode()
    assert PairingProposal.objects.first().level == 45
    assert 'value="45"' in page
    assert "Sinon Awa Diop" in page
    assert "0 à 100" in client.post(to("pairings_proposal"), {"level": "400"}, follow=True).content.decode()


def test_competitors_are_listed_asked_and_noted(scene, client):
    from chalandise.mentoring.models import Sharing
    for shop in (scene.lys, scene.cuir):
        shop.trade = "bakery"
        shop.save()
    assert "1 paire de concurrents directs" in client.get(to("pairings")).content.decode()
    pair = {"shop": scene.lys.pk, "other": scene.cuir.pk}
    client.post(to("pairings_sharing"), pair)
    client.post(to("pairings_sharing"), {"shop": scene.cuir.pk, "other": scene.lys.pk, "accepts": "no"})
    assert sorted(Sharing.objects.values_list("shop__name", "accepts", "via"), key=str) == [("Institut Lys", None, ""), ("L’Atelier du Cuir", False, "phone")]
    assert "ne sont pas concurrentes" in client.post(to("pairings_sharing"), {"shop": scene.lys.pk, "other": "x"}, follow=True).content.decode()


def test_what_if_is_read_then_decided(scene, client):
    open_pairing(season=scene.season, shop=scene.lys, mentor=scene.karim_mentor, by=scene.rose)
    announce_pairings(season=scene.season, by=scene.rose)
    page = client.get(to("what_if", scene.karim_mentor.pk)).content.decode()
    assert "1 boutique changerait de parrain" in page
    assert Pairing.objects.filter(ended_at=None).get().mentor == scene.karim_mentor
    page = client.post(to("what_if", scene.karim_mentor.pk), {"plan": f"{scene.lys.pk}:{scene.karim_mentor.pk}"}, follow=True).content.decode()
    assert "Quelque chose a changé" in page
    client.post(to("what_if", scene.karim_mentor.pk), {"plan": f"{scene.lys.pk}:{scene.awa_mentor.pk}"})
    assert Pairing.objects.filter(ended_at=None).get().mentor == scene.awa_mentor
    assert "n’accompagne plus personne" in client.get(to("what_if", scene.karim_mentor.pk)).content.decode()
