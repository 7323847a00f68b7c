"""Solve a season's pairing exactly, rivals included, and answer questions on the result."""
from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from chalandise.computing.pairing import flow
from chalandise.computing.pairing.network import Layout, Pairs, layout
from chalandise.computing.pairing.problem import Contradiction, Problem

DRAWN = 2**31  # numbers drawn for each pair: by the isolation lemma two optima share the least sum once in 4 million for 500 pairs
EFFORT = 1_000_000  # candidates in all the networks that a search on rivals solves
Worth = tuple[int, ...]


@dataclass(frozen=True)
class Pair:
    merchant: int
    mentor: int
    fit: int


@dataclass(frozen=True)
class Moved:
    """A merchant whose mentor is another one than before (None: nobody)."""

    merchant: int
    before: int | None
    after: int | None


def moves(before: Mapping[int, int], after: Mapping[int, int], merchants: Iterable[int]) -> tuple[Moved, ...]:
    return tuple(Moved(m, before.get(m), after.get(m)) for m in merchants if before.get(m) != after.get(m))


@dataclass(frozen=True)
class Change:
    """What it would take for a merchant to have its best possible mentor: who has them now, and what it would cost."""

    mentor: int
    fit: int
    taken_by: tuple[int, ...]
    total_change: int   # points of fit gained or lost over everybody
    worst_before: int
    worst_after: int
    unserved_change: int


@dataclass(frozen=True)
class Result:
    """The pairs, who is left without, and why.

    `draw` is the number drawn for each pair, recorded; among equal pairings the least sum wins. `proven` is False when
    `limit` stopped the search on rivals: the pairs then respect every rule, and `bound` is what nothing can exceed.
    """

    problem: Problem
    pairs: tuple[Pair, ...]
    draw: dict[tuple[int, int], int] = field(repr=False)
    seed: int = 0
    proven: bool = True
    bound: Worth = field(default=(), repr=False)

    @cached_property
    def mentor_of(self) -> dict[int, Pair]:
        return {p.merchant: p for p in self.pairs}

    @cached_property
    def total(self) -> int:
        return sum(p.fit for p in self.pairs)

    @cached_property
    def worst(self) -> int:
        """Lowest fit of the panel; 0 when somebody is left without a mentor."""
        return min((p.fit for p in self.pairs), default=0) if not self.unserved else 0

    @cached_property
    def worth(self) -> Worth:
        """The fits in rising order, all alike from the level on, then the total: a larger one is a better pairing."""
        return worth([self.mentor_of[m].fit if m in self.mentor_of else 0 for m in self.problem.merchants], self.problem.level)

    @property
    def gap(self) -> float:
        """Share of the total that parting rivals lost against `bound`; below 0 when it cost levels and gained total."""
        return (self.bound[-1] - self.total) / self.bound[-1] if self.bound and self.bound[-1] else 0.0

    @cached_property
    def below(self) -> dict[int, int]:
        """Count the merchants at each fit under the level; 0 are those left without."""
        return dict(sorted(Counter(f for f in self.worth[:-1] if f < max(1, self.problem.level)).items()))

    @cached_property
    def unserved(self) -> dict[int, str]:
        """Map each merchant left without to the constraint that did it.

        no_candidate: no mentor was ever possible; all_barred: every possible one is barred or refused by the team;
        capacity: those possible already accompany somebody who had nobody else; rivals: one has a place, beside a
        direct competitor. `explain.causes` tells what would serve this merchant.
        """
        return {m: self._why_not(m) for m in self.problem.merchants if m not in self.mentor_of}

    def _why_not(self, merchant: int) -> str:
        problem = self.problem
        if not any(c.merchant == merchant for c in problem.candidates):
            return "no_candidate"
        if not problem.possible[merchant]:
            return "all_barred"
        load = Counter(p.mentor for p in self.pairs)
        return "rivals" if any(load[k] < problem.places(k) for k in problem.possible[merchant]) else "capacity"

    def change(self, merchant: int) -> Change | None:
        """Price the best mentor that this merchant does not have; None when it has its best already."""
        options = self.problem.possible.get(merchant, {})
        mine = self.mentor_of.get(merchant)
        best = max(options, key=lambda m: (options[m], -m), default=None)
        if best is None or (mine and options[best] <= mine.fit):
            return None
        try:
            other = solve(self.problem.with_pin(merchant, best), seed=self.seed)
        except Contradiction:
            return None  # the team's other pins already fill this mentor
        return Change(best, options[best], tuple(p.merchant for p in self.pairs if p.mentor == best),
                      other.total - self.total, self.worst, other.worst, len(other.unserved) - len(self.unserved))


def worth(fits: Sequence[int], level: int) -> Worth:
    """Return what makes pairings comparable: leximin under the level (0 always counts), then the total.

    Examples
    --------
    >>> worth([70, 50], 60) < worth([60, 55], 60)
    True
    """
    return (*sorted(f if f == 0 or f < level else 101 for f in fits), sum(fits))


def solve(problem: Problem, *, seed: int = 0, limit: int | None = None) -> Result:
    """Return the pairs that serve the worst-off best, then everybody best, then those of a recorded draw.

    Parameters
    ----------
    seed : int
        Fixes the draw: one integer under 2³¹ for each listed pair.
    limit : int, optional
        Networks that the search on rivals may solve; a count rather than seconds, so that a slow machine answers the same. By
        default a million candidates in all: 2,000 networks for a season of 500 candidates, 20 for a town of 50,000.

    Raises
    ------
    Contradiction
        The pins cannot all hold; it carries a smallest conflicting set.

    Examples
    --------
    >>> from chalandise.computing.pairing import Candidate
    >>> c = [Candidate(1, 10, 90), Candidate(1, 11, 80), Candidate(2, 10, 70)]
    >>> [(p.merchant, p.mentor) for p in solve(Problem((1, 2), (10, 11), tuple(c))).pairs]
    [(1, 11), (2, 10)]
    """
    return search(problem, seed=seed, limit=limit)


def draw_of(problem: Problem, seed: int) -> dict[tuple[int, int], int]:
    chance = random.Random(seed)
    return {pair: chance.randrange(DRAWN) for pair in sorted(problem.listed)}


def search(problem: Problem, *, seed: int, limit: int | None, first: Callable[[Layout], list[flow.Criterion]] | None = None) -> Result:
    """Branch on the rivals that still share a mentor, best relaxation first: the first answer without any is the best.

    `first` gives criteria that come between the number left without and the levels (repair asks for the fewest changes).
    """
    problem.check_pins()
    drawn = draw_of(problem, seed)
    if not problem.merchants:
        return Result(problem, (), drawn, seed)
    hunt = _Search(layout(problem, drawn), first)
    pairs, proven = hunt.run(limit if limit is not None else EFFORT // max(1, len(problem.candidates)))
    made = tuple(Pair(m, pairs[m], problem.possible[m][pairs[m]]) for m in problem.merchants if m in pairs)
    return Result(problem, made, drawn, seed, proven, worth(_fits(problem, hunt.bound), problem.level))


Banned = frozenset[tuple[int, int]]
Node = tuple[Worth, int, Banned, Pairs]


class _Search:
    """Best-first branch and bound; every node bans some pairs and relaxes the rivals of different groups."""

    def __init__(self, plan: Layout, first: Callable[[Layout], list[flow.Criterion]] | None) -> None:
        self.plan, self.floor = plan, first is None
        self.criteria = [flow.at_level(0, plan.net.rows), *(first(plan) if first else [])]
        self.solved = 0
        self.row_of = {pair: n for n, pair in enumerate(plan.pair_of) if pair}
        self.bound: Pairs = {}

    def relax(self, banned: Banned) -> Node | None:
        self.solved += 1
        try:
            pairs = self.plan.best(self.criteria, banned, floor=self.floor)
        except flow.Infeasible:
            return None
        return self.price(pairs), self.solved, banned, pairs

    def price(self, pairs: Pairs) -> Worth:
        """Return what is minimised, as a tuple: left without, `first`, the levels, the total, the draw."""
        plan, net = self.plan, self.plan.net
        chosen = [self.row_of[pair] for pair in pairs.items()]
        before = [int(c.cost(net)[chosen].sum()) for c in self.criteria[1:]]
        reached = worth(_fits(plan.problem, pairs), plan.problem.level)
        return (net.rows - len(pairs), *before, *(-w for w in reached), int(plan.luck[chosen].sum()))

    def children(self, node: Node) -> list[Node]:
        clash = self.plan.clash(node[3])
        found = [self.relax(node[2] | {(merchant, clash[1])}) for merchant in clash[0]] if clash else []
        return [child for child in found if child]

    def run(self, limit: int) -> tuple[Pairs, bool]:
        root = self.relax(frozenset())
        if root is None:
            raise ArithmeticError("pins that hold alone cannot hold together")
        self.bound = root[3]
        waiting = [root]
        while waiting:
            node = heapq.heappop(waiting)
            if self.plan.clash(node[3]) is None:
                return node[3], True
            if self.solved >= limit:
                return self.dive(node), False
            for child in self.children(node):
                heapq.heappush(waiting, child)
        raise ArithmeticError("no pairing parts the rivals")

    def dive(self, node: Node) -> Pairs:
        """Go down by the better child until no rivals share a mentor: good, without a proof."""
        while self.plan.clash(node[3]):
            node = min(self.children(node))
        return node[3]


def _fits(problem: Problem, pairs: Pairs) -> list[int]:
    return [problem.possible[m][pairs[m]] if m in pairs else 0 for m in problem.merchants]
