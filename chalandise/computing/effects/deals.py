"""Placebo shops: the treated shops' starts dealt again among shops where nothing was done, shops of like season with each other.

Source: randomisation inference in the form of a t ratio (MacKinnon & Webb, "Randomization inference for difference-in-differences with few treated
clusters", Journal of Econometrics 218(2), 2020); the season is the first principal component of the shops' yearly profiles, ours.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from chalandise.computing.effects.groups import NEVER
from chalandise.computing.effects.screen import Cut
from chalandise.computing.effects.weights import Floats

STRATA, LEAST = 5, 14  # at most five strata, of 14 comparison shops at least
SHARE = 0.5  # at most this share of the comparison shops of a stratum is dealt: the others must still compare


@dataclass(frozen=True, eq=False)
class Deals:
    """Starts dealt again: `starts` (B, compared shops) for the rows of `cut.compared`; `dealt` shops in each deal, of which
    `strayed` stand for a shop of another season, because no more could be dealt of its own."""

    starts: np.ndarray
    dealt: int
    treated: int
    strayed: int = 0

    @property
    def scale(self) -> float:
        """What brings the spread of smaller placebo groups to the size of the true one: √((1/k + 1/N) / (1/m + 1/N))."""
        compared = self.starts.shape[1]
        return float(np.sqrt((1 / self.treated + 1 / compared) / (1 / self.dealt + 1 / compared)))


def seasons(cut: Cut) -> Floats:
    """Return one number a shop (n,): how much it shares the season that sets shops apart most, before anybody started."""
    acted = cut.starts[cut.treated]
    end = int(acted.min()) if len(acted) else cut.outcome.shape[1]
    seen, held = cut.seen[:, :end], cut.outcome[:, :end]
    level = np.where(seen, held, 0).sum(1) / np.maximum(seen.sum(1), 1)
    rest = np.where(seen, held - level[:, None], 0.0)
    rest = np.where(seen, rest - rest.sum(0) / np.maximum(seen.sum(0), 1), 0.0)
    wide = max(1, cut.year // 12)
    bins = (np.arange(end) % cut.year) // wide
    profile = np.zeros((len(rest), bins.max() + 1))
    many = np.zeros_like(profile)
    for b in range(profile.shape[1]):
        profile[:, b], many[:, b] = rest[:, bins == b].sum(1), seen[:, bins == b].sum(1)
    profile = np.divide(profile, many, out=np.zeros_like(profile), where=many > 0)
    left, size, _ = np.linalg.svd(profile - profile.mean(0), full_matrices=False)
    return left[:, 0] * size[0]


def deal(cut: Cut, many: int, seed: int) -> Deals:
    """Deal the starts of the treated shops `many` times among the comparison shops of like season."""
    score = seasons(cut)
    return deal_among(score[cut.compared], score[cut.treated], cut.starts[cut.treated], many, seed)


def deal_among(pool: Floats, score: Floats, given: np.ndarray, many: int, seed: int) -> Deals:
    """Deal starts among a pool of shops where nothing was done.

    The strata are fifths of the pool by season (fewer in a small pool); a treated shop belongs to the one where its season
    falls. What a stratum cannot hold goes to the nearest one, and is counted.

    Parameters
    ----------
    pool : (N,) seasons of the shops among whom to deal
    score, given : (k,) seasons and starts of the treated shops
    """
    random = np.random.default_rng(seed)
    strata = max(1, min(STRATA, len(pool) // LEAST))
    edges = np.quantile(pool, np.arange(1, strata) / strata)
    of, mine = np.searchsorted(edges, pool), np.searchsorted(edges, score)
    room = np.array([int(SHARE * (of == s).sum()) for s in range(strata)])
    groups: list[list[int]] = [[] for _ in range(strata)]
    strayed = 0
    for stratum, start in sorted(zip(mine.tolist(), given.tolist(), strict=True)):
        near = sorted(range(strata), key=lambda s: (abs(s - stratum), s))
        place = next((s for s in near if len(groups[s]) < room[s]), None)
        if place is not None:
            groups[place].append(start)
            strayed += abs(place - stratum) > 1
    starts = np.full((many, len(pool)), NEVER, dtype=np.int64)
    for stratum, dealt in enumerate(groups):
        where = np.flatnonzero(of == stratum)
        if dealt:
            order = random.random((many, len(where))).argsort(1)[:, :len(dealt)]
            np.put_along_axis(starts, where[order], np.array(dealt)[None], 1)
    return Deals(starts, sum(len(g) for g in groups), len(given), strayed)
