"""Synthetic control and synthetic difference-in-differences on one complete block, as their authors define them.

Sources: Abadie, Diamond & Hainmueller, JASA 105(490), 2010 (synthetic control); Abadie & Gardeazabal, AER 93(1), 2003 (predictors and
their weights); Arkhangelsky, Athey, Hirshberg, Imbens & Wager, "Synthetic difference-in-differences", AER 111(12), 2021, eq. 1, 4 and 6,
algorithm 1. `staggered` does the same for shops that start at different dates; this module is what it is checked against.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from chalandise.computing.effects.weights import Floats, published_walk, simplex

EXACT = 100_000  # steps: enough for the weights to converge on a block of a few dozen rows


@dataclass(frozen=True)
class Block:
    """Outcomes of comparison rows and treated rows; all treated ones start at the same period.

    Parameters
    ----------
    outcome : (n, T), complete; the comparison rows first
    compared : number of comparison rows
    before : number of periods before the start

    Raises
    ------
    ValueError
        No comparison or no treated row, no period before or after, or a value is not known.
    """

    outcome: Floats
    compared: int
    before: int

    def __post_init__(self) -> None:
        rows, periods = self.outcome.shape
        if not 0 < self.compared < rows or not 0 < self.before < periods:
            raise ValueError("a block needs comparison and treated rows, periods before and after")
        if not np.isfinite(self.outcome).all():
            raise ValueError("a block is complete: every value is known")

    @property
    def treated(self) -> Floats:
        return self.outcome[self.compared:].mean(0)

    @property
    def noise(self) -> float:
        """Standard deviation of one period's change among comparison rows before the start (eq. 4)."""
        return float(np.diff(self.outcome[:self.compared, :self.before], axis=1).std(ddof=1))

    @property
    def walk(self) -> float:
        """The decrease of the mean square at which the authors' walk stops."""
        return (1e-5 * self.noise) ** 2


@dataclass(frozen=True)
class Fit:
    """An estimate with its weights: `effect` in units of the outcome, `rows` (n0,) and `periods` (T0,) sum to one."""

    effect: float
    rows: Floats
    periods: Floats


def _weights(columns: Floats, target: Floats, ridge: float, centred: bool, walk: float = 0.0) -> Floats:
    """Return simplex weights of the columns (p, n) that best give the target (p,); ridge is the penalty on their squares."""
    if centred:
        columns, target = columns - columns.mean(0), target - target.mean()
    if walk:
        return published_walk(columns, target, ridge, walk)
    hessian = columns.T @ columns + ridge * np.eye(columns.shape[1])
    slope = (columns.T @ target)[None]
    return simplex(hessian, slope, np.ones_like(slope, dtype=bool), steps=EXACT, tolerance=1e-12)[0]


def differences(block: Block) -> Fit:
    """Plain difference in differences: every row and every period weighs the same."""
    n, t = block.compared, block.before
    return _contrast(block, np.full(n, 1 / n), np.full(t, 1 / t))


def synthetic_control(block: Block, *, exact: bool = True) -> Fit:
    """Synthetic control on the outcomes before the start, without intercept; no period before is subtracted.

    `exact` is the optimum; without it, the weights where the authors' walk stops (the printed figure of Proposition 99).
    """
    n, t = block.compared, block.before
    past = block.outcome[:, :t]
    rows = _weights(past[:n].T, block.treated[:t], (1e-6 * block.noise) ** 2 * t, False, 0.0 if exact else block.walk)
    gap = block.treated - rows @ block.outcome[:n]
    return Fit(float(gap[t:].mean()), rows, np.zeros(t))


def synthetic_did(block: Block, *, exact: bool = True) -> Fit:
    """Synthetic difference-in-differences (algorithm 1): weights of rows with intercept and ridge ζ, weights of periods."""
    walk = 0.0 if exact else block.walk
    n, t = block.compared, block.before
    many, after = len(block.outcome) - n, block.outcome.shape[1] - t
    zeta = (many * after) ** 0.25 * block.noise
    rows = _weights(block.outcome[:n, :t].T, block.treated[:t], zeta ** 2 * t, True, walk)
    periods = _weights(block.outcome[:n, :t], block.outcome[:n, t:].mean(1), (1e-6 * block.noise) ** 2 * n, True, walk)
    return _contrast(block, rows, periods)


def _contrast(block: Block, rows: Floats, periods: Floats) -> Fit:
    gap = block.treated - rows @ block.outcome[:block.compared]
    return Fit(float(gap[block.before:].mean() - periods @ gap[:block.before]), rows, periods)


def with_predictors(predictors: Floats, target: Floats, past: Floats, past_target: Floats) -> Floats:
    """Synthetic control on predictors, whose importance is chosen to fit the past outcomes (Abadie & Gardeazabal, appendix B).

    Parameters
    ----------
    predictors, target : (k, n0) and (k,), what the weighted comparison rows should resemble
    past, past_target : (p, n0) and (p,), outcomes before the start, on which the importance of each predictor is chosen

    Returns
    -------
    (n0,) weights, positive, summing to one.
    """
    scale = np.column_stack([predictors, target]).std(1, ddof=1)
    columns, goal = predictors / scale[:, None], target / scale

    def weights(importance: Floats) -> Floats:
        share = np.sqrt(np.abs(importance) / np.abs(importance).sum())
        return _weights(columns * share[:, None], goal * share, 1e-10, centred=False)

    def loss(importance: Floats) -> float:
        return float(((past_target - past @ weights(importance)) ** 2).mean())

    start = np.full(len(goal), 1 / len(goal))
    found = minimize(loss, start, method="Nelder-Mead", options={"maxiter": 2_000, "xatol": 1e-5, "fatol": 1e-10})
    return weights(found.x)
