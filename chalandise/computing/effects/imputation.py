"""What would have been without the action, imputed from shop and week effects of all the cells that nothing has touched.

Source: Borusyak, Jaravel & Spiess, "Revisiting event-study designs", Review of Economic Studies 91(6), 2024, theorem 1. Two-way effects are
fitted on untreated cells only (comparison shops, and treated shops before their start), then subtracted from treated cells.
On year-on-year differences it removes each shop's own season: a gift shop is compared with itself at the same week a year before.
"""
from __future__ import annotations

import numpy as np

from chalandise.computing.effects.groups import NEVER
from chalandise.computing.effects.weights import Bools, Floats

CHUNK = 8_192  # rows of the panel handled at once: bounds the memory of a whole country
DEALS = 128    # deals handled at once


def year_on_year(outcome: Floats, seen: Bools, starts: np.ndarray, year: int) -> tuple[Floats, Bools, np.ndarray]:
    """Return the panel of differences to the same period a year before, (n, T − year), with starts moved accordingly.

    A start in the first year becomes 0: such a shop has no untreated difference and imputes nothing.
    """
    change = outcome[:, year:] - outcome[:, :-year]
    known = seen[:, year:] & seen[:, :-year]
    moved = np.where((starts >= 0) & (starts != NEVER), np.maximum(starts - year, 0), starts)
    return change, known, moved


def fit(outcome: Floats, seen: Bools, starts: np.ndarray) -> Floats:
    """Return the period effects (T,) of one deal; the first period that is seen carries 0 in a connected panel, up to a constant."""
    periods = outcome.shape[1]
    normal, right = np.zeros((periods, periods)), np.zeros(periods)
    for rows in _chunks(len(outcome)):
        part, side = _contribution(outcome[rows], _untouched(seen[rows], starts[rows]))
        normal += part
        right += side
    return _solve(normal[None], right[None])[0]


def _chunks(many: int) -> list[slice]:
    return [slice(first, first + CHUNK) for first in range(0, many, CHUNK)]


def _untouched(seen: Bools, starts: np.ndarray) -> Bools:
    return seen & (np.arange(seen.shape[1]) < starts[:, None])


def _contribution(outcome: Floats, untouched: Bools) -> tuple[Floats, Floats]:
    """Normal equations of the period effects once shop effects are swept out: (T, T) and (T,)."""
    w = untouched.astype(float)
    many = np.maximum(w.sum(1), 1)
    y = np.where(untouched, outcome, 0.0)
    normal = np.diag(w.sum(0)) - w.T @ (w / many[:, None])
    return normal, y.sum(0) - w.T @ (y.sum(1) / many)


def _solve(normal: Floats, right: Floats) -> Floats:
    """Solve each (T, T) system; effects are free up to one constant, and 0 for a period where nobody is seen."""
    diagonal = np.einsum("btt->bt", normal)
    empty = diagonal <= 1e-9
    scale = np.maximum(diagonal.mean(1), 1e-12)
    equations = normal + (scale / normal.shape[1])[:, None, None] * (~empty[:, :, None] & ~empty[:, None, :])
    index = np.arange(equations.shape[1])
    equations[:, index, index] += np.where(empty, 1.0, 1e-10 * scale[:, None])
    solved: Floats = np.linalg.solve(equations, right[:, :, None])[:, :, 0]
    return solved


def effect(outcome: Floats, seen: Bools, starts: np.ndarray, horizon: int) -> float:
    """Return the mean effect over treated cells of one deal, by chunks: a country of 100,000 shops stays in memory."""
    return float(staggered_one(outcome, seen, starts, horizon)[0])


def staggered_one(outcome: Floats, seen: Bools, starts: np.ndarray, horizon: int) -> Floats:
    weeks = fit(outcome, seen, starts)
    total, cells = 0.0, 0
    treated = np.flatnonzero((starts >= 0) & (starts < outcome.shape[1]))
    for rows in _chunks(len(treated)):
        gaps, used = gaps_of(outcome[treated[rows]], seen[treated[rows]], starts[treated[rows]], weeks, horizon)
        total, cells = total + float(gaps[used].sum()), cells + int(used.sum())
    return np.array([total / cells if cells else np.nan])


def gaps_of(outcome: Floats, seen: Bools, starts: np.ndarray, weeks: Floats, horizon: int) -> tuple[Floats, Bools]:
    """Return observed minus imputed (m, T), and which of these cells count: seen, treated, within the horizon.

    A shop that is not seen before its start has no effect of its own: none of its cells counts.
    """
    before = _untouched(seen, starts)
    residual = np.where(seen, outcome - weeks, 0.0)
    many = before.sum(1)
    level = np.where(before, residual, 0.0).sum(1) / np.maximum(many, 1)
    time = np.arange(outcome.shape[1])
    used = seen & (time >= starts[:, None]) & (time < starts[:, None] + horizon) & (many > 0)[:, None]
    return residual - level[:, None], used


def staggered(outcome: Floats, seen: Bools, starts: np.ndarray, horizon: int) -> Floats:
    """Return the mean effect of each of many deals on one panel.

    Parameters
    ----------
    outcome, seen : (n, T)
    starts : (B, n); NEVER compares throughout, a negative start is left out

    Returns
    -------
    (B,) effects; nan when a deal has no treated cell.
    """
    total, cells = event_sums(outcome, seen, starts, horizon, 0)
    total, cells = total.sum(1), cells.sum(1)
    return np.divide(total, cells, out=np.full(len(starts), np.nan), where=cells > 0)


def event_sums(outcome: Floats, seen: Bools, starts: np.ndarray, horizon: int, lead: int) -> tuple[Floats, Floats]:
    """Return sums of gaps and numbers of cells, (B, lead + horizon), by time to the start; the start is column `lead`.

    With a lead the fit leaves out the `lead` periods before the start, so that they can show a trend that was there before.
    """
    cut = np.where((starts >= 0) & (starts != NEVER), np.maximum(starts - lead, 0), starts)
    normal, right = _contribution(outcome, seen)
    found = [_sums_of(outcome, seen, cut[d:d + DEALS], horizon + lead, normal, right) for d in range(0, len(starts), DEALS)]
    return np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])


def _sums_of(outcome: Floats, seen: Bools, starts: np.ndarray, horizon: int, normal: Floats, right: Floats) -> tuple[Floats, Floats]:
    """One batch of deals: the equations of the whole panel, less what the deal's treated and left-out rows may not say."""
    periods = outcome.shape[1]
    touched = starts < periods
    width = max(1, int(touched.sum(1).max()))
    rows = np.argsort(~touched, axis=1, kind="stable")[:, :width]              # (B, k): treated and left-out rows first
    real = np.take_along_axis(touched, rows, 1)
    begin = np.where(real, np.take_along_axis(starts, rows, 1), 0)
    y, s = np.where(seen, outcome, 0.0)[rows], seen[rows] & real[:, :, None]    # (B, k, T)
    time = np.arange(periods)
    before = s & (time < begin[:, :, None])
    equations = np.repeat(normal[None], len(starts), 0)
    side = np.repeat(right[None], len(starts), 0)
    for kept, sign in ((s, -1.0), (before, 1.0)):
        w = kept.astype(float)
        root = w / np.sqrt(np.maximum(w.sum(2), 1))[:, :, None]
        equations -= sign * (root.transpose(0, 2, 1) @ root)
        equations[:, time, time] += sign * w.sum(1)
        mean = np.where(kept, y, 0.0).sum(2) / np.maximum(w.sum(2), 1)
        side += sign * (np.where(kept, y, 0.0).sum(1) - np.einsum("bkt,bk->bt", w, mean))
    weeks = _solve(equations, side)
    residual = y - weeks[:, None, :]
    many = before.sum(2)
    level = np.where(before, residual, 0.0).sum(2) / np.maximum(many, 1)
    at = begin[:, :, None] + np.arange(horizon)                                # (B, k, horizon)
    inside = np.minimum(at, periods - 1)
    used = (at < periods) & np.take_along_axis(s, inside, 2) & (many > 0)[:, :, None]
    gap = np.take_along_axis(residual, inside, 2) - level[:, :, None]
    return np.where(used, gap, 0.0).sum(1), used.sum(1).astype(float)
