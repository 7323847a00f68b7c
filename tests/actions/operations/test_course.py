"""The states of an action, as a table: each gesture from each state."""
import pytest

from chalandise.actions.models import Action
from chalandise.actions.operations import course
from chalandise.actions.operations.adoption import adopt
from chalandise.actions.operations.ideas import propose_idea
from chalandise.actions.rules import COURSE
from chalandise.foundation import journal
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.funding.operations import approve_commitment
from chalandise.funding.queries import balances


def go(cast, gesture):
    words = {"reason": "le fournisseur tarde"} if gesture in ("block", "drop") else {}
    return getattr(course, gesture)(by=cast.lila, action=cast.action, **words)


@pytest.mark.parametrize("state", Action.State.values)
@pytest.mark.parametrize("gesture", COURSE)
def test_the_table_of_states(cast, gesture, state):
    origins, target, _wordy = COURSE[gesture]
    Action.objects.filter(pk=cast.action.pk).update(state=state)
    if state in origins or state == target:
        assert go(cast, gesture).state == target
    else:
        with pytest.raises(Refused, match="n’est plus possible"):
            go(cast, gesture)
        assert Action.objects.get().state == state


def test_blocking_and_dropping_say_what_happens(cast):
    for gesture in (course.block, course.drop):
        with pytest.raises(Refused) as refusal:
            gesture(by=cast.lila, action=cast.action, reason=" ")
        assert refusal.value.field == "reason"


def test_a_blocker_is_told_at_once_to_the_mentor_and_the_referent(cast):
    course.block(by=cast.lila, action=cast.action, reason="Le devis n’arrive pas")
    letters = Letter.objects.filter(purpose="action.blocked").order_by("to_name")
    assert [letter.to_name for letter in letters] == ["Karim Benali", "Rose Ferrand"]
    assert "Le devis n’arrive pas" in letters[0].text
    assert cast.action.blocker == "Le devis n’arrive pas"
    assert course.resume(by=cast.karim, action=cast.action).blocker == ""


def test_dropping_gives_the_money_back(cast):
    pot, action = cast.pot, cast.action
    approve_commitment(by=cast.odile, commitment=pot.commitments.get())
    assert balances(pot).available == 620
    course.drop(by=cast.karim, action=action, reason="plus le temps")
    assert (balances(pot).available, action.finished_at is not None) == (800, True)


def test_finishing_asks_both_for_the_lesson_once(cast):
    course.finish(by=cast.karim, action=cast.action, outcome="11 rendez-vous le soir")
    course.finish(by=cast.karim, action=cast.action)
    assert sorted(Letter.objects.filter(purpose="lesson.give").values_list("to_name", flat=True)) == ["Karim Benali", "Lila Sarda"]
    assert journal.timeline(cast.action)[0].what == "a terminé l’action"


def test_only_those_of_the_action_move_it(cast):
    for stranger in (cast.hugo, cast.awa, cast.bruno):
        with pytest.raises(Refused, match="écrivent sur cette action"):
            course.start(by=stranger, action=cast.action)


def test_an_action_is_not_reopened_beside_another(cast):
    first = cast.action
    course.drop(by=cast.lila, action=first, reason="non")
    adopt(by=cast.lila, idea=propose_idea(by=cast.awa, season=cast.season, shop=cast.lys, kind="video", title="Vidéo"))
    with pytest.raises(Refused, match="Une autre action"):
        course.reopen(by=cast.lila, action=first)


def test_a_shop_that_leaves_stops_its_action_and_frees_its_money(cast):
    pot, action = cast.pot, cast.action
    approve_commitment(by=cast.odile, commitment=pot.commitments.get())
    assert course.stop_for_departure(shop=cast.lys, season=cast.season, by=cast.rose) == [action]
    assert course.stop_for_departure(shop=cast.lys, season=cast.season, by=cast.rose) == []
    action.refresh_from_db()
    assert (action.state, balances(pot).available) == ("dropped", 800)
