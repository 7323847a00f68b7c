"""From a problem to a sparse network and back, with groups of rivals held inside the network."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from chalandise.computing.pairing import flow
from chalandise.computing.pairing.problem import Problem

Pairs = dict[int, int]  # merchant to mentor
Clash = tuple[tuple[int, int], int]  # two rivals, their mentor


@dataclass(frozen=True)
class Layout:
    """A network, the pair behind each key (None: nobody), and what was drawn for it."""

    problem: Problem
    net: flow.Network
    pair_of: tuple[tuple[int, int] | None, ...]
    luck: flow.Ints
    largest_luck: int

    def best(self, first: Sequence[flow.Criterion], banned: Collection[tuple[int, int]] = (), *, floor: bool) -> Pairs:
        """Minimise `first`, then the merchants at each level, then lack of fit, then the draw.

        `banned` pairs are left out; `floor` drops at once what leximin never uses, right only when nothing but the number
        of merchants left without comes before the levels.

        Raises
        ------
        flow.Infeasible
            A pinned pair is banned.
        """
        level = self.problem.level
        net = self.net.keep(np.array([self.pair_of[k] not in banned for k in self.net.key], dtype=bool)) if banned else self.net

        def criteria(net: flow.Network) -> list[flow.Criterion]:
            levels = [flow.at_level(int(f), net.rows) for f in np.unique(net.fit[(net.fit > 0) & (net.fit < level)])]
            return [*first, *levels, flow.total(net.rows), flow.draw(self.luck, self.largest_luck, net.rows)]
        keys = flow.from_floor(net, criteria, level) if floor else flow.lexicographic(net, criteria(net))
        found = (self.pair_of[key] for key in keys)
        return dict(pair for pair in found if pair)

    def clash(self, pairs: Pairs) -> Clash | None:
        """Return two rivals who share a mentor, if any."""
        return next(((rivals, pairs[rivals[0]]) for rivals in sorted(self.problem.rivals)
                     if pairs.get(rivals[0], -1) == pairs.get(rivals[1], -2)), None)


def layout(problem: Problem, draw: dict[tuple[int, int], int]) -> Layout:
    """Lay a problem out, one row for each merchant in its order."""
    places = {mentor: n for n, mentor in enumerate(problem.mentors)}
    capacity, parent = [problem.places(m) for m in problem.mentors], [-1] * len(places)
    nobody = len(capacity)
    capacity, parent = [*capacity, len(problem.merchants)], [*parent, -1]
    group = {m: n for n, clique in enumerate(cliques(problem.merchants, problem.rivals)) for m in clique}
    crowd: dict[tuple[int, int], list[int]] = defaultdict(list)
    for merchant, fits in problem.possible.items():
        for mentor in fits:
            crowd[group[merchant], mentor].append(merchant)
    gate = {}
    for (clique, mentor), merchants in sorted(crowd.items()):
        if len(merchants) > 1 and problem.places(mentor) > 1:
            gate[clique, mentor] = len(capacity)
            capacity.append(1)
            parent.append(places[mentor])
    pinned = {merchant for merchant, _mentor in problem.pinned}
    arcs: list[tuple[int, int, int]] = []
    pair_of: list[tuple[int, int] | None] = []
    for row, merchant in enumerate(problem.merchants):
        for mentor, fit in problem.possible[merchant].items():
            arcs.append((row, gate.get((group[merchant], mentor), places[mentor]), fit))
            pair_of.append((merchant, mentor))
        if merchant not in pinned:
            arcs.append((row, nobody, 0))
            pair_of.append(None)
    luck = np.array([draw[pair] if pair else 0 for pair in pair_of], dtype=np.int64)
    return Layout(problem, _network(len(problem.merchants), arcs, capacity, parent), tuple(pair_of), luck, int(luck.max(initial=0)))


def _network(rows: int, arcs: list[tuple[int, int, int]], capacity: list[int], parent: list[int]) -> flow.Network:
    row, head, fit = np.array(arcs, dtype=np.int64).reshape(-1, 3).T
    return flow.Network(rows, row.copy(), head.copy(), fit.copy(), np.arange(len(arcs)), np.array(capacity, dtype=np.int64),
                        np.array(parent, dtype=np.int64), np.zeros(len(capacity), dtype=np.int64))


def cliques(merchants: Iterable[int], rivals: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Share the merchants out into groups where everybody rivals everybody; greedy, most rivals first.

    Inside a group "at most one for a mentor" is a capacity of the network, held exactly; rivals of two different groups are
    left to the search.
    """
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in rivals:
        near[one].add(other)
        near[other].add(one)
    found: list[list[int]] = []
    free = sorted(merchants, key=lambda m: (-len(near[m]), m))
    taken: set[int] = set()
    for merchant in free:
        if merchant in taken:
            continue
        clique, able = [merchant], near[merchant] - taken
        while able:
            following = max(able, key=lambda m: (len(near[m] & able), -m))
            clique.append(following)
            able &= near[following]
        taken.update(clique)
        found.append(clique)
    return found
