"""A calendar of stops that lean on one another, counted in working days.

A working day is a Monday to Friday that is not a public holiday. A stop is either held on a date, or placed a number of
working days after another stop, or fixed by the year (15 to 31 December). One pass over the stops, in the order in which
they lean, places them all: O(n + d) for n stops and d days walked. See docs/computing/workdays.md.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)


def french_holidays(years: Iterable[int], *, part: str | None = None, language: str = "fr") -> dict[date, str]:
    """Return the public holidays of France, by date.

    Parameters
    ----------
    years : iterable of int
        Civil years.
    part : str, optional
        Subdivision with its own holidays ("57", "6AE", "974" …), as the `holidays` package names them.
    language : {"fr", "en"}
        Language of the names.
    """
    from holidays import country_holidays  # noqa: PLC0415  (heavy)
    found = country_holidays("FR", subdiv=part, years=list(years), language={"en": "en_US"}.get(language, language))
    return dict(found)


def is_working(day: date, closed: Mapping[date, str]) -> bool:
    """Say whether people work on this day."""
    return day.weekday() < 5 and day not in closed


def slide(day: date, closed: Mapping[date, str]) -> date:
    """Return the first working day on or after `day`."""
    while not is_working(day, closed):
        day += DAY
    return day


def after(day: date, days: int, closed: Mapping[date, str]) -> date:
    """Return the day that comes `days` working days after `day` (0: `day` itself, or the next working day)."""
    if days < 0:
        raise ValueError("days must not be negative")
    day = slide(day, closed) if days == 0 else day
    while days:
        day += DAY
        days -= is_working(day, closed)
    return day


def between(start: date, end: date, closed: Mapping[date, str]) -> int:
    """Count the working days after `start` up to and including `end`; 0 when `end` is not later."""
    count = 0
    while start < end:
        start += DAY
        count += is_working(start, closed)
    return count


@dataclass(frozen=True)
class Stop:
    """One stop: held on a date, or `days` working days after another, or the next yearly period after it.

    Attributes
    ----------
    fixed : ((month, day), (month, day)), optional
        First and last day of a period of every year; the stop stands on its first day and never slides.
    held : date, optional
        The stop stands there; it still slides off a closed day unless `exact`.
    exact : bool
        A pinned or past stop: never slides.
    """

    key: str
    after: str | None = None
    days: int = 0
    fixed: tuple[tuple[int, int], tuple[int, int]] | None = None
    held: date | None = None
    exact: bool = False


@dataclass(frozen=True)
class Problem:
    """Stops to place, and the closed days (date to name).

    Raises
    ------
    ValueError
        Two stops of one key, an unknown anchor, a circle, a stop with neither anchor nor date, a negative offset.
    """

    stops: tuple[Stop, ...]
    closed: Mapping[date, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        by_key = {s.key: s for s in self.stops}
        if len(by_key) != len(self.stops):
            raise ValueError("two stops have the same key")
        for stop in self.stops:
            if stop.held is None and stop.after is None:
                raise ValueError(f"{stop.key}: neither a date nor an anchor")
            if stop.after is not None and stop.after not in by_key:
                raise ValueError(f"{stop.key}: unknown anchor {stop.after}")
            if stop.days < 0:
                raise ValueError(f"{stop.key}: negative offset")
            seen, here = {stop.key}, stop
            while here.after is not None:
                here = by_key[here.after]
                if here.key in seen:
                    raise ValueError(f"{stop.key}: leans on itself through {here.key}")
                seen.add(here.key)


@dataclass(frozen=True)
class Placed:
    """Where a stop stands; `wanted` is the closed day that it slid off, when it did."""

    on: date
    wanted: date | None = None


@dataclass(frozen=True)
class Result:
    """The placed stops, by key, in the order of the problem."""

    problem: Problem
    placed: Mapping[str, Placed]

    def on(self, key: str) -> date:
        """Return the date of one stop."""
        return self.placed[key].on

    def slid(self) -> dict[str, tuple[date, str]]:
        """Return the stops that slid off a closed day: key to (the day, the holiday's name or "" for a weekend)."""
        return {k: (p.wanted, self.problem.closed.get(p.wanted, ""))
                for k, p in self.placed.items() if p.wanted is not None}

    def early(self) -> list[tuple[str, str]]:
        """Return the pairs (stop, anchor) where the stop stands before the one that it leans on (periods left out)."""
        return [(s.key, s.after) for s in self.problem.stops
                if s.after is not None and s.fixed is None and self.on(s.key) < self.on(s.after)]


def _count(day: date, days: int, closed: Mapping[date, str]) -> Placed:
    """Count forward, and say when the plain Monday-to-Friday count would have fallen on a holiday."""
    on, plain = after(day, days, closed), after(day, days, {})
    return Placed(on, plain if plain in closed and on != plain else None)


def period(day: date, fixed: tuple[tuple[int, int], tuple[int, int]]) -> tuple[date, date]:
    """Return the yearly period, both ends included, that holds `day` or is the next to come."""
    first, last = fixed
    for year in (day.year - 1, day.year, day.year + 1):
        end = date(year + (last < first), *last)
        if end >= day:
            break
    return date(year, *first), end


def solve(problem: Problem) -> Result:
    """Place every stop. Deterministic: no seed, no limit.

    Raises
    ------
    OverflowError
        A date beyond the year 9999.
    """
    by_key = {s.key: s for s in problem.stops}
    placed: dict[str, Placed] = {}

    def place(stop: Stop) -> Placed:
        if stop.key in placed:
            return placed[stop.key]
        if stop.held is not None:
            on = stop.held if stop.exact else slide(stop.held, problem.closed)
            found = Placed(on, stop.held if on != stop.held else None)
        else:
            anchor = place(by_key[str(stop.after)]).on
            found = (Placed(period(anchor, stop.fixed)[0]) if stop.fixed
                     else _count(anchor, stop.days, problem.closed))
        placed[stop.key] = found
        return found

    return Result(problem, {s.key: place(s) for s in problem.stops})
