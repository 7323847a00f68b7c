"""One shop beside the street's typical curve, month by month, from which no other shop can be read.

Each shop is turned into an index (100: its mean month of a year that everybody knows whole). A point of the street is the mean of the middle
half of the shops (Tukey's midmean), rounded to `STEP`, with `LEAST` shops behind it at the fewest: five others besides whoever looks. A point
is told again only when at least `LEAST` shops come or go together (computing/disclosure). docs/computing/benchmark.md.
"""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from chalandise.computing import disclosure

LEAST = disclosure.LEAST + 1
STEP = 5


@dataclass(frozen=True)
class Point:
    """One month of the street: its rounded index, and the shops behind it."""

    month: date
    index: int
    shops: frozenset[int]


def index_of(months: Mapping[date, float], base: Collection[date]) -> dict[date, float]:
    """Return each month as a share (in percent) of the mean month of `base`; {} when a month of `base` is missing or nothing was taken in it.

    Parameters
    ----------
    months : first day of a month to takings, in any unit
    base : the first days of the year that stands for 100
    """
    known = [months[m] for m in base if m in months]
    if not base or len(known) < len(base) or sum(known) <= 0:
        return {}
    return {month: 100 * value * len(known) / sum(known) for month, value in months.items()}


def midmean(values: Iterable[float]) -> float:
    """Return the mean of the middle half of some values, those on its edges counted in part.

    No value weighs more than 2 / n; far ones weigh nothing.

    Raises
    ------
    ValueError
        There is no value.
    """
    ordered = sorted(values)
    if not ordered:
        raise ValueError("the middle of nothing")
    cut, total = len(ordered) / 4, 0.0
    for n, value in enumerate(ordered):
        total += value * max(0.0, min(n + 1, len(ordered) - cut) - max(n, cut))
    return total / (len(ordered) / 2)


def typical(values: Sequence[float]) -> int | None:
    """Return the rounded index of a month, or None under `LEAST` shops."""
    return STEP * round(midmean(values) / STEP) if len(values) >= LEAST else None


def fresh_points(indexes: Mapping[int, Mapping[date, float]], published: Mapping[date, Sequence[Set[int]]]) -> list[Point]:
    """Return the points that may be told now, in order: new months, and months whose shops changed by `LEAST` or more at once.

    Parameters
    ----------
    indexes : shop to its index by month
    published : month to every group of shops of which a point was ever told
    """
    groups: dict[date, set[int]] = {}
    for shop, months in indexes.items():
        for month in months:
            groups.setdefault(month, set()).add(shop)
    found = []
    for month, group in sorted(groups.items()):
        told = published.get(month, ())
        index = typical([indexes[shop][month] for shop in sorted(group)])
        if index is not None and group not in told and disclosure.may_publish(told, [group], least=LEAST):
            found.append(Point(month, index, frozenset(group)))
    return found
