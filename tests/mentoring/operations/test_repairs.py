"""A mentor stops: the repair that disturbs least is read, then decided as a whole, and the story follows."""
import pytest

from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import Pairing
from chalandise.mentoring.operations.pairings import announce_pairings, open_pairing
from chalandise.mentoring.operations.repairs import repair_without
from chalandise.mentoring.queries.repairs import without_mentor
from chalandise.people.models import Tie
from tests.mentoring import scenes
from tests.mentoring.operations.test_visits import written


@pytest.fixture
def scene(cast):
    """Karim accompanies Lys, Awa nobody: she has one place; Cuir waits."""
    scenes.board(cast)
    open_pairing(season=cast.season, shop=cast.lys, mentor=cast.karim_mentor, by=cast.rose)
    announce_pairings(season=cast.season, by=cast.rose)
    return cast


def tie(person, shop):
    Tie.objects.create(person=person, object_kind="shops.shop", object_id=shop.pk, kind="family", source="declared", since="2017-01-01")


def moves(cast, mentor):
    return [(m.shop.name, m.before and m.before.person.given_name, m.after and m.after.person.given_name)
            for m in without_mentor(cast.season, mentor).moves]


def test_who_is_accompanied_is_served_before_who_waits(scene):
    assert moves(scene, scene.karim_mentor) == [("Institut Lys", "Karim", "Awa")]
    assert moves(scene, scene.awa_mentor) == []


def test_a_chain_of_changes_is_found_when_nobody_else_is_free(scene):
    """Zoé is free and takes Lys; once a tie bars her from it, Awa goes to Lys and Zoé takes over from Awa."""
    zoe = scene._mentor(scene.person("Zoé", "Ormeau"), skills=["booking"], trades=["beauty"])
    scenes.sign_charter(scene.season, zoe.person, "mentor")
    open_pairing(season=scene.season, shop=scene.cuir, mentor=scene.awa_mentor, by=scene.rose)
    assert moves(scene, scene.karim_mentor) == [("Institut Lys", "Karim", "Zoé")]
    tie(zoe.person, scene.lys)
    assert moves(scene, scene.karim_mentor) == [("Institut Lys", "Karim", "Awa"), ("L’Atelier du Cuir", "Awa", "Zoé")]


def test_every_place_of_a_chain_is_freed_before_it_is_taken(scene):
    zoe = scene._mentor(scene.person("Zoé", "Ormeau"), skills=["video"], trades=["craft"])
    scenes.sign_charter(scene.season, zoe.person, "mentor")
    open_pairing(season=scene.season, shop=scene.cuir, mentor=scene.awa_mentor, by=scene.rose)
    tie(zoe.person, scene.lys)
    plan = without_mentor(scene.season, scene.karim_mentor).plan
    repair_without(season=scene.season, mentor=scene.karim_mentor, plan=plan, by=scene.rose)
    assert sorted(Pairing.objects.values_list("shop__name", "mentor__person__given_name", "ending")) == [
        ("Institut Lys", "Awa", ""), ("Institut Lys", "Karim", "mentor_left"),
        ("L’Atelier du Cuir", "Awa", "moved"), ("L’Atelier du Cuir", "Zoé", "")]


def test_the_repair_is_decided_as_a_whole_and_each_is_told(scene):
    plan = without_mentor(scene.season, scene.karim_mentor).plan
    (made,) = repair_without(season=scene.season, mentor=scene.karim_mentor, plan=plan, by=scene.rose)
    assert (made.shop.name, made.mentor.person.given_name, made.after.ending) == ("Institut Lys", "Awa", "mentor_left")
    scene.karim_mentor.refresh_from_db()
    assert scene.karim_mentor.state == "left"
    assert [letter.to_name for letter in written("pairing_announced_mentor")] == ["Karim Benali", "Awa Diop"]
    assert [letter.to_name for letter in written("mentor_thanked")] == ["Karim Benali"]


def test_a_repair_that_is_no_longer_the_one_read_changes_nothing(scene):
    with pytest.raises(Refused, match="Quelque chose a changé"):
        repair_without(season=scene.season, mentor=scene.karim_mentor, plan=[[scene.lys.pk, scene.karim_mentor.pk]], by=scene.rose)
    assert list(Pairing.objects.filter(ended_at=None).values_list("shop__name", flat=True)) == ["Institut Lys"]


def test_a_departure_noted_twice_is_refused_the_second_time(scene):
    plan = without_mentor(scene.season, scene.karim_mentor).plan
    repair_without(season=scene.season, mentor=scene.karim_mentor, plan=plan, by=scene.rose)
    with pytest.raises(Refused, match="le départ est déjà noté"):
        repair_without(season=scene.season, mentor=scene.karim_mentor, plan=plan, by=scene.rose)
