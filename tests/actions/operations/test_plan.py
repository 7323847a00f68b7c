"""The plan: objective, figure, dates, steps; two people at once lose nothing."""
from datetime import date

import pytest

from chalandise.actions.models import Action
from chalandise.actions.operations.plan import add_step, edit_step, move_step, plan, remove_step, tick_step
from chalandise.foundation.refusals import Conflict, Refused

PLAN = {"title": "Rendez-vous du soir", "objective": "Des clientes qui appelaient en vain", "indicator": "online_bookings",
        "target": "10 par mois", "starts_on": date(2017, 11, 20), "ends_on": date(2017, 12, 20)}


def texts(action):
    return [(s.order, s.text) for s in action.steps.all()]


def test_the_plan_is_written_by_either_side(cast):
    plan(by=cast.karim, action=cast.action, version=1, **PLAN)
    assert (Action.objects.get().target, Action.objects.get().version) == ("10 par mois", 2)
    with pytest.raises(Conflict):
        plan(by=cast.lila, action=cast.action, version=1, **{**PLAN, "target": "20 par mois"})


@pytest.mark.parametrize("words, field", [({"title": ""}, "title"), ({"indicator": "moon"}, "indicator"),
                                          ({"ends_on": date(2017, 11, 1)}, "ends_on")])
def test_an_absurd_plan_is_refused(cast, words, field):
    with pytest.raises(Refused) as refusal:
        plan(by=cast.karim, action=cast.action, version=1, **{**PLAN, **words})
    assert refusal.value.field == field


def test_steps_are_added_ticked_moved_and_removed(cast):
    action = cast.action
    first = add_step(by=cast.karim, action=action, text="Choisir l’agenda", who="Karim")
    assert add_step(by=cast.karim, action=action, text="Choisir l’agenda", who="Karim") == first
    second = add_step(by=cast.lila, action=action, text="Écrire les horaires", due_on=date(2017, 12, 1))
    move_step(by=cast.lila, step=second, up=True)
    move_step(by=cast.lila, step=second, up=True)
    assert texts(action) == [(1, "Écrire les horaires"), (2, "Choisir l’agenda")]
    assert tick_step(by=cast.lila, step=second, done=True).done_at == tick_step(by=cast.lila, step=second, done=True).done_at
    assert tick_step(by=cast.lila, step=second, done=False).done_at is None
    edit_step(by=cast.lila, step=second, text="Écrire les horaires du soir")
    remove_step(by=cast.karim, step=first)
    assert [text for _order, text in texts(action)] == ["Écrire les horaires du soir"]


def test_a_stranger_writes_no_step_and_an_empty_one_is_refused(cast):
    with pytest.raises(Refused, match="écrivent sur cette action"):
        add_step(by=cast.awa, action=cast.action, text="x")
    with pytest.raises(Refused, match="Écrivez l’étape"):
        add_step(by=cast.karim, action=cast.action, text=" ")


def test_a_plan_has_thirty_steps_at_most(cast):
    for n in range(30):
        add_step(by=cast.karim, action=cast.action, text=f"Étape {n}")
    with pytest.raises(Refused, match="regroupez"):
        add_step(by=cast.karim, action=cast.action, text="Une de plus")
