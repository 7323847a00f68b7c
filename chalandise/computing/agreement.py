"""How far two people who looked at the same thing agree: weighted kappa with quadratic weights, and its interval.

Sources: Cohen, "Weighted kappa", Psychological Bulletin 70(4), 1968, eq. 6; Fleiss, Cohen & Everitt, "Large sample standard
errors of kappa and weighted kappa", Psychological Bulletin 72(5), 1969, eq. 13 and 14. See docs/computing/agreement.md.
"""
from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, sqrt

import numpy as np

Z95 = 1.959963984540054  # 97.5 % of a standard normal law


@dataclass(frozen=True)
class Problem:
    """Pairs of ratings on one scale of numbers.

    Parameters
    ----------
    first, second : sequences of numbers, the same length
        What each of the two people said, pair by pair, on the same scale (for example 0 to 100).
    groups : sequence, the same length, optional
        What each pair belongs to (a visit): pairs of one group are not independent, whole groups are drawn again by the
        bootstrap. Each pair is its own group when it is not given.
    """

    first: Sequence[float]
    second: Sequence[float]
    groups: Sequence | None = None

    def __post_init__(self) -> None:
        if len(self.first) != len(self.second) or (self.groups is not None and len(self.groups) != len(self.first)):
            raise ValueError("both people must have rated the same pairs")
        if any(isnan(v) for v in (*self.first, *self.second)):
            raise ValueError("a rating is not a number")


@dataclass(frozen=True)
class Result:
    """How far they agree.

    Attributes
    ----------
    kappa : 1 is full agreement, 0 what chance alone gives; None when nobody varied (nothing can be said) or no pair exists
    low, high : 95 % interval by bootstrap of the groups; None with fewer than three groups, or when it cannot be computed
    error : large-sample standard error of kappa, pairs taken as independent (Fleiss, Cohen & Everitt 1969); None as kappa
    same : share of pairs rated exactly alike, 0 to 1; None without a pair
    pairs, groups : how many
    """

    kappa: float | None
    low: float | None
    high: float | None
    error: float | None
    same: float | None
    pairs: int
    groups: int

    @property
    def analytic(self) -> tuple[float, float] | None:
        """Return kappa ± 1.96 standard errors, within −1 and 1."""
        if self.kappa is None or self.error is None:
            return None
        return max(-1.0, self.kappa - Z95 * self.error), min(1.0, self.kappa + Z95 * self.error)


def solve(problem: Problem, *, seed: int = 0, draws: int = 2000) -> Result:
    """Return the agreement of two people.

    Parameters
    ----------
    seed : of the bootstrap; the same seed gives the same interval
    draws : how many times the groups are drawn again
    """
    first, second = np.asarray(problem.first, float), np.asarray(problem.second, float)
    _names, member = np.unique(np.asarray(range(len(first)) if problem.groups is None else problem.groups, dtype=object).astype(str),
                               return_inverse=True)
    groups = int(member.max()) + 1 if len(first) else 0
    kappa, error = _kappa(first, second)
    low, high = _bootstrap(first, second, member, groups, seed, draws) if kappa is not None and groups >= 3 else (None, None)
    same = float(np.mean(first == second)) if len(first) else None
    return Result(kappa, low, high, error, same, len(first), groups)


def table_of(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return (the values used, sorted, shape (k,); the share of pairs in each cell, shape (k, k))."""
    values = np.unique(np.concatenate([first, second]))
    shares = np.zeros((len(values), len(values)))
    np.add.at(shares, (np.searchsorted(values, first), np.searchsorted(values, second)), 1 / len(first))
    return values, shares


def _kappa(first: np.ndarray, second: np.ndarray) -> tuple[float | None, float | None]:
    """Return (weighted kappa, its standard error)."""
    if not len(first):
        return None, None
    values, shares = table_of(first, second)
    span = values[-1] - values[0]
    if span == 0:
        return None, None
    weights = 1 - ((values[:, None] - values[None, :]) / span) ** 2  # 1 alike, 0 at the two ends
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    observed, expected = float((weights * shares).sum()), float(rows @ weights @ columns)
    kappa = (observed - expected) / (1 - expected)
    # eq. 14: mean weights of the row and of the column of each cell
    of_row, of_column = weights @ columns, rows @ weights
    inner = weights * (1 - expected) - (of_row[:, None] + of_column[None, :]) * (1 - observed)
    variance = float((shares * inner**2).sum()) - (observed * expected - 2 * expected + observed) ** 2
    return kappa, sqrt(max(variance, 0.0) / len(first)) / (1 - expected) ** 2


def _bootstrap(first: np.ndarray, second: np.ndarray, member: np.ndarray, groups: int, seed: int, draws: int) -> tuple[float | None, float | None]:
    """Return the 2.5 % and 97.5 % quantiles of kappa over groups drawn again with replacement.

    With quadratic weights kappa is 1 − Σ(a−b)² / Σ(expected (a−b)²), whatever the span, and the second sum only needs the
    means and the squares of each side: one pass over sums by group.
    """
    columns = np.stack([np.ones_like(first), first, second, first**2, second**2, first * second])
    sums = np.stack([np.bincount(member, weights=column, minlength=groups) for column in columns])
    drawn = np.random.default_rng(seed).multinomial(groups, np.full(groups, 1 / groups), size=draws) @ sums.T
    n, a, b, aa, bb, ab = drawn.T
    away, by_chance = (aa + bb - 2 * ab) / n, (aa + bb) / n - 2 * (a / n) * (b / n)
    fine = by_chance > 1e-12
    if fine.sum() < 0.9 * draws:
        return None, None
    low, high = np.quantile(1 - away[fine] / by_chance[fine], [0.025, 0.975])
    return float(low), float(high)
