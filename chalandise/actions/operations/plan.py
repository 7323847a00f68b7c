"""The plan of an action: what it should change, the figure to watch, the steps."""
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from chalandise.actions.models import Step
from chalandise.actions.operations.signs import alive
from chalandise.actions.rules import may_lead
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.seasons.queries.playbook import indicators

MOST_STEPS = 30


@transaction.atomic
def plan(*, by, action, version, title, objective, indicator, target, starts_on, ends_on, owner=None):
    """Write the objective, the indicator, the target and the dates; two people at once see both texts."""
    _led(by, action)
    if not title.strip():
        raise Refused(_("Dites l’action en une phrase."), field="title")
    if indicator and indicator not in indicators(action.season):
        raise Refused(_("Choisissez un chiffre de la liste."), field="indicator")
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused(_("L’action finirait avant de commencer : vérifiez les deux dates."), field="ends_on")
    values = {"title": title.strip()[:160], "objective": objective.strip()[:300], "indicator": indicator,
              "target": target.strip()[:160], "starts_on": starts_on, "ends_on": ends_on, "owner": owner}
    action.save_version(version=version, values=values)
    journal.record("actions.planned", by=by, on=[action, action.shop], territory=action.season.territory_id)
    alive(action)
    return action


@transaction.atomic
def add_step(*, by, action, text, who="", due_on=None):
    """Add a step at the end of the plan."""
    _led(by, action)
    if not text.strip():
        raise Refused(_("Écrivez l’étape, par exemple « Ouvrir l’agenda en ligne »."), field="text")
    if action.steps.count() >= MOST_STEPS:
        raise Refused(_("Trente étapes, c’est beaucoup pour une action : regroupez-en."), field="text")
    last = action.steps.order_by("-order", "-id").first()
    if last and (last.text, last.who, last.due_on) == (text.strip(), who.strip(), due_on):
        return last  # a double click
    order = (action.steps.aggregate(last=Max("order"))["last"] or 0) + 1
    step = Step.objects.create(action=action, order=order, text=text.strip()[:200], who=who.strip()[:80], due_on=due_on)
    _noted("actions.step_added", by, action)
    return step


@transaction.atomic
def edit_step(*, by, step, text, who="", due_on=None):
    """Change the words, the person or the day of a step."""
    _led(by, step.action)
    if not text.strip():
        raise Refused(_("Écrivez l’étape, ou retirez-la."), field="text")
    step.text, step.who, step.due_on = text.strip()[:200], who.strip()[:80], due_on
    step.save()
    _noted("actions.step_edited", by, step.action)
    return step


@transaction.atomic
def tick_step(*, by, step, done):
    """Tick a step, or untick it; saying the same twice changes nothing."""
    _led(by, step.action)
    if bool(step.done_at) == bool(done):
        return step
    step.done_at = clock.now() if done else None
    step.save(update_fields=["done_at"])
    _noted("actions.step_done" if done else "actions.step_undone", by, step.action)
    return step


@transaction.atomic
def move_step(*, by, step, up):
    """Move a step one place up or down."""
    _led(by, step.action)
    steps = list(step.action.steps.select_for_update(of=("self",)).order_by("order", "id"))
    place = next(n for n, s in enumerate(steps) if s.pk == step.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(steps):
        steps[place], steps[other] = steps[other], steps[place]
    for order, each in enumerate(steps, 1):
        each.order = order
    Step.objects.bulk_update(steps, ["order"])
    return steps


@transaction.atomic
def remove_step(*, by, step):
    """Take a step out of the plan."""
    _led(by, step.action)
    action = step.action
    step.delete()
    _noted("actions.step_removed", by, action)


def _led(by, action):
    if not may_lead(by, action):
        raise Refused(_("Seuls le commerçant, son parrain et l’équipe écrivent sur cette action."))


def _noted(verb, by, action):
    journal.record(verb, by=by, on=[action, action.shop], territory=action.season.territory_id)
    alive(action)
