"""A shop whose takings change for good in the middle: another till or unit (level), other days open (days). docs/computing/takings.md.

Said, never corrected: a person says what it was, and what is measured is read with it in mind.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log
from statistics import median

from chalandise.computing.takings import Total

SIDE = {"month": 6, "week": 10}  # whole periods looked at on each side of a change
LEVEL = log(2)                   # a lasting change of level by so much is told
ALMOST = 0.9                     # of the largest change: the month where it is sharpest is told
DAYS = 1.0                       # days open a week, more or fewer


@dataclass(frozen=True)
class Change:
    """From `start` on (first day of a period), `kind` "level" or "days": by `size` (a ratio, or days a week)."""

    kind: str
    start: date
    size: float


def level_change(months: Sequence[Total]) -> Change | None:
    """Return the largest lasting change of level of a series of months, or None.

    Six whole months on each side differ by a factor of two in their medians, all that follows from all that comes before too, and so do the same
    calendar months a year apart wherever three of them are known on both sides: a season comes back, a till does not.
    """
    known = [(t.start, log(t.cents)) for t in months if t.is_whole and t.cents > 0]
    found: list[tuple[int, float]] = []
    side = SIDE["month"]
    for n in range(side, len(known) - side + 1):
        near = median(v for _m, v in known[n:n + side]) - median(v for _m, v in known[n - side:n])
        far = median(v for _m, v in known[n:]) - median(v for _m, v in known[:n])
        if min(abs(near), abs(far)) < LEVEL or near * far < 0 or not _comes_back_as_much(known, n, near):
            continue
        found.append((n, near))
    if not found:
        return None
    most = max(abs(near) for _n, near in found)
    place, near = max((f for f in found if abs(f[1]) >= ALMOST * most), key=lambda f: abs(known[f[0]][1] - known[f[0] - 1][1]))
    return Change("level", known[place][0], exp(near))


def _comes_back_as_much(known: Sequence[tuple[date, float]], n: int, near: float) -> bool:
    before = dict(known[:n])
    pairs = [value - before[year] for month, value in known[n:] if (year := month.replace(year=month.year - 1)) in before]
    return len(pairs) < 3 or (abs(median(pairs)) >= LEVEL and median(pairs) * near > 0)


def days_change(weeks: Sequence[Total]) -> Change | None:
    """Return the largest lasting change of the days open a week, or None: ten whole weeks on each side differ by a day, and so does the rest."""
    known = [(t.start, float(t.opened)) for t in weeks if t.is_whole and t.opened]
    best: Change | None = None
    side = SIDE["week"]
    for n in range(side, len(known) - side + 1):
        near = median(v for _w, v in known[n:n + side]) - median(v for _w, v in known[n - side:n])
        far = median(v for _w, v in known[n:]) - median(v for _w, v in known[:n])
        sharp = known[n][1] != known[n - 1][1]
        if sharp and min(abs(near), abs(far)) >= DAYS and near * far > 0 and (best is None or abs(near) > abs(best.size)):
            best = Change("days", known[n][0], near)
    return best
