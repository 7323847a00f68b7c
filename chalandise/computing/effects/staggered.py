"""Synthetic difference-in-differences for shops that start at different dates, for many deals of the starts on one panel.

Source: Arkhangelsky et al. 2021 (see `synthetic`), one fit for each start date, averaged over treated cells (their appendix A; Clarke et al.,
"On synthetic difference-in-differences and related estimation methods", Stata Journal 24(4), 2024, sec. 3).

The weights are unchanged when each shop is moved by a constant and each week by another, so shop and week effects are taken away first:
a missing cell of a comparison shop then counts as 0 (what its level and the week let expect), and a missing cell of a treated shop
leaves the mean of its group. All deals share one matrix of products between shops; the one between weeks is corrected by the shops
that a deal takes away. docs/computing/effects.md says what is measured.
"""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from chalandise.computing.effects.groups import NEVER
from chalandise.computing.effects.weights import Bools, Floats, simplex

DEALS = 96  # deals handled at once: their matrices between weeks stay in the cache
STEPS = (1_000, 1_000)  # steps of the programmes of rows and of weeks, true starts; measured: converged on panels of a season
DEALT_STEPS = (48, 150)  # and of placebo deals; measured: the effect is then within 2 % of its placebo spread
WEEKS_RIDGE = 1e-6  # the authors' ζ of the weights of periods, in noise units


@dataclass(frozen=True)
class Levels:
    """A panel without its shop and week effects.

    Parameters
    ----------
    rest : (n, T) outcome less shop and week effects, 0 where it is not seen
    seen : (n, T)
    change : (n, T) change of the outcome since the period before, nan where one of the two is not seen
    quiet : (n,) rows in which nothing was done: no other row ever compares
    """

    rest: Floats
    seen: Bools
    change: Floats
    quiet: Bools

    @classmethod
    def of(cls, outcome: Floats, seen: Bools, starts: np.ndarray) -> Levels:
        """Take away week effects of comparison rows, and of each row its level before its own start."""
        time, compared = np.arange(outcome.shape[1]), starts == NEVER
        untouched = seen & (time < starts[:, None])
        held = np.where(untouched, outcome, 0.0)
        weeks, many, count = np.zeros(len(time)), np.maximum(untouched.sum(1), 1), np.maximum(untouched[compared].sum(0), 1)
        for _ in range(100):
            level = (held - untouched * weeks).sum(1) / many
            fresh = (held - untouched * level[:, None])[compared].sum(0) / count
            moved, weeks = np.abs(fresh - weeks).max(), fresh
            if moved < 1e-10:
                break
        level = (held - untouched * weeks).sum(1) / many
        change = np.full(outcome.shape, np.nan)
        both = seen[:, 1:] & seen[:, :-1]
        change[:, 1:] = np.where(both, outcome[:, 1:] - outcome[:, :-1], np.nan)
        return cls(np.where(seen, outcome - level[:, None] - weeks, 0.0), seen, change, compared)

    @cached_property
    def weeks(self) -> Floats:
        """Products between weeks over quiet rows, (T, T)."""
        return self.rest[self.quiet].T @ self.rest[self.quiet]

    def noise(self, before: int) -> float:
        """Standard deviation of one period's change among quiet rows before a start."""
        known = self.change[self.quiet, :before]
        known = known[np.isfinite(known)]
        return float(known.std(ddof=1)) if len(known) > 1 else 0.0


@dataclass(frozen=True)
class Paths:
    """What each deal gives: sums over treated cells by time to the start, (B, lead + horizon); the start is column `lead`.

    `gaps` are observed less expected (in the outcome's unit) times cells; `cells` how many cells.
    """

    gaps: Floats
    cells: Floats
    lead: int

    @property
    def effects(self) -> Floats:
        total, cells = self.gaps[:, self.lead:].sum(1), self.cells[:, self.lead:].sum(1)
        return np.divide(total, cells, out=np.full(len(total), np.nan), where=cells > 0)


def paths(levels: Levels, starts: np.ndarray, horizon: int, *, lead: int = 0, steps: tuple[int, int] = STEPS) -> Paths:
    """Fit each deal.

    Parameters
    ----------
    levels : the panel, n rows and T periods
    starts : (B, n); NEVER compares (quiet rows only), a negative start is left out. Each deal keeps a comparison row
    horizon : periods from the start on that count
    lead : periods before the start that the paths also show
    steps : of the programmes of rows and of weeks (see `weights.simplex`)
    """
    found = [_batch(levels, starts[d:d + DEALS], horizon, lead, steps) for d in range(0, len(starts), DEALS)]
    return Paths(np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found]), lead)


def _batch(levels: Levels, starts: np.ndarray, horizon: int, lead: int, steps: tuple[int, int]) -> tuple[Floats, Floats]:
    compared = starts == NEVER
    between = _between_weeks(levels, compared)
    gaps, cells = np.zeros((len(starts), lead + horizon)), np.zeros((len(starts), lead + horizon))
    for start in np.unique(starts[(starts > 0) & (starts < levels.rest.shape[1])]):
        deals = np.flatnonzero((starts == start).any(1))
        gap, many = _cohort(levels, between[deals], starts[deals], int(start), horizon, steps)
        first, last = max(0, int(start) - lead), min(int(start) + horizon, levels.rest.shape[1])
        columns = slice(first - int(start) + lead, last - int(start) + lead)
        gaps[deals, columns] += (gap * many)[:, first:last]
        cells[deals, columns] += many[:, first:last]
    return gaps, cells


def _between_weeks(levels: Levels, compared: Bools) -> Floats:
    """Products between weeks over the comparison rows of each deal, centred over these rows: (B, T, T)."""
    away = levels.quiet & ~compared
    width = max(1, int(away.sum(1).max()))
    rows = np.argsort(~away, axis=1, kind="stable")[:, :width]
    gone = levels.rest[rows] * np.take_along_axis(away, rows, 1)[:, :, None]
    many = compared.sum(1)
    mean = (compared @ levels.rest) / many[:, None]
    products: Floats = levels.weeks - gone.transpose(0, 2, 1) @ gone
    return products - many[:, None, None] * mean[:, :, None] * mean[:, None, :]


def _cohort(levels: Levels, between: Floats, starts: np.ndarray, start: int, horizon: int, steps: tuple[int, int]) -> tuple[Floats, Floats]:
    """Return the gap (B, T) of the shops that start together, less its weighted level before, and how many are seen (B, T)."""
    rest, mine, compared = levels.rest, starts == start, starts == NEVER
    many = mine.astype(float) @ levels.seen
    path = (mine.astype(float) @ rest) / np.maximum(many, 1)
    noise, after = levels.noise(start), slice(start, min(start + horizon, rest.shape[1]))
    zeta = (mine.sum(1) * (after.stop - start)) ** 0.25 * noise
    rows = _row_weights(rest[:, :start], path[:, :start], compared, zeta, steps[0])
    share = many[:, after] / np.maximum(many[:, after].sum(1, keepdims=True), 1)
    target = np.einsum("bst,bt->bs", between[:, :start, after], share)
    ridge = (WEEKS_RIDGE * noise) ** 2 * compared.sum(1)
    periods = simplex(between[:, :start, :start], target, many[:, :start] > 0, ridge, steps=steps[1], tolerance=1e-6)
    gap = path - rows @ rest
    return gap - (periods * gap[:, :start]).sum(1, keepdims=True), many


def _row_weights(past: Floats, path: Floats, compared: Bools, zeta: Floats, steps: int) -> Floats:
    """Weights of comparison rows, (B, n): they follow the group before its start, up to a constant; ridge ζ² T0 (eq. 4)."""
    centred = past - past.mean(1, keepdims=True)
    slope = (path - path.mean(1, keepdims=True)) @ centred.T
    return simplex(centred @ centred.T, slope, compared, zeta ** 2 * past.shape[1], steps=steps, tolerance=1e-6)
