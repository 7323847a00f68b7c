"""Stretches of weeks when shops that acted fall together and the others do not: works that nobody told, most likely.

Nothing in takings tells works from an action that harms for two months: the kernel asks, it sets nothing aside by itself. The rule
and its thresholds are ours; how often it speaks where nothing happened is measured in docs/computing/effects.md.
"""
from __future__ import annotations

import numpy as np

from chalandise.computing.effects.groups import NEVER
from chalandise.computing.effects.reasons import Reason
from chalandise.computing.effects.screen import Cut, nanmedian
from chalandise.computing.effects.weights import Floats

FALL = np.log(0.87)     # a shop falls when two months stay so far under its own year on year
APART = 2.5             # and so many spreads of the comparison shops' own stretches of two months
NORMAL = 1.4826         # median absolute deviation to standard deviation, for a normal law
LEAST, SHARE = 3, 0.2   # shops that fall together, and what share of those that acted they are
BESIDE = 3              # and so many times as often as comparison shops in the same weeks


def fell_together(cut: Cut) -> list[Reason]:
    """Say how many treated shops fall together for two months after their start, and by how much; nothing when none do."""
    wide = max(2, cut.year // 6)
    apart = _apart(cut)
    if apart is None or apart.shape[1] < wide:
        return []
    level = nanmedian(np.lib.stride_tricks.sliding_window_view(apart, wide, axis=1))
    known = np.isfinite(level)
    acted, compared = cut.starts != NEVER, cut.starts == NEVER
    noise = NORMAL * float(np.nan_to_num(np.nanmedian(np.abs(np.where(known, level, np.nan)[compared])))) if known[compared].any() else 0.0
    low = np.where(known, level, 0.0) < min(FALL, -APART * noise)
    first = np.arange(level.shape[1]) + cut.year
    after = acted[:, None] & (first >= cut.starts[:, None]) & (first < cut.starts[:, None] + cut.horizon) & known
    fallen = (low & after).sum(0)
    share = (low & compared[:, None]).sum(0) / np.maximum((known & compared[:, None]).sum(0), 1)
    told = (fallen >= max(LEAST, SHARE * acted.sum())) & (fallen >= BESIDE * share * np.maximum(after.sum(0), 1))
    if not told.any():
        return []
    worst = int(np.where(told, fallen, 0).argmax())
    rows = low[:, worst] & after[:, worst]
    percent = round(100 * (1 - float(np.exp(level[rows, worst].mean()))))
    return [Reason("fell_together", None, {"many": int(rows.sum()), "percent": percent})]


def _apart(cut: Cut) -> Floats | None:
    """Each shop's change to the same period a year before, beside the comparison shops and its own usual (n, T − year).

    The usual is the median: since its start for a shop that acted, throughout for another. A fall that lasts is no stretch.
    """
    held = np.where(cut.seen, cut.outcome, np.nan)
    if held.shape[1] <= cut.year or not len(cut.compared):
        return None
    change = held[:, cut.year:] - held[:, :-cut.year]
    change = change - nanmedian(change[cut.compared].T)
    since = np.where(cut.starts == NEVER, 0, cut.starts - cut.year)
    counted = np.arange(change.shape[1]) >= since[:, None]
    usual: Floats = change - nanmedian(np.where(counted, change, np.nan))[:, None]
    return usual
