"""Response shift: how much the view of one's own start changed, over several shops, with an interval.

Source: Howard & Dailey, "Response-shift bias", Journal of Applied Psychology 64(2), 1979 (then-test); Student's interval of a mean.
See docs/computing/maturity.md, "Then-test".
"""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True)
class Problem:
    """One (at the time, looking back) pair of mappings of item to worth (0 to 100) for each shop; only common items count."""

    pairs: Sequence[tuple[Mapping[str, float], Mapping[str, float]]]


@dataclass(frozen=True)
class Result:
    """The mean shift in points (negative: the start was seen too high), its 95 % interval, and how many shops it rests on."""

    mean: float | None
    low: float | None
    high: float | None
    n: int

    @property
    def sure(self) -> bool:
        """Say whether the interval leaves zero on one side."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def solve(problem: Problem) -> Result:
    """Return the mean over shops of (looking back − at the time), each shop weighing the same whatever it answered."""
    shifts = [sum(then[k] - now[k] for k in both) / len(both) for now, then in problem.pairs if (both := sorted(set(now) & set(then)))]
    if not shifts:
        return Result(None, None, None, 0)
    mean = sum(shifts) / len(shifts)
    if len(shifts) < 2:
        return Result(mean, None, None, len(shifts))
    from scipy.stats import t  # noqa: PLC0415  (heavy)
    spread = sqrt(sum((s - mean) ** 2 for s in shifts) / (len(shifts) - 1))
    reach = float(t.ppf(0.975, len(shifts) - 1)) * spread / sqrt(len(shifts))
    return Result(mean, mean - reach, mean + reach, len(shifts))
