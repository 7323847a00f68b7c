"""Scores corrected for severe and lenient reviewers, when each submission is read by some of them only.

score = submission + reviewer + noise, by least squares on both (no pull towards the mean), with an exact Student interval;
the variances of the three parts by REML, to say what the differences are made of. Nothing written by a reviewer is changed.

Sources: Scheffé, "The Analysis of Variance", 1959, § 4.4 (two-way layout, unequal numbers); Searle, Casella & McCulloch,
"Variance Components", 1992, § 6.6 (REML) and § 7.6 (mixed-model equations). docs/computing/severity.md gives the choice.
"""
from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import isfinite, sqrt

import numpy as np
import numpy.typing as npt

from chalandise.computing.variances import Shares, shares_of

Floats = npt.NDArray[np.float64]
APART = 1.0  # points between two reviews, severity taken off, from which they are said to disagree


@dataclass(frozen=True)
class Score:
    """What a reviewer gave to a submission on a criterion; None: the reviewer abstained."""

    submission: Hashable
    reviewer: Hashable
    criterion: Hashable
    value: float | None


@dataclass(frozen=True)
class Problem:
    """A panel of scores.

    Parameters
    ----------
    scores : tuple of Score
    weights : mapping
        Weight of each criterion, above 0; the total is their weighted mean, on the scale of the scores.
    top : float
        Scores lie between 0 and `top`.
    level : float
        Of the intervals, for example 0.9.

    Raises
    ------
    ValueError
        A score is out of its bounds or given twice, a criterion has no weight, a weight or the level is out of bounds.
    """

    scores: tuple[Score, ...]
    weights: Mapping[Hashable, float]
    top: float = 4.0
    level: float = 0.9

    def __post_init__(self) -> None:
        if len({(s.submission, s.reviewer, s.criterion) for s in self.scores}) < len(self.scores):
            raise ValueError("a score is given twice")
        if strange := [s for s in self.scores if s.criterion not in self.weights]:
            raise ValueError(f"a criterion without a weight: {strange[0].criterion!r}")
        if any(s.value is not None and not (isfinite(s.value) and 0 <= s.value <= self.top) for s in self.scores):
            raise ValueError(f"a score lies between 0 and {self.top}")
        if any(w <= 0 for w in self.weights.values()) or not 0 < self.level < 1:
            raise ValueError("weights are above 0, the level between 0 and 1")

    def cells(self, criterion: Hashable) -> dict[tuple[Hashable, Hashable], float]:
        return {(s.submission, s.reviewer): float(s.value) for s in self.scores if s.criterion == criterion and s.value is not None}

    @cached_property
    def reviews(self) -> dict[tuple[Hashable, Hashable], dict[Hashable, float]]:
        """Map each (submission, reviewer) to the criteria that were scored."""
        found: dict[tuple[Hashable, Hashable], dict[Hashable, float]] = {}
        for s in self.scores:
            if s.value is not None:
                found.setdefault((s.submission, s.reviewer), {})[s.criterion] = float(s.value)
        return found


@dataclass(frozen=True)
class Line:
    """One submission on one scale: `raw` is the mean of what was given, `corrected` what all the reviewers of its panel would give.

    `low` and `high` are None when no interval can be told; all lie within the bounds of the scale.
    """

    raw: float
    corrected: float
    low: float | None
    high: float | None
    reviews: int


@dataclass(frozen=True)
class Fit:
    """One scale (a criterion, or the total), fitted.

    Attributes
    ----------
    estimate : {submission: corrected score}, not cut at the bounds: what submissions are ordered by
    offset : {reviewer: points given above (lenient) or below (severe) the mean of their panel}
    freedom : degrees of freedom left for the noise
    noise : standard deviation of the noise, in points; None without freedom, or when all reviews say the same
    """

    top: float
    level: float
    estimate: dict[Hashable, float]
    offset: dict[Hashable, float]
    raw: dict[Hashable, float]
    residual: dict[tuple[Hashable, Hashable], float]
    freedom: float
    noise: float | None
    panels: tuple[frozenset[Hashable], ...]
    _load: Floats = field(repr=False)      # (submissions, reviewers): share of each reviewer in the mean of each submission
    _spread: Floats = field(repr=False)    # (reviewers, reviewers): covariance of the offsets, in units of the noise
    _counts: Floats = field(repr=False)
    _given: Floats = field(repr=False)

    @cached_property
    def shares(self) -> Shares | None:
        """Return what the differences are made of; None when nothing can be told."""
        return None if self.noise is None else shares_of(self._given, (self._load > 0).astype(float))

    @cached_property
    def _row(self) -> dict[Hashable, int]:
        return {name: n for n, name in enumerate(self.estimate)}

    @property
    def reach(self) -> float | None:
        """Return the Student quantile times the noise: what multiplies a standard error in units of the noise."""
        if self.noise is None:
            return None
        from scipy.special import stdtrit  # noqa: PLC0415  (heavy)
        return float(stdtrit(self.freedom, (1 + self.level) / 2)) * self.noise

    def lines(self) -> dict[Hashable, Line]:
        return {name: self.line(name) for name in self.estimate}

    def line(self, submission: Hashable) -> Line:
        n, value = self._row[submission], self.estimate[submission]
        load = self._load[n]
        away = None if self.reach is None else self.reach * sqrt(1 / self._counts[n] + load @ self._spread @ load)
        return Line(self.raw[submission], self._within(value), None if away is None else self._within(value - away),
                    None if away is None else self._within(value + away), int(self._counts[n]))

    def _within(self, value: float) -> float:
        return float(min(max(value, 0.0), self.top))

    def comparable(self, one: Hashable, other: Hashable) -> bool:
        """Say whether a chain of common reviewers joins two submissions."""
        return any(one in panel and other in panel for panel in self.panels)

    def difference(self, one: Hashable, other: Hashable) -> tuple[float, float, float] | None:
        """Return (one − other, low, high); None when they cannot be compared or no interval can be told."""
        if one == other or not self.comparable(one, other) or self.reach is None:
            return None
        a, b = self._row[one], self._row[other]
        load = self._load[a] - self._load[b]
        away = self.reach * sqrt(1 / self._counts[a] + 1 / self._counts[b] + load @ self._spread @ load)
        gap = self.estimate[one] - self.estimate[other]
        return gap, gap - away, gap + away

    def apart(self, submission: Hashable) -> float:
        """Return the most points between two reviews of a submission, once each reviewer's severity is taken off."""
        found = [r for (s, _reviewer), r in self.residual.items() if s == submission]
        return max(found) - min(found) if found else 0.0


@dataclass(frozen=True)
class Result:
    """The corrected panel.

    Attributes
    ----------
    total : Fit of the weighted totals; a submission of which nobody scored some criterion has none
    criteria : {criterion: Fit}
    unscored : {submission: criteria that nobody scored}
    reasons : codes of what limits the answer: "empty", "one_reviewer", "disconnected", "no_freedom", "flat", "unscored"
    """

    problem: Problem
    total: Fit
    criteria: dict[Hashable, Fit]
    unscored: dict[Hashable, tuple[Hashable, ...]]
    reasons: tuple[str, ...]

    def order(self) -> list[Hashable]:
        """Return the submissions that have a total, the best first; equal ones as they came."""
        return sorted(self.total.estimate, key=lambda s: -round(self.total.estimate[s], 9))

    def disagree(self, submission: Hashable) -> bool:
        return self.total.apart(submission) >= APART


def solve(problem: Problem) -> Result:
    """Correct every criterion and the weighted total.

    Examples
    --------
    >>> mild, hard = [Score(s, "mild", 1, v) for s, v in (("a", 3), ("b", 4))], [Score(s, "hard", 1, v) for s, v in (("b", 2), ("c", 2))]
    >>> found = solve(Problem((*mild, *hard), {1: 1.0}))
    >>> [(s, round(line.raw, 1), round(line.corrected, 1)) for s, line in found.total.lines().items()]
    [('a', 3.0, 2.0), ('b', 3.0, 3.0), ('c', 2.0, 3.0)]
    """
    criteria = {c: _fit(problem.cells(c), problem) for c in problem.weights}
    submissions = list(dict.fromkeys(s for s, _r in problem.reviews))
    missing = {s: tuple(c for c in problem.weights if s not in criteria[c].estimate) for s in submissions}
    unscored = {s: names for s, names in missing.items() if names}
    cells = _totals(problem, criteria, unscored)
    whole = sum(problem.weights.values())
    lost = sum(1 - sum(problem.weights[c] for c in problem.reviews[pair]) / whole for pair in cells)
    total = _fit(cells, problem, lost)
    return Result(problem, total, criteria, unscored, _reasons(problem, total, unscored))


def _totals(problem: Problem, criteria: Mapping[Hashable, Fit], unscored: Mapping[Hashable, object]) -> dict[tuple[Hashable, Hashable], float]:
    """Return the weighted total of each review.

    A criterion on which the reviewer abstained counts for what its own fit expects of this reviewer on this submission, plus
    what this review gave above (or below) its expectations on the criteria that it scored.
    """
    found: dict[tuple[Hashable, Hashable], float] = {}
    for (submission, reviewer), said in problem.reviews.items():
        if submission in unscored:
            continue
        mood = sum(problem.weights[c] * criteria[c].residual[submission, reviewer] for c in said) / sum(problem.weights[c] for c in said)
        usual = sum(problem.weights[c] * criteria[c].offset[reviewer] for c in said) / sum(problem.weights[c] for c in said)
        expected = {c: min(max(criteria[c].estimate[submission] + criteria[c].offset.get(reviewer, usual) + mood, 0.0), problem.top)
                    for c in problem.weights}
        found[submission, reviewer] = sum(w * said.get(c, expected[c]) for c, w in problem.weights.items()) / sum(problem.weights.values())
    return found


def _reasons(problem: Problem, total: Fit, unscored: Mapping[Hashable, object]) -> tuple[str, ...]:
    codes = {"empty": not problem.reviews, "one_reviewer": len(total.offset) == 1, "disconnected": len(total.panels) > 1,
             "no_freedom": bool(total.estimate) and total.freedom < 1,
             "flat": total.freedom >= 1 and total.noise is None, "unscored": bool(unscored)}
    return tuple(code for code, true in codes.items() if true)


def _fit(cells: Mapping[tuple[Hashable, Hashable], float], problem: Problem, lost: float = 0.0) -> Fit:
    """Least squares of submissions and reviewers; within each panel the offsets of the reviewers sum to 0.

    `lost` reviews' worth of what is given was not said by a reviewer: it takes as many degrees of freedom off.

    Submissions are eliminated (Scheffé 1959, § 4.4): the offsets solve L s = r with L the Laplacian of reviewers who share
    submissions; its pseudo-inverse gives them and their covariance, and its null space is one vector a panel.
    """
    submissions, reviewers = (list(dict.fromkeys(pair[n] for pair in cells)) for n in (0, 1))
    row, column = ({name: n for n, name in enumerate(names)} for names in (submissions, reviewers))
    given = np.zeros((len(submissions), len(reviewers)))
    there = np.zeros_like(given)
    for (s, r), value in cells.items():
        given[row[s], column[r]], there[row[s], column[r]] = value, 1.0
    counts = there.sum(axis=1)
    load = there / counts[:, None] if len(cells) else there
    means = given.sum(axis=1) / counts if len(cells) else counts
    spread = np.linalg.pinv(np.diag(there.sum(axis=0)) - there.T @ load, rcond=1e-10, hermitian=True) if len(cells) else np.zeros((0, 0))
    offset = spread @ (given.sum(axis=0) - there.T @ means)
    estimate = means - load @ offset
    left = {(s, r): cells[s, r] - estimate[row[s]] - offset[column[r]] for s, r in cells}
    panels = _panels(there, submissions)
    freedom = len(cells) - len(submissions) - len(reviewers) + len(panels) - lost
    rest = sum(v * v for v in left.values())
    noise = sqrt(rest / freedom) if freedom >= 1 and rest > 1e-9 * len(cells) else None
    return Fit(problem.top, problem.level, dict(zip(submissions, estimate.tolist(), strict=True)), dict(zip(reviewers, offset.tolist(), strict=True)),
               dict(zip(submissions, means.tolist(), strict=True)), left, freedom, noise, panels, load, spread, counts, given)


def _panels(there: Floats, submissions: list[Hashable]) -> tuple[frozenset[Hashable], ...]:
    """Return the sets of submissions that a chain of common reviewers joins."""
    from scipy.sparse import bmat, csr_matrix  # noqa: PLC0415  (heavy)
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415  (heavy)
    if not submissions:
        return ()
    links = csr_matrix(there)
    _count, label = connected_components(bmat([[None, links], [links.T, None]]), directed=False)
    found: dict[int, list[Hashable]] = {}
    for name, panel in zip(submissions, label[:len(submissions)], strict=True):
        found.setdefault(int(panel), []).append(name)
    return tuple(frozenset(names) for names in found.values())
