"""Disturb least: a new pairing that keeps as many pairs as it can when something has changed."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from chalandise.computing.pairing import flow
from chalandise.computing.pairing.network import Layout
from chalandise.computing.pairing.problem import Problem
from chalandise.computing.pairing.season import Moved, Result, moves, search


@dataclass(frozen=True)
class Repair:
    """The new pairing beside the one that stood (merchant to mentor)."""

    result: Result
    before: Mapping[int, int]

    @cached_property
    def changed(self) -> tuple[Moved, ...]:
        """List the merchants whose mentor is another one, or who had none, or has none any more."""
        return moves(self.before, {p.merchant: p.mentor for p in self.result.pairs}, self.result.problem.merchants)

    @cached_property
    def disturbed(self) -> int:
        """Count the pairs that stood and do not stand any more."""
        return sum(m.before is not None for m in self.changed)


def repair(problem: Problem, before: Mapping[int, int], *, seed: int = 0, limit: int | None = None) -> Repair:
    """Return the least disturbing pairing of a problem that has changed.

    As few as possible without a mentor (a repair that abandons somebody is none), then the fewest pairs undone, then
    worst-served first up to the level, then the total, then the draw.

    Parameters
    ----------
    problem : Problem
        As it is now: mentors lost left out (`Problem.without_mentors`), fits and capacities of today, the team's pins.
    before : mapping
        Merchant to mentor as they stand.
    seed, limit : int
        As for `solve`.

    Raises
    ------
    Contradiction
        The pins cannot all hold.

    Examples
    --------
    >>> from chalandise.computing.pairing import Candidate
    >>> c = (Candidate(1, 10, 90), Candidate(1, 11, 80), Candidate(2, 11, 70), Candidate(2, 12, 60))
    >>> problem = Problem((1, 2), (10, 11, 12), c)
    >>> repair(problem.without_mentors({10}), {1: 10, 2: 11}).changed
    (Moved(merchant=1, before=10, after=11), Moved(merchant=2, before=11, after=12))
    """
    def undone(plan: Layout) -> list[flow.Criterion]:
        # Of as many merchants served, the fewest pairs undone are the most kept: a pair that did not stand costs 1, whether its
        # merchant had another mentor or none, since it may take the place of one who is then left without.
        cost = np.array([int(pair is not None and before.get(pair[0]) != pair[1]) for pair in plan.pair_of], dtype=np.int64)
        return [flow.Criterion(1, plan.net.rows, lambda net: cost[net.key])]
    return Repair(search(problem, seed=seed, limit=limit, first=undone), dict(before))
