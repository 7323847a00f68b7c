"""The plan of measure of an action: agreed before it starts, with the merchant; the smallest effect that could be seen."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.actions.models import Action
from chalandise.actions.operations.plan import plan as write_action
from chalandise.actions.rules import OPEN, keeps, runs
from chalandise.foundation import clock, jobs, journal
from chalandise.foundation.refusals import Refused
from chalandise.impact import mails
from chalandise.impact.models import TAKINGS, MeasurePlan
from chalandise.impact.queries.measures import suggested
from chalandise.impact.rules.measures import suits


@transaction.atomic
def plan_measure(*, by, action, version, objective, figure, way, starts_on, via=""):
    """Agree on what an action should change, in which figure, from when and how it comes in. The same again changes nothing.

    Written by the merchant it is agreed; written by the mentor or the team, the merchant is asked by mail.

    Returns
    -------
    MeasurePlan

    Raises
    ------
    Refused
        A stranger; an action that is over; a figure that is not of the list; a way that does not suit it; no words, no day.
    Conflict
        Somebody else wrote the plan of the action meanwhile.
    """
    action = Action.objects.select_for_update(of=("self",)).select_related("season__territory", "shop", "pairing").get(pk=action.pk)
    if action.state not in OPEN:
        raise Refused(_("Cette action est finie : une mesure se décide avant de commencer."))
    if not objective.strip():
        raise Refused(_("Dites en une phrase ce que l’action doit changer."), field="objective")
    if figure not in dict(suggested(action.season, action.kind)):
        raise Refused(_("Choisissez un chiffre de la liste."), field="figure")
    if not suits(figure, way):
        raise Refused(_("Des recettes s’écrivent chaque mois, ou viennent d’un fichier : une question à un geste ne suffit pas.") if figure == TAKINGS
                      else _("Ce chiffre se demande une fois par mois, en un geste : choisissez cette réponse."), field="way")
    if starts_on is None:
        raise Refused(_("Choisissez le jour où l’action commence, même à peu près : sans lui, rien ne se compare."), field="starts_on")
    held = MeasurePlan.objects.filter(action=action, ended_at=None).first()
    said = {"figure": figure, "way": way, "starts_on": starts_on}
    if held and objective.strip() == action.objective and starts_on == action.starts_on and all(getattr(held, n) == v for n, v in said.items()):
        return held  # a double click
    write_action(by=by, action=action, version=version, title=action.title, objective=objective, target=action.target, starts_on=starts_on,
                 indicator=action.indicator if figure == TAKINGS else figure, ends_on=_later(action.ends_on, starts_on), owner=action.owner)
    MeasurePlan.objects.filter(action=action, ended_at=None).update(ended_at=clock.now())
    mine = keeps(by, action.shop)
    made = MeasurePlan.objects.create(action=action, by=by, via=via, at=clock.now(), agreed_by=by if mine else None, agreed_at=clock.now() if mine else None, **said)
    journal.record("impact.measure_planned", by=by, on=[action, action.shop], via=via, territory=action.season.territory_id)
    if made.is_on_takings:
        jobs.enqueue("chalandise.impact.tasks.weigh_plan", made.pk, owner=by, once=f"measure.weigh:{made.pk}")
    if not mine:
        mails.measure_planned(made)
    return made


def _later(ends_on, starts_on):
    """An end that now comes before the start is no end any more."""
    return ends_on if ends_on and ends_on >= starts_on else None


@transaction.atomic
def agree_measure(*, by, action, via=""):
    """The merchant agrees with the plan that somebody else wrote, or tells the team so on the phone. Twice is once."""
    mine = keeps(by, action.shop)
    if not mine and not runs(by, action.season):
        raise Refused(_("C’est au commerçant de dire si cela lui va."))
    plan = MeasurePlan.objects.select_for_update(of=("self",)).filter(action=action, ended_at=None).first()
    if plan is None:
        raise Refused(_("Rien n’est encore décidé : écrivez d’abord ce que l’action doit changer."))
    if plan.agreed_at is None:
        plan.agreed_by, plan.agreed_at = by, clock.now()
        plan.save(update_fields=["agreed_by", "agreed_at"])
        journal.record("impact.measure_agreed", by=by, on=[action, action.shop], via=via if mine else "phone", territory=action.season.territory_id)
    return plan
