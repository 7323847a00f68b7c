"""Wishes after a first talk: asked once a day, kept for each side, read by the team only; one mentor for two competitors."""
import pytest

from chalandise.foundation.models import Entry, Letter
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import Wish
from chalandise.mentoring.operations.pairings import open_pairing
from chalandise.mentoring.operations.wishes import answer_sharing, answer_wishes, ask_sharing, ask_wishes
from chalandise.mentoring.queries.board import board
from chalandise.people.models import Tie
from tests.mentoring import scenes


@pytest.fixture
def scene(cast):
    return scenes.board(cast)


def say(cast, side, about, **says):
    keys = {"karim": cast.karim_mentor.pk, "awa": cast.awa_mentor.pk, "lys": cast.lys.pk, "cuir": cast.cuir.pk}
    return answer_wishes(season=cast.season, side=side, about=about, by=cast.rose, says={keys[k]: v for k, v in says.items()})


def asked():
    return list(Letter.objects.filter(purpose="mentoring.wishes_asked").order_by("to_name").values_list("to_name", "subject"))


def test_everybody_is_asked_once_a_day_and_who_has_no_address_is_named(scene):
    assert ask_wishes(season=scene.season, by=scene.rose) == (3, [scene.cuir])
    assert ask_wishes(season=scene.season, by=scene.rose) == (0, [scene.cuir])
    assert asked() == [("Awa Diop", "Quelles boutiques aimeriez-vous accompagner ?"), ("Karim Benali", "Quelles boutiques aimeriez-vous accompagner ?"),
                       ("Lila Sarda", "Avec qui aimeriez-vous travailler ?")]


def test_who_has_answered_is_not_asked_again(scene):
    say(scene, "mentor", scene.karim_mentor, lys="gladly")
    say(scene, "merchant", scene.lys, karim="fine")
    assert ask_wishes(season=scene.season, by=scene.rose) == (1, [scene.cuir])
    assert [name for name, _subject in asked()] == ["Awa Diop"]


def test_both_sides_move_the_fit_and_the_same_answer_twice_is_once(scene):
    before = board(scene.season).fits
    assert say(scene, "merchant", scene.lys, karim="gladly", awa="rather_not") == 2
    assert say(scene, "merchant", scene.lys, karim="gladly", awa="rather_not") == 0
    say(scene, "mentor", scene.awa_mentor, lys="rather_not")
    after = board(scene.season).fits
    karim, awa = (scene.lys.pk, scene.karim_mentor.pk), (scene.lys.pk, scene.awa_mentor.pk)
    assert after[karim].value == min(100, before[karim].value + 10)
    assert after[awa].value == max(1, before[awa].value - 50)
    assert [r.code for r in after[awa].reasons_against][:2] == ["merchant_doubts", "mentor_doubts"]
    assert Entry.objects.filter(verb="wishes.said").count() == 2


def test_an_answer_left_empty_is_taken_back(scene):
    say(scene, "merchant", scene.lys, karim="gladly")
    assert say(scene, "merchant", scene.lys, karim="") == 1
    assert Wish.objects.count() == 0


def test_nobody_is_asked_about_somebody_whom_a_conflict_bars(scene):
    Tie.objects.create(person=scene.karim, object_kind="shops.shop", object_id=scene.lys.pk, kind="family", source="declared", since="2017-01-01")
    with pytest.raises(Refused, match="n’est plus dans la liste"):
        say(scene, "merchant", scene.lys, karim="gladly")
    assert Wish.objects.count() == 0


def test_once_paired_a_shop_has_nothing_more_to_wish(scene):
    open_pairing(season=scene.season, shop=scene.lys, mentor=scene.karim_mentor, by=scene.rose)
    with pytest.raises(Refused, match="Les parrainages sont décidés"):
        say(scene, "merchant", scene.lys, awa="gladly")


def test_both_competitors_are_asked_and_each_answers_for_itself(scene):
    ask_sharing(season=scene.season, shop=scene.lys, other=scene.cuir, by=scene.rose)
    mine, theirs = ask_sharing(season=scene.season, shop=scene.lys, other=scene.cuir, by=scene.rose)
    assert Letter.objects.filter(purpose="mentoring.sharing_asked", channel="mail").count() == 1  # Bruno has no address: on paper
    for _ in range(2):
        answer_sharing(sharing=mine, accepts=True, by=scene.lila)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.accepts, theirs.accepts) == (True, None)
    assert Entry.objects.filter(verb="sharing.answered").count() == 1


def test_who_reads_english_is_asked_in_english(scene):
    scene.lila.language = "en"
    scene.lila.save()
    ask_wishes(season=scene.season, by=scene.rose)
    letter = Letter.objects.get(to_name="Lila Sarda")
    assert letter.subject == "With whom would you like to work?"
    assert letter.text.startswith("Hello Lila,")
