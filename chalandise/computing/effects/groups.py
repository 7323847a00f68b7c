"""Group-time effects of Callaway and Sant'Anna, and their aggregates, without covariates.

Source: Callaway & Sant'Anna, "Difference-in-differences with multiple time periods", Journal of Econometrics 225(2), 2021, eq. 2.6 and
3.1 to 3.10; standard errors from the influence functions of their theorem 2. A robustness line only: on weekly takings the one base
week carries all its noise into the estimate (docs/computing/effects.md).
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from chalandise.computing.effects.weights import Bools, Floats

NEVER = np.iinfo(np.int32).max


@dataclass(frozen=True)
class Groups:
    """A balanced panel and the period at which each row starts.

    Parameters
    ----------
    outcome : (n, T), complete
    starts : (n,) first treated period, NEVER for a row that does not start
    waiting : also compare with rows that have not started yet

    Raises
    ------
    ValueError
        A value is not known, or no row starts, or nothing is left to compare with.
    """

    outcome: Floats
    starts: np.ndarray
    waiting: bool = False

    def __post_init__(self) -> None:
        if not np.isfinite(self.outcome).all():
            raise ValueError("group-time effects need a complete panel")
        if not len(self.cohorts) or not (self.waiting or (self.starts == NEVER).any()):
            raise ValueError("nobody starts, or nobody is left to compare with")

    @cached_property
    def cohorts(self) -> list[int]:
        """Starts that have a period before them, in order."""
        return sorted({int(s) for s in self.starts if 0 < s < self.outcome.shape[1]})

    @cached_property
    def effects(self) -> dict[tuple[int, int], Estimate]:
        """Map (start, period) to its effect; before the start each period is compared with the one just before it."""
        found = {}
        for start in self.cohorts:
            for period in range(1, self.outcome.shape[1]):
                base = start - 1 if period >= start else period - 1
                found[start, period] = self._effect(start, period, base)
        return found

    def _effect(self, start: int, period: int, base: int) -> Estimate:
        change, mine = self.outcome[:, period] - self.outcome[:, base], self.starts == start
        compared = self.starts == NEVER
        if self.waiting:
            compared |= (self.starts > max(period, base)) & ~mine
        value = change[mine].mean() - change[compared].mean()
        pull = np.zeros(len(change))
        pull[mine] = (change[mine] - change[mine].mean()) / mine.mean()
        pull[compared] -= (change[compared] - change[compared].mean()) / compared.mean()
        return Estimate(float(value), pull)

    def _mix(self, pairs: list[tuple[int, int]]) -> Estimate:
        """Average effects, each weighing as much as its group is large; the shares are estimated too (their eq. 3.4)."""
        sizes = np.array([(self.starts == start).mean() for start, _ in pairs])
        share = sizes / sizes.sum()
        value = sum(w * self.effects[p].value for w, p in zip(share, pairs, strict=True))
        pull = sum(w * self.effects[p].pull for w, p in zip(share, pairs, strict=True))
        for w, size, pair in zip(share, sizes, pairs, strict=True):
            member = (self.starts == pair[0]) - size
            pull = pull + member * (self.effects[pair].value - value) / sizes.sum()
            assert w > 0
        return Estimate(float(value), pull)

    @property
    def simple(self) -> Estimate:
        return self._mix([p for p in self.effects if p[1] >= p[0]])

    def by_length(self) -> dict[int, Estimate]:
        """Event study: periods since the start to effect."""
        lengths = sorted({t - g for g, t in self.effects})
        return {e: self._mix([p for p in self.effects if p[1] - p[0] == e]) for e in lengths}

    def by_group(self) -> dict[int, Estimate]:
        return {g: _mean([self.effects[p] for p in self.effects if p[0] == g and p[1] >= g]) for g in self.cohorts}

    def dynamic(self) -> Estimate:
        """Mean of the event study from the start on."""
        return _mean([e for length, e in self.by_length().items() if length >= 0])

    def grouped(self) -> Estimate:
        """Mean of the groups, by their size."""
        groups = self.by_group()
        sizes = np.array([(self.starts == g).mean() for g in groups])
        share, each = sizes / sizes.sum(), list(groups.values())
        value = float(share @ [e.value for e in each])
        pull = share @ np.array([e.pull for e in each])
        for g, size, e in zip(groups, sizes, each, strict=True):
            pull = pull + ((self.starts == g) - size) * (e.value - value) / sizes.sum()
        return Estimate(value, pull)


@dataclass(frozen=True)
class Estimate:
    """An effect and what each row pulls on it (its influence function, (n,))."""

    value: float
    pull: Floats

    @property
    def error(self) -> float:
        """Standard error, rows independent of each other."""
        return float(np.sqrt((self.pull ** 2).sum()) / len(self.pull))


def _mean(each: list[Estimate]) -> Estimate:
    return Estimate(float(np.mean([e.value for e in each])), np.mean([e.pull for e in each], axis=0))


def staggered(outcome: Floats, seen: Bools, starts: np.ndarray, horizon: int) -> Floats:
    """Return the simple aggregate over `horizon` periods for each of many deals; missing cells leave their own mean only.

    Parameters
    ----------
    outcome, seen : (n, T)
    starts : (B, n); NEVER compares, a negative start is left out

    Returns
    -------
    (B,) effects, each treated cell weighing the same; nan when no cell can be compared.
    """
    total, cells = np.zeros(len(starts)), np.zeros(len(starts))
    compared = (starts == NEVER).astype(float)
    for start in np.unique(starts[(starts > 0) & (starts < outcome.shape[1])]):
        window = slice(start, start + horizon)
        known = (seen[:, window] & seen[:, start - 1][:, None]).astype(float)
        change = np.where(known > 0, outcome[:, window] - outcome[:, start - 1][:, None], 0.0)
        mine = (starts == start).astype(float)
        many, others = mine @ known, compared @ known
        usable = others > 0
        gap = (mine @ change) - many * (compared @ change) / np.maximum(others, 1)
        total += np.where(usable, gap, 0).sum(1)
        cells += np.where(usable, many, 0).sum(1)
    return np.divide(total, cells, out=np.full(len(starts), np.nan), where=cells > 0)


Many = Callable[[Floats, Bools, np.ndarray, int], Floats]
