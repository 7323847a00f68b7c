"""A shop's takings as a series: what looks like a slip, which days were closed, weeks and months added up, the calendar.

Amounts are whole cents. Days are dates of Paris. Nothing here corrects anything: it says what it sees.
docs/computing/takings.md.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import log
from statistics import median

NEAR = 6            # values looked at on each side of one
FEWEST = 5          # others needed before one is judged
MORE, LESS = 4.0, 1 / 7  # times the usual amount, beyond which a figure looks like a slip
CALM = 0.22         # smallest spread of log amounts: a shop steadier than ±25 % is judged as if it were not
FAR = 4.0           # spreads away from the usual amount
RUN = 5             # days in a row without a line that read as holidays, not as a hole
HABIT = 0.6         # share of a weekday without lines from which the weekday is closed
AROUND = 5          # weeks looked at on each side for that share
ALIKE, SEVERAL = 0.8, 10  # share of equal amounts, and of how many, that make a copy
DAY = timedelta(days=1)


# --- slips ------------------------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Suspect:
    """A figure that looks like a slip.

    Attributes
    ----------
    kind : str
        "zero_more", "zero_less" or "negative".
    usual : int
        Median of the figures around it, in cents (0 when it is not known).
    """

    kind: str
    usual: int = 0


def suspects(amounts: Mapping[date, int], *, beside: Mapping[date, int] | None = None, by_weekday: bool = True) -> dict[date, Suspect]:
    """Return the figures of `amounts` that are far from the shop's own level.

    Parameters
    ----------
    amounts : mapping of date to int
        Cents by day, or by first day of a week or of a month.
    beside : mapping, optional
        Other figures of the same series, already known: they tell the level and are not judged.
    by_weekday : bool
        Compare a Saturday with Saturdays first (daily figures).

    Notes
    -----
    Level: median of the `NEAR` nearest positive figures on each side, the figure itself left out. Spread: 1.4826 × median absolute
    deviation of the logs (Hampel 1974), never under `CALM`. A figure is suspect when it is `MORE` times the level, or `LESS`,
    and `FAR` spreads from it.
    """
    every = {**(beside or {}), **amounts}
    positive = sorted(day for day, cents in every.items() if cents > 0)
    groups: dict[object, list[date]] = defaultdict(list)
    for day in positive:
        groups[day.weekday()].append(day)
    found = {}
    for day, cents in amounts.items():
        if cents < 0:
            found[day] = Suspect("negative")
        elif cents > 0:
            group = groups[day.weekday()] if by_weekday else positive
            others = _nearest(group, day)
            if len(others) < FEWEST and by_weekday:
                others = _nearest(positive, day)
            if len(others) >= FEWEST and (kind := _far(cents, [every[d] for d in others])):
                found[day] = Suspect(kind, round(median(every[d] for d in others)))
    return found


def _nearest(days: Sequence[date], day: date) -> list[date]:
    from bisect import bisect_left  # noqa: PLC0415  (cold path)
    place = bisect_left(days, day)
    after = place + 1 if place < len(days) and days[place] == day else place
    return [*days[max(0, place - NEAR):place], *days[after:after + NEAR]]


def _far(cents: int, others: Sequence[int]) -> str:
    level = log(median(others))
    spread = max(CALM, 1.4826 * median(abs(log(o) - level) for o in others))
    away = log(cents) - level
    if away >= max(log(MORE), FAR * spread):
        return "zero_more"
    return "zero_less" if away <= min(log(LESS), -FAR * spread) else ""


def unit_of(amounts: Collection[int], held: Collection[int]) -> str:
    """Say "cents" when figures are about a hundred times those already held, "hundredths" when a hundred times less, else ""."""
    mine, theirs = [a for a in amounts if a > 0], [h for h in held if h > 0]
    if min(len(mine), len(theirs)) < FEWEST:
        return ""
    ratio = median(mine) / median(theirs)
    return "cents" if 40 <= ratio <= 250 else "hundredths" if 1 / 250 <= ratio <= 1 / 40 else ""


def copied_from(amounts: Mapping[date, int], held: Mapping[date, int]) -> int:
    """Return how many years later the same figures stand again (-1: they are those of the year after), 0 when they do not.

    Compared at the same day of the month and at the same weekday (364 days); days without takings are not compared.
    """
    for years in (1, -1, 2, -2, 3, -3):
        for move in (lambda d, n=years: _years(d, -n), lambda d, n=years: d - timedelta(days=364 * n)):
            pairs = [(cents, held[other]) for day, cents in amounts.items() if cents and (other := move(day)) in held]
            if len(pairs) >= SEVERAL and sum(a == b for a, b in pairs) >= ALIKE * len(pairs):
                return years
    return 0


def _years(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)


# --- closed days ------------------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Rest:
    """The days without any line between the first and the last: closed by habit, by holidays, or missing."""

    closed: frozenset[date]
    missing: frozenset[date]


def rest(known: Collection[date], *, holidays: Collection[date] = ()) -> Rest:
    """Sort the days without a line inside the span of a file.

    A day is closed when it is a public holiday, when its weekday usually has no line around it (`HABIT` of the `AROUND` weeks on
    each side), or when it belongs to `RUN` days in a row without a line. Every other one is missing.
    """
    if not known:
        return Rest(frozenset(), frozenset())
    have = frozenset(known)
    first, last = min(have), max(have)
    empty = [d for d in days(first, last) if d not in have]
    away = frozenset(d for run in _runs(empty) if len(run) >= RUN for d in run)
    public = frozenset(holidays)
    closed = frozenset(d for d in empty if d in away or d in public or _usually_empty(d, have, first, last, away))
    return Rest(closed, frozenset(empty) - closed)


def _usually_empty(day: date, have: frozenset[date], first: date, last: date, away: frozenset[date]) -> bool:
    around = [day + timedelta(weeks=n) for n in range(-AROUND, AROUND + 1)]
    seen = [d for d in around if first <= d <= last and d not in away]
    return len(seen) >= 3 and sum(d not in have for d in seen) >= HABIT * len(seen)


def days(first: date, last: date) -> Iterable[date]:
    """Give every day from `first` to `last`, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _runs(sorted_days: Sequence[date]) -> list[list[date]]:
    found: list[list[date]] = []
    for day in sorted_days:
        if found and day - found[-1][-1] == DAY:
            found[-1].append(day)
        else:
            found.append([day])
    return found


# --- weeks, months, calendar ------------------------------------------------------------------------------------------

class Grain(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def start_of(grain: str, day: date) -> date:
    """Return the first day of the week (Monday) or of the month that holds a day."""
    if grain == Grain.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if grain == Grain.MONTH else day


def end_of(grain: str, start: date) -> date:
    """Return the last day of the period that begins on `start`."""
    if grain == Grain.WEEK:
        return start + timedelta(days=6)
    return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - DAY if grain == Grain.MONTH else start


@dataclass(frozen=True)
class Figure:
    """One figure of a series: a period, its amount in cents, whether the shop was closed, whether it is doubtful."""

    grain: str
    start: date
    cents: int = 0
    tickets: int | None = None
    closed: bool = False
    doubtful: bool = False


@dataclass(frozen=True)
class Total:
    """A week or a month of a series, with what is known of it.

    Attributes
    ----------
    cents : int
        Sum of what is known; it is the whole period only when `is_whole`.
    opened, closed, missing, doubtful : int
        Days (of a period given whole: all of them opened, closed or doubtful).
    """

    start: date
    cents: int
    opened: int
    closed: int
    missing: int
    doubtful: int

    @property
    def is_whole(self) -> bool:
        return not (self.missing or self.doubtful)


def totals(figures: Iterable[Figure], grain: str) -> list[Total]:
    """Add a series up by week or by month, in order; a period that nobody gave is not there.

    The days are added when they make the period whole; a figure given for the period itself stands where they do not. A month is never
    spread over its weeks: that would invent them.
    """
    own: dict[date, Figure] = {}
    parts: dict[date, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.grain == grain:
            own[figure.start] = figure
        elif figure.grain == Grain.DAY:
            parts[start_of(grain, figure.start)].append(figure)
    found = []
    for start in sorted({*own, *parts}):
        length = (end_of(grain, start) - start).days + 1
        summed = _summed(start, length, parts[start]) if start in parts else None
        given = _given(own[start], length) if start in own else None
        best = summed if summed and (summed.is_whole or given is None) else given
        found += [best] if best else []
    return found


def _summed(start: date, length: int, parts: Sequence[Figure]) -> Total:
    doubtful = sum(p.doubtful for p in parts)
    closed = sum(p.closed and not p.doubtful for p in parts)
    return Total(start, sum(p.cents for p in parts), len(parts) - doubtful - closed, closed, length - len(parts), doubtful)


def _given(figure: Figure, length: int) -> Total:
    if figure.doubtful:
        return Total(figure.start, figure.cents, 0, 0, 0, length)
    return Total(figure.start, figure.cents, 0 if figure.closed else length, length if figure.closed else 0, 0, 0)


class State(StrEnum):
    HAVE = "have"
    CLOSED = "closed"
    MISSING = "missing"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class Week:
    """One cell of the calendar: an ISO week, what is known of its days, and by which grain."""

    year: int
    number: int
    start: date
    state: State
    days_known: int
    grain: str = ""  # the coarsest figure that covers it


def calendar(figures: Iterable[Figure], first: date, last: date) -> list[Week]:
    """Return the ISO weeks from `first` to `last`, oldest first, each with its state.

    A week is doubtful as soon as one of its days is; missing when a day is neither known nor closed; closed when all its days are.
    A figure of a week or of a month covers its days.
    """
    covered: dict[date, Figure] = {}
    for figure in sorted(figures, key=lambda f: _COARSE[f.grain]):  # the finest, put last, wins
        for day in days(figure.start, end_of(figure.grain, figure.start)):
            covered[day] = figure
    monday, found = start_of(Grain.WEEK, first), []
    while monday <= last:
        seen = [covered[d] for d in days(monday, monday + timedelta(days=6)) if d in covered]
        year, number, _weekday = monday.isocalendar()
        coarsest = min((f.grain for f in seen), key=_COARSE.__getitem__, default="")
        found.append(Week(year, number, monday, _state(seen), len(seen), coarsest))
        monday += timedelta(weeks=1)
    return found


_COARSE: dict[str, int] = {Grain.MONTH: 0, Grain.WEEK: 1, Grain.DAY: 2}


def _state(seen: Sequence[Figure]) -> State:
    if any(f.doubtful for f in seen):
        return State.DOUBTFUL
    if len(seen) < 7:
        return State.MISSING
    return State.CLOSED if all(f.closed for f in seen) else State.HAVE
