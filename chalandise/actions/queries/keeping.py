"""What became of an action after its end: the questions that are due, and what was answered, by this room or by the catalogue."""
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from chalandise.actions.models import Action, KeptCheck
from chalandise.catalogue.models import UseCheck
from chalandise.foundation import clock
from chalandise.people.models import Person, Role
from chalandise.people.queries import holders
from chalandise.seasons.models import SeasonClosure

ASKED_LATE = 60  # days after which a question is no longer asked


@dataclass(frozen=True)
class Kept:
    """What was answered at so many months; `still` is None while nobody did."""

    months: int
    due_on: object
    still: bool | None
    answered_at: datetime | None
    reason: str = ""


def keepers(shop):
    """Return the people of a shop: those who keep it now, else those whose access ended with the closing of their season.

    What is asked a year after an action outlives the season; who left the shop before is not asked.
    """
    if now := list(holders(Role.Kind.MERCHANT, shop.pk)):
        return now
    closings = SeasonClosure.objects.filter(season__places__shop=shop).values("at")
    return list(Person.objects.filter(is_active=True, roles__in=Role.objects.filter(
        kind=Role.Kind.MERCHANT, scope_kind=Role.Scope.SHOP, scope_id=shop.pk, until__in=closings)).distinct())


def checks_due():
    """Return [(question, whether the shop said before that it had stopped)]: the latest of each action that nobody asked nor answered."""
    today = clock.today()
    no = KeptCheck.objects.filter(action=OuterRef("action"), still=False, months__lt=OuterRef("months"))
    rows = (KeptCheck.objects.filter(due_on__lte=today, due_on__gt=today - timedelta(days=ASKED_LATE), asked_at=None, answered_at=None,
                                     action__state=Action.State.DONE)
            .select_related("action__shop", "action__season__territory").annotate(stopped=Exists(no)).order_by("action", "months"))
    return [(check, check.stopped) for check in {check.action_id: check for check in rows}.values()]


def check_of_link(link):
    """Return the question of a mailed link; raise KeptCheck.DoesNotExist when its person has left the shop."""
    check = KeptCheck.objects.select_related("action__shop__territory", "action__season__territory").get(pk=link.target_id)
    if link.person not in keepers(check.action.shop):
        raise KeptCheck.DoesNotExist
    return check


def question_of(action):
    """Return the question of the moment, a KeptCheck or the catalogue's UseCheck: the latest whose day has come; or None."""
    rows = UseCheck.objects.filter(use=action.use_id) if action.use_id else action.checks.all()
    return rows.filter(due_on__lte=clock.today()).order_by("-months").first()


def kept_of(actions):
    """Return {action id: [Kept]} in the order of the months, in two queries; a solution's answers are those of its action."""
    found, uses = defaultdict(list), defaultdict(list)
    for action in actions:
        if action.use_id:
            uses[action.use_id].append(action.pk)
    for row in KeptCheck.objects.filter(action__in=[a.pk for a in actions if not a.use_id]).order_by("months"):
        found[row.action_id].append(Kept(row.months, row.due_on, row.still, row.answered_at, row.reason))
    for row in UseCheck.objects.filter(use__in=uses).select_related("use").order_by("months"):
        kept = Kept(row.months, row.due_on, row.still_used, row.answered_at, row.use.stop_reason if row.still_used is False else "")
        for number in uses[row.use_id]:
            found[number].append(kept)
    return found
