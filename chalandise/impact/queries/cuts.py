"""The data cut of an estimate: the takings of a season's shops in one table, who acted and when, what else happened.

Rebuilt from the takings each time, never kept: an agreement taken back leaves no copy behind. Its digest says whether it is the same.
"""
from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from chalandise.actions.models import Action
from chalandise.computing.effects import Problem
from chalandise.computing.effects.screen import refused, screen
from chalandise.computing.takings import Grain, end_of, start_of
from chalandise.foundation import clock
from chalandise.foundation.models import Entry
from chalandise.impact.queries.happenings import set_aside
from chalandise.impact.queries.takings import asked_shops, series_of_season
from chalandise.impact.rules.estimates import YEARS
from chalandise.shops.models import Shop

S = Action.State
TYPED = 0.95  # share of days open from which the days of a period were not counted but are its whole length


@dataclass(frozen=True, eq=False)
class Cut:
    """The panel of one season at one grain.

    Attributes
    ----------
    shops : keys, in an order that says nothing of them
    first : first day of the first period
    takings, days : (n, T) euros and days open; nan and 0 where the period is not whole or the shop was closed
    starts : {shop: first period in which its action ran, None when nobody knows}
    kinds : {shop: code of that action's kind}
    aside : (n, T) periods set aside
    """

    grain: str
    first: date
    shops: tuple
    takings: np.ndarray
    days: np.ndarray
    starts: dict
    kinds: dict
    aside: np.ndarray

    @cached_property
    def digest(self):
        """sha256 of everything that the estimator reads."""
        return hashlib.sha256(json.dumps(self.plain(), sort_keys=True).encode()).hexdigest()

    def plain(self):
        """Return the cut as JSON values, shops named by their number in it."""
        return {"grain": str(self.grain), "first": self.first.isoformat(),
                "takings": [[None if np.isnan(v) else round(float(v), 2) for v in row] for row in self.takings],
                "days": self.days.astype(float).tolist(), "aside": [np.flatnonzero(row).tolist() for row in self.aside],
                "starts": {str(n): self.starts[s] for n, s in enumerate(self.shops) if s in self.starts},
                "kinds": {str(n): self.kinds[s] for n, s in enumerate(self.shops) if s in self.kinds}}

    @property
    def length(self):
        return self.takings.shape[1]

    def start_of(self, period):
        """Return the first day of a period."""
        if self.grain == Grain.WEEK:
            return self.first + timedelta(weeks=int(period))
        months = self.first.year * 12 + self.first.month - 1 + int(period)
        return date(months // 12, months % 12 + 1, 1)

    def problem(self, kind=""):
        """Return the Problem of all actions or of one kind; shops that did something else are left out. None when nobody started."""
        mine = {s: n for s, n in self.starts.items() if not kind or self.kinds[s] == kind}
        if not mine:
            return None
        rows = [n for n, s in enumerate(self.shops) if s in mine or s not in self.starts]
        return Problem(tuple(self.shops[n] for n in rows), self.takings[rows], mine, days=self.days[rows], disturbed=self.aside[rows],
                       period=str(self.grain))


def cut_of(person, season, on, grain=None):
    """Return the Cut that this person's estimate of a season reads, with the periods that ended before a day; None when nothing is known.

    Without a grain, months are read when they let measure more shops than weeks do. Only the referent of the season gets one.
    """
    if grain:
        return _cut(person, season, on, grain)
    weeks, months = (_cut(person, season, on, g) for g in (Grain.WEEK, Grain.MONTH))
    return months if _worth(months) > _worth(weeks) else weeks or months


def _worth(cut):
    """Return (may be measured, shops that acted, shops that compare) of a cut."""
    problem = cut.problem() if cut else None
    if problem is None:
        return (0, 0, 0)
    kept, reasons = screen(problem)
    return (int(not refused(reasons)), len(kept.treated), len(kept.compared))


def _cut(person, season, on, grain):
    series = {shop: [t for t in totals if end_of(grain, t.start) < on] for shop, totals in series_of_season(person, season, grain).items()}
    series = {shop: totals for shop, totals in series.items() if totals}
    if not series:
        return None
    oldest = start_of(grain, date(season.starts_on.year - YEARS, season.starts_on.month, 1))
    first = max(oldest, min(totals[0].start for totals in series.values()))
    last = max(totals[-1].start for totals in series.values())
    if last < first:
        return None
    shops = tuple(sorted(series, key=lambda s: hashlib.sha256(f"{season.pk}:{s}".encode()).digest()))
    empty = np.full((len(shops), index_of(grain, first, last) + 1), np.nan)
    cut = Cut(str(grain), first, shops, empty, np.zeros(empty.shape), {}, {}, np.zeros(empty.shape, dtype=bool))
    for n, shop in enumerate(shops):
        _fill(cut, n, series[shop])
    begun = actions_begun(season, on)
    starts = {s: b.on and index_of(grain, first, b.on) for s, b in begun.items() if s in series}
    for shop in [s for s, n in starts.items() if n is not None and not 0 <= n < cut.length]:
        starts[shop] = None if starts[shop] < 0 else starts[shop]
    begins = {s: n for s, n in starts.items() if n is None or n < cut.length}
    cut = replace(cut, starts=begins, kinds={s: begun[s].kind for s in begins})
    return replace(cut, aside=set_aside(season, cut, Shop.objects.in_bulk(shops)))


def index_of(grain, first, day):
    """Return the number of the period that holds a day, the one that begins on `first` being 0."""
    if grain == Grain.WEEK:
        return (start_of(grain, day) - first).days // 7
    return (day.year - first.year) * 12 + day.month - first.month


def _fill(cut, row, totals):
    """Write the whole periods of a shop; where the days open were not counted, the shop's usual share of them is taken."""
    counted = [t.opened / (t.opened + t.closed) for t in totals if t.is_whole and t.closed and t.opened]
    usual = float(np.median(counted)) if counted else 1.0
    for total in totals:
        n = index_of(cut.grain, cut.first, total.start)
        if n < 0 or not total.is_whole or not total.opened:
            continue
        cut.takings[row, n] = total.cents / 100
        cut.days[row, n] = round(total.opened * usual, 2) if not total.closed and usual < TYPED else total.opened


@dataclass(frozen=True)
class Begun:
    kind: str
    on: date | None


def actions_begun(season, on):
    """Return {shop: its first action begun before a day}, with its date: the planned first day, or the day somebody said that it starts.

    An action adopted and not started, or dropped before it started, is none; the shop then compares.
    """
    rows = list(Action.objects.filter(season=season).order_by("adopted_at", "id"))
    said = _days_said(rows)
    found = {}
    for action in rows:
        day = action.starts_on or said.get(action.pk)
        has_begun = action.state in (S.RUNNING, S.BLOCKED, S.DONE) or action.pk in said
        if not has_begun or (day and day >= on):
            continue
        known = found.get(action.shop_id)
        if known is None or (known.on and day and day < known.on):
            found[action.shop_id] = Begun(action.kind, day)
    return found


def _days_said(actions):
    """Return {action: day on which somebody said that it starts} out of the journal."""
    rows = (Entry.objects.filter(verb="actions.start", traces__kind="actions.action", traces__object_id__in=[a.pk for a in actions])
            .order_by("-at").values_list("traces__object_id", "at"))
    return {key: at.astimezone(clock.PARIS).date() for key, at in rows}


def shops_without(season, cut):
    """Return the ids of the shops of a season that give no series to a cut."""
    return asked_shops(season) - set(cut.shops if cut else ())
