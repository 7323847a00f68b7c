"""The few ranges offered as answers to "how many?", near what was answered before: one tap instead of a number.

Ranges follow 1-2-5 steps: 1 to 2, 3 to 5, 6 to 10, 11 to 20, 21 to 50… The middle of a range is at most 1.75 times away from what it
stands for, above two: enough to see a count double, too coarse to see it grow by a tenth. docs/computing/bands.md.
"""
from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction

SHOWN = 4
_ENDS = [step * 10**power for power in range(7) for step in (2, 5, 10)]  # 2, 5, 10, 20, 50 … 10 millions


@dataclass(frozen=True)
class Band:
    """A range of whole numbers, both ends included."""

    low: int
    high: int

    @property
    def middle(self) -> Fraction:
        return Fraction(self.low + self.high, 2)

    def __contains__(self, number: float) -> bool:
        return self.low <= number <= self.high


BANDS = tuple(Band(1 if n == 0 else _ENDS[n - 1] + 1, end) for n, end in enumerate(_ENDS))


def around(previous: float | None = None) -> tuple[Band, ...]:
    """Return `SHOWN` ranges in order, without a gap: the one that holds what was answered before, one below it, two above.

    Parameters
    ----------
    previous : number, optional
        The answer before; nothing, or less than one, gives the first ranges; beyond the last range, the last ones.
    """
    place = bisect_left(_ENDS, previous) if previous else 0
    first = min(max(0, place - 1), len(BANDS) - SHOWN)
    return BANDS[first:first + SHOWN]


def band(low: int) -> Band | None:
    """Return the range that begins at a number, or None."""
    return next((b for b in BANDS if b.low == low), None)
