"""Reading the figures of an action: months as they come, never a before and after."""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from chalandise.actions.models import Action
from chalandise.actions.rules import OPEN
from chalandise.foundation import clock
from chalandise.foundation.wording import number
from chalandise.impact.models import Reading
from chalandise.impact.rules.readings import may_read
from chalandise.seasons.models import PanelPlace
from chalandise.seasons.queries.playbook import indicators

ENOUGH = 3          # months under which even the figures themselves say nothing
ASKED_AFTER_END = 12  # months during which a finished action is still asked for


def first_of(day):
    return day.replace(day=1)


def shift(month, by):
    """Return the first day of the month `by` months later (or earlier)."""
    place = month.year * 12 + month.month - 1 + by
    return date(place // 12, place % 12 + 1, 1)


def last_month():
    """Return the first day of the last complete month."""
    return shift(first_of(clock.today()), -1)


def open_months(action):
    """Return the months that may be typed, latest first: complete ones since the action was adopted, twelve at most.

    The month before adoption is offered too, so that the first figure has a starting point.
    """
    start = shift(first_of(action.adopted_at.astimezone(clock.PARIS).date()), -1)
    months, month = [], last_month()
    while month >= start and len(months) < 12:
        months.append(month)
        month = shift(month, -1)
    return months


@dataclass(frozen=True)
class Point:
    month: date
    value: Decimal | None
    started: bool  # the action had begun
    low: int | None = None   # of the range that was tapped
    high: int | None = None
    via: str = ""

    @property
    def words(self):
        """The number, or the range that was tapped."""
        return number(self.value) if self.low is None else range_words(self.low, self.high)

    @property
    def source(self):
        """How it was given."""
        return _("au téléphone") if self.via == "phone" else _("d’un geste") if self.low is not None else _("écrit")


@dataclass(frozen=True)
class Series:
    """The figures of one action, month by month, a gap where nobody answered."""

    question: str
    unit: str
    points: tuple

    @property
    def known(self):
        return [p for p in self.points if p.value is not None]

    @property
    def last(self):
        return self.known[-1] if self.known else None

    @property
    def is_early(self):
        return len(self.known) < ENOUGH

    @property
    def months_missing(self):
        return max(ENOUGH - len(self.known), 0)


def series_of(person, action):
    """Return the Series of an action, or None when it has no indicator or this person may not see its figures."""
    indicator = indicators(action.season).get(action.indicator)
    if indicator is None or not may_read(person, action):
        return None
    return series(action, indicator)


def series(action, indicator):
    """Return the Series of an action whose reader was already checked."""
    values = {month: told for month, *told in Reading.objects.filter(action=action).values_list("month", "value", "low", "high", "via")}
    begun = first_of(action.starts_on or action.adopted_at.astimezone(clock.PARIS).date())
    points, month = [], min([*values, begun]) if values else begun
    end = min(max([*values, last_month()]), shift(max(values), ENOUGH)) if values else last_month()  # a long silence is not drawn
    while month <= end and len(points) < 36:
        value, *told = values.get(month, (None,))
        points.append(Point(month, value, month >= begun, *told))
        month = shift(month, 1)
    return Series(indicator.question, indicator.unit, tuple(points) if values else ())


def range_words(low, high):
    """Say a range: "3 à 5", "1 ou 2"."""
    sentence = _("%(low)s ou %(high)s") if high == low + 1 else _("%(low)s à %(high)s")
    return sentence % {"low": number(low), "high": number(high)}


def previous_of(action, month):
    """Return the latest figure before a month, or None."""
    return Reading.objects.filter(action=action, month__lt=month).order_by("-month").first()


def reading_of(action, month):
    """Return the figure of a month, or None."""
    return Reading.objects.filter(action=action, month=month).first()


def actions_to_ask(month):
    """Return the actions whose merchant is asked for a month: with an indicator, begun, not over for a year, no answer yet."""
    limit = shift(first_of(clock.today()), -ASKED_AFTER_END)
    after = clock.local(shift(month, 1))
    staying = PanelPlace.objects.filter(season=OuterRef("season"), shop=OuterRef("shop"), left_at=None)
    return (Action.objects.exclude(indicator="").filter(Q(state__in=OPEN) | Q(state=Action.State.DONE, finished_at__gte=clock.local(limit)))
            .filter(Exists(staying), adopted_at__lt=after).exclude(readings__month=month)
            .select_related("shop", "season__territory", "pairing").order_by("id"))
