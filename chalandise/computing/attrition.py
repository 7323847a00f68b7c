"""Who answered and who did not: how the two differ at the start, and between what and what a mean gain lies, whatever the silent ones would have said.

docs/computing/attrition.md.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

EXACT = 5_000  # ways of splitting up to which all are tried
DEALS = 4_999


@dataclass(frozen=True)
class Bounds:
    """A mean gain between two moments, of which the second is missing for some.

    Attributes
    ----------
    answered, silent : how many have the second score, and how many have not
    mean : mean gain of those who answered
    unchanged : mean gain of all if the silent ones gained nothing
    low, high : mean gain of all if they fell to the floor, or rose to the ceiling
    """

    answered: int
    silent: int
    mean: float
    unchanged: float
    low: float
    high: float


def bounds(before: Sequence[float], after: Sequence[float | None], *, floor: float = 0, ceiling: float = 100) -> Bounds | None:
    """Return the Bounds of the mean gain; None when nobody answered twice.

    Parameters
    ----------
    before, after : one score a shop, at both moments; None where the second is missing
    floor, ceiling : ends of the scale

    Raises
    ------
    ValueError
        The two have another length, or a score leaves the scale.

    Notes
    -----
    Worst-case bounds: Horowitz and Manski, "Nonparametric analysis of randomized experiments with missing covariate and outcome data",
    Journal of the American Statistical Association 95(449), 2000.
    """
    if len(before) != len(after):
        raise ValueError("one score a shop at both moments")
    if any(not floor <= v <= ceiling for v in (*before, *(a for a in after if a is not None))):
        raise ValueError(f"scores lie between {floor} and {ceiling}")
    gains = [a - b for b, a in zip(before, after, strict=True) if a is not None]
    if not gains:
        return None
    silent = [b for b, a in zip(before, after, strict=True) if a is None]
    many, total = len(before), sum(gains)
    return Bounds(len(gains), len(silent), total / len(gains), total / many, (total + sum(floor - b for b in silent)) / many,
                  (total + sum(ceiling - b for b in silent)) / many)


@dataclass(frozen=True)
class Difference:
    """How two groups differ in one number: their means, and how often chance alone sets two such groups as far apart."""

    answered: float
    silent: float
    chance: float

    @property
    def gap(self) -> float:
        return self.answered - self.silent


def difference(answered: Sequence[float], silent: Sequence[float], *, seed: int) -> Difference | None:
    """Return the Difference of two groups; None when one is empty.

    Every way of splitting the values in two groups of these sizes is tried when there are at most `EXACT`, else `DEALS` at random
    (Fisher's permutation test, two-sided).
    """
    if not len(answered) or not len(silent):
        return None
    values = np.array([*answered, *silent], dtype=float)
    many, total, mine = len(values), float(values.sum()), len(answered)
    if comb(many, mine) <= EXACT:
        sums = np.array([values[list(rows)].sum() for rows in combinations(range(many), mine)])
        extra = 0
    else:
        random = np.random.default_rng(seed)
        sums = values[random.random((DEALS, many)).argsort(1)[:, :mine]].sum(1)
        extra = 1  # the split that was seen is one of them
    gaps = sums / mine - (total - sums) / (many - mine)
    seen = float(np.mean(answered) - np.mean(silent))
    chance = (int((np.abs(gaps) >= abs(seen) - 1e-9).sum()) + extra) / (len(gaps) + extra)
    return Difference(float(np.mean(answered)), float(np.mean(silent)), float(chance))
