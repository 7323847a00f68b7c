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
    """Starts dealt again among shops where nothing was done.

    Attributes
    ----------
    starts : (B, N), a row a deal, a column a shop of the pool
    treated, compared : shops that acted and shops that they are compared with, in the estimate that the deals stand for
    groups : for each stratum, (shops of the pool in it, shops dealt in each deal)
    alone : shops that acted whose season lies beyond that of every shop of the pool
    tails : kurtosis of what the shops of the pool do after beside before, 3 for a normal law
    """

    starts: np.ndarray
    treated: int
    compared: int
    groups: tuple[tuple[int, int], ...]
    alone: int = 0
    tails: float = 3.0

    @property
    def dealt(self) -> int:
        """Shops dealt in each deal."""
        return sum(dealt for _, dealt in self.groups)

    @property
    def scale(self) -> float:
        """What brings the spread of placebo estimates to the size of the true one: √((1/k + 1/N) / (1/m + 1/(N − m)))."""
        left = self.starts.shape[1] - self.dealt
        return float(np.sqrt((1 / self.treated + 1 / self.compared) / (1 / self.dealt + 1 / left)))

    @property
    def freedom(self) -> float:
        """Degrees of freedom of the spread: so many shops it rests on (Satterthwaite over strata), so many deals it is measured by.

        A variance of n values has 2n / (κ − (n − 3) / (n − 1)) degrees (O'Neill, American Statistician 68(4), 2014, result 3): few
        when some shops go far from the others, n − 1 under a normal law.
        """
        each = ((dealt, 2 * many / (self.tails - (many - 3) / (many - 1))) for many, dealt in self.groups if dealt)
        shops = self.dealt ** 2 / sum(dealt ** 2 / degrees for dealt, degrees in each)
        return 1 / (1 / shops + 1 / max(1, len(self.starts)))


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
    given = cut.starts[cut.treated]
    return deal_among(score[cut.compared], score[cut.treated], given, many, seed, compared=len(cut.compared),
                      tails=tails(cut.only(cut.compared), int(np.median(given))))


def tails(quiet: Cut, start: int) -> float:
    """Kurtosis over shops of the change between the year before a start and the time after it; 3 at the least."""
    change = np.zeros(len(quiet.shops))
    for sign, span in ((1, slice(start, start + quiet.horizon)), (-1, slice(max(0, start - quiet.year), start))):
        seen, held = quiet.seen[:, span], quiet.outcome[:, span]
        rest = np.where(seen, held - held.sum(0) / np.maximum(seen.sum(0), 1), 0.0)
        change += sign * rest.sum(1) / np.maximum(seen.sum(1), 1)
    square = (change - change.mean()) ** 2
    return max(3.0, float((square ** 2).mean() / square.mean() ** 2)) if square.any() else 3.0


def deal_among(pool: Floats, score: Floats, given: np.ndarray, many: int, seed: int, *, compared: int, tails: float = 3.0) -> Deals:
    """Deal starts among a pool of shops where nothing was done.

    The strata are fifths of the pool by season (fewer in a small pool); a treated shop belongs to the one where its season
    falls. What a stratum cannot hold is not dealt elsewhere: a smaller group of the right season is brought back to size.

    Parameters
    ----------
    pool : (N,) seasons of the shops among whom to deal
    score, given : (k,) seasons and starts of the treated shops
    compared : shops that the treated ones are compared with
    tails : kurtosis of the pool (see `Deals`)
    """
    random = np.random.default_rng(seed)
    strata = max(1, min(STRATA, len(pool) // LEAST))
    edges = np.quantile(pool, np.arange(1, strata) / strata)
    of, mine = np.searchsorted(edges, pool), np.searchsorted(edges, score)
    starts = np.full((many, len(pool)), NEVER, dtype=np.int64)
    groups = []
    for stratum in range(strata):
        where = np.flatnonzero(of == stratum)
        dealt = _thinned(np.sort(given[mine == stratum]), max(1, int(SHARE * len(where))))
        groups.append((len(where), len(dealt)))
        if len(dealt):
            order = random.random((many, len(where))).argsort(1)[:, :len(dealt)]
            np.put_along_axis(starts, where[order], dealt[None], 1)
    alone = int(((score > pool.max()) | (score < pool.min())).sum())
    return Deals(starts, len(given), compared, tuple(groups), alone, tails)


def _thinned(given: np.ndarray, room: int) -> np.ndarray:
    """At most `room` of the starts, evenly."""
    return given if len(given) <= room else given[np.linspace(0, len(given) - 1, room).round().astype(int)]
