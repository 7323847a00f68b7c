"""How small an effect could be seen, said before anything starts: the estimator played on a past in which nothing was done.

For a group, its starts are dealt among all the shops at the end of what is known; the spread of what the estimator then finds is what it
will find by chance. For one shop, it is played on the shop's own past, date after date. The detectable effect is the one found four
times out of five: (t 0.975 + t 0.8) × spread (Bloom, "Minimum detectable effects", Evaluation Review 19(5), 1995, eq. 2).
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp

import numpy as np
from scipy import stats

from chalandise.computing.effects import staggered
from chalandise.computing.effects.deals import deal_among, seasons, tails
from chalandise.computing.effects.groups import NEVER
from chalandise.computing.effects.problem import Problem
from chalandise.computing.effects.screen import Cut, believed
from chalandise.computing.effects.staggered import Levels
from chalandise.computing.effects.weights import Floats

DEALS = 199
FOUND = 0.8  # share of cases in which the effect should be found


@dataclass(frozen=True, eq=False)
class Plan:
    """Takings of a past in which nothing was done yet, who will act, and for how long they will be followed.

    Parameters
    ----------
    past : Problem
        Its `starts` name the shops that will act; the periods of their starts are not read.
    after : int
        Periods that they will be followed, 1 to a year.
    waves : tuple of int
        How many periods after the first the others will start, in turn; all together by default.

    Raises
    ------
    ValueError
        `after` is out of bounds or a wave is negative.
    """

    past: Problem
    after: int
    waves: tuple[int, ...] = (0,)

    def __post_init__(self) -> None:
        if not 1 <= self.after <= self.past.year or min(self.waves) < 0:
            raise ValueError(f"shops are followed for 1 to {self.past.year} periods, and waves are not negative")


@dataclass(frozen=True)
class Detectable:
    """What could be seen.

    Attributes
    ----------
    spread : standard deviation of what chance alone gives, in logarithm
    freedom : degrees of freedom of the interval that will be printed (inf: normal)
    tried : how many placebo estimates it rests on
    """

    spread: float
    freedom: float
    tried: int

    @property
    def smallest(self) -> float:
        """The smallest effect found four times out of five, in logarithm."""
        return float(stats.t.ppf(0.975, self.freedom) + stats.t.ppf(FOUND, self.freedom)) * self.spread

    @property
    def percent(self) -> float:
        return 100 * (exp(self.smallest) - 1)


def detectable(plan: Plan, *, seed: int, deals: int = DEALS) -> Detectable | None:
    """Return what a group could see; None when the past is shorter than a year and the time to follow, or too few shops are left."""
    cut = _quiet(plan)
    acting = np.array([n for n, shop in enumerate(cut.shops) if shop in plan.past.starts])
    last = cut.outcome.shape[1] - plan.after
    starts = last - max(plan.waves) + np.resize(np.array(plan.waves), len(acting))
    if not len(acting) or int(starts.min()) < cut.year or len(cut.shops) < 2 * len(acting):
        return None
    score = seasons(cut)
    dealt = deal_among(score, score[acting], starts, deals, seed, compared=len(cut.shops) - len(acting),
                       tails=tails(cut, int(np.median(starts))))
    effects = staggered.paths(Levels.of(cut.outcome, cut.seen, cut.starts), dealt.starts, plan.after, steps=staggered.DEALT_STEPS).effects
    return Detectable(float(np.sqrt(np.nanmean(effects ** 2))) * dealt.scale, dealt.freedom, int(np.isfinite(effects).sum()))


def detectable_alone(plan: Plan, shop: int, *, every: int = 1) -> Detectable | None:
    """Return what one shop could see beside the others, from its own past; None when fewer than four dates can be tried."""
    cut = _quiet(plan)
    if shop not in cut.shops or len(cut.shops) < 2:
        return None
    dates = np.arange(cut.outcome.shape[1] - plan.after, cut.year - 1, -every)
    if len(dates) < 4:
        return None
    starts = np.full((len(dates), len(cut.shops)), NEVER, dtype=np.int64)
    others = np.array([other in plan.past.starts and other != shop for other in cut.shops])
    starts[:, others] = -1
    if (starts == NEVER).sum(1).min() < 2:
        return None
    starts[:, cut.shops.index(shop)] = dates
    effects: Floats = staggered.paths(Levels.of(cut.outcome, cut.seen, cut.starts), starts, plan.after, steps=staggered.DEALT_STEPS).effects
    effects = effects[np.isfinite(effects)]
    return Detectable(float(np.sqrt((effects ** 2).mean())), float("inf"), len(effects)) if len(effects) >= 4 else None


def _quiet(plan: Plan) -> Cut:
    """Every shop seen for half of the past year and of the time to follow, none of them started."""
    past = replace(plan.past, starts=dict.fromkeys(plan.past.starts))
    outcome, _ = believed(past)
    seen = np.isfinite(outcome)
    useful = slice(max(0, seen.shape[1] - plan.after - past.year), None)
    rows = np.flatnonzero(seen[:, useful].mean(1) >= 0.5)
    starts = np.full(len(rows), NEVER, dtype=np.int64)
    return Cut(tuple(past.shops[r] for r in rows), np.where(seen, outcome, 0.0)[rows], seen[rows], starts, past.year, plan.after)
