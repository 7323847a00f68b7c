"""A skill that a pairing lacks: the fewest people asked, once, and both mentors put in touch by the first yes."""
import pytest

from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import SkillRequest
from chalandise.mentoring.operations.pairings import announce_pairings, open_pairing
from chalandise.mentoring.operations.skills import answer_skill, ask_skills
from chalandise.mentoring.queries.skills import aid, skills_for
from chalandise.people.models import Tie
from tests.mentoring import scenes
from tests.mentoring.operations.test_visits import written


@pytest.fixture
def scene(cast):
    """Karim accompanies Lys; the action planned there asks for video, which Awa offers."""
    scenes.board(cast)
    pairing = open_pairing(season=cast.season, shop=cast.lys, mentor=cast.karim_mentor, by=cast.rose)
    announce_pairings(season=cast.season, by=cast.rose)
    cast.planned = {pairing.pk: {"video"}}
    return cast


def ask(cast):
    return ask_skills(season=cast.season, by=cast.rose, planned=cast.planned)


def test_the_one_who_can_is_asked_once(scene):
    (request,) = ask(scene)
    assert (request.helper, request.skill) == (scene.awa_mentor, "video")
    (letter,) = written("skill_asked")
    assert (letter.to_name, "Vidéo courte" in letter.text) == ("Awa Diop", True)
    with pytest.raises(Refused, match="Personne de plus à demander"):
        ask(scene)


def test_a_yes_puts_both_mentors_in_touch_and_twice_is_once(scene):
    (request,) = ask(scene)
    for _ in range(2):
        answer_skill(asked=request, says="yes", by=scene.awa)
    assert sorted(letter.to_name for letter in written("skill_found")) == ["Awa Diop", "Karim Benali"]
    found = aid(scene.season, planned=scene.planned)
    assert (found.lacks, [r.helper for r in found.found]) == ([], [scene.awa_mentor])


def test_after_a_no_somebody_else_is_proposed_and_never_the_same(scene):
    (request,) = ask(scene)
    answer_skill(asked=request, says="no", by=scene.awa)
    (lack,) = aid(scene.season, planned=scene.planned).lacks
    assert (lack.helper, lack.why) == (None, "all_barred")
    zoe = scene._mentor(scene.person("Zoé", "Ormeau"), skills=["video"])
    scenes.sign_charter(scene.season, zoe.person, "mentor")
    assert [r.helper for r in ask(scene)] == [zoe]


def test_the_first_yes_withdraws_what_others_were_asked(scene):
    (first,) = ask(scene)
    second = SkillRequest.objects.create(pairing=first.pairing, skill="video", helper=scene.karim_mentor, by=scene.rose, asked_at=clock.now())
    answer_skill(asked=first, says="yes", by=scene.awa)
    with pytest.raises(Refused, match="quelqu’un d’autre a déjà dit oui"):
        answer_skill(asked=second, says="yes", by=scene.karim)


def test_a_conflict_of_interest_bars_help_too(scene):
    Tie.objects.create(person=scene.awa, object_kind="shops.shop", object_id=scene.lys.pk, kind="supplier", source="declared", since="2017-01-01")
    (lack,) = aid(scene.season, planned=scene.planned).lacks
    assert (lack.helper, lack.why) == (None, "all_barred")


def test_without_a_planned_action_the_need_of_the_shop_is_looked_at(scene):
    skills = {lack.skill for lack in aid(scene.season).lacks}
    assert skills == {"site"}  # a beauty salon without a site; Karim knows booking and social networks


@pytest.mark.parametrize(("kind", "skills"), [("newsletter", ("loyalty",)), ("catalogue", ("site", "photo")), ("other", ())])
def test_each_kind_of_action_asks_for_its_skills(kind, skills):
    assert skills_for(kind) == skills
