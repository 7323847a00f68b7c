"""The engine of pairing: integer criteria minimised one after the other, exactly, on one sparse network.

Merchants send one unit each along an arc to a head: a mentor, a group of rivals at a mentor, or nobody. Heads pass it on
to their parent (the mentor of the group) and then to the root, within their capacity. Criteria that fit together in 61 bits
are packed in one minimum-cost flow (cost scaling, Goldberg 1997, as OR-Tools has it); exact potentials of that flow then
keep only what every optimum may use, and the next criteria are minimised on what is left. Levels in groups, then
complementary slackness: Huang, Kavitha, Mehlhorn and Michail, "Fair matchings and related problems", Algorithmica 2016.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
BITS = 61  # OR-Tools multiplies costs by the number of nodes and needs the product in 64 bits
FREE, FULL, EMPTY = 0, 1, 2
LIKELY = 15   # merchants that a cycle of changes puts at one level: tried first, then certified
SWEEPS = 200  # of Bellman and Ford before a certificate is given up


@dataclass(frozen=True)
class Network:
    """A sparse network of pairs.

    Parameters
    ----------
    rows : int
        Merchants, numbered from 0; each has at least one arc.
    row, head, fit, key : ndarray of int64, shape (arcs,)
        Merchant, head, fit (0: nobody) and the caller's number of each arc, sorted by merchant.
    capacity, parent, state : ndarray of int64, shape (heads,)
        Units a head may pass on, where to (-1: root; a child comes after its parent), and what every optimum so far
        does with it: FREE, FULL (passes exactly its capacity) or EMPTY (passes nothing).
    """

    rows: int
    row: Ints
    head: Ints
    fit: Ints
    key: Ints
    capacity: Ints
    parent: Ints
    state: Ints

    @property
    def nodes(self) -> int:
        return self.rows + len(self.capacity) + 1

    def keep(self, arcs: Flags) -> Network:
        return replace(self, row=self.row[arcs], head=self.head[arcs], fit=self.fit[arcs], key=self.key[arcs])

    def loads(self, chosen: Ints) -> Ints:
        """Return the units that each head passes on when merchants take the `chosen` arcs."""
        load = np.bincount(self.head[chosen], minlength=len(self.capacity)).astype(np.int64)
        inner = np.flatnonzero(self.parent >= 0)
        np.add.at(load, self.parent[inner], load[inner])
        return load


@dataclass(frozen=True)
class Criterion:
    """Something to minimise: the sum of `cost` over the chosen arcs.

    `largest` is the most that one arc costs, `bound` the most that all of them may cost together, `likely` a smaller bound
    that may be tried first, because what comes out is certified.
    """

    largest: int
    bound: int
    cost: Callable[[Network], Ints]
    likely: int | None = None

    def weight(self, exact: bool) -> int:
        return 1 + (self.bound if exact or self.likely is None else min(self.likely, self.bound))


class Infeasible(ValueError):
    """No flow serves every merchant that must be served."""


def cheapest(net: Network, cost: Ints) -> Ints:
    """Return the chosen arc of each merchant in a flow of least cost, shape (rows,).

    Raises
    ------
    Infeasible
        Some merchant cannot be given any head.
    """
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415  (heavy)
    heads, root = len(net.capacity), net.rows + len(net.capacity)
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        net.row, net.rows + net.head, np.ones(len(net.row), dtype=np.int64), cost)
    target = np.where(net.parent < 0, root, net.rows + net.parent)
    free, full = np.flatnonzero(net.state == FREE), np.flatnonzero(net.state == FULL)
    solver.add_arcs_with_capacity_and_unit_cost(net.rows + free, target[free], net.capacity[free], np.zeros(len(free), dtype=np.int64))
    supply = np.zeros(root + 1, dtype=np.int64)
    supply[:net.rows] = 1
    supply[root] = -net.rows
    supply[net.rows + full] -= net.capacity[full]
    np.add.at(supply, target[full], net.capacity[full])
    solver.set_nodes_supplies(np.arange(net.rows + heads + 1), supply)
    status = solver.solve()
    if status == solver.INFEASIBLE:
        raise Infeasible(f"{net.rows} merchants")
    if status != solver.OPTIMAL:
        raise ArithmeticError(f"minimum-cost flow: {status}")
    return np.flatnonzero(solver.flows(arcs)).astype(np.int64)


def tighten(net: Network, cost: Ints, chosen: Ints, sweeps: int | None = None) -> tuple[Network, Ints] | None:
    """Keep what some flow of least cost may use, given one of them; mark heads that are full or empty in all of them.

    Returns the smaller network and the places of the `chosen` arcs in it. None when `sweeps` are not enough to prove that `chosen` is of least cost.

    The potentials are shortest distances in the residual network (Bellman and Ford, one vectorised sweep at a time). By
    complementary slackness the flows of least cost are exactly the flows of the network that is returned.
    """
    heads = len(net.capacity)
    place = _distances(net, cost, chosen, sweeps)
    if place is None:
        return None
    paid, at = cost[chosen], net.head[chosen]
    reduced = cost - paid[net.row] + place[at][net.row] - place[net.head]
    slope = place[:heads] - place[np.where(net.parent < 0, heads, net.parent)]
    state = np.where((net.state == FREE) & (slope < 0), FULL, net.state)
    state = np.where((net.state == FREE) & (slope > 0), EMPTY, state)
    kept = (reduced == 0) & (state[net.head] != EMPTY)
    return replace(net.keep(kept), state=state), np.cumsum(kept)[chosen] - 1


def _distances(net: Network, cost: Ints, chosen: Ints, sweeps: int | None) -> Ints | None:
    """Return the potential of each head, then of the root: no residual step has a negative reduced cost."""
    heads = len(net.capacity)
    order = np.argsort(net.head, kind="stable")
    row = net.row[order]
    step = cost[order] - cost[chosen][row]
    start_at = net.head[chosen][row]
    present, starts = np.unique(net.head[order], return_index=True)
    parent = np.where(net.parent < 0, heads, net.parent)
    load, free = net.loads(chosen), net.state == FREE
    up, down = np.flatnonzero(free & (load < net.capacity)), np.flatnonzero(free & (load > 0))
    place = np.zeros(heads + 1, dtype=np.int64)
    for _sweep in repeat(None) if sweeps is None else range(sweeps):
        before = place.copy()
        if len(starts):
            place[present] = np.minimum(place[present], np.minimum.reduceat(place[start_at] + step, starts))
        np.minimum.at(place, parent[up], place[up])
        place[down] = np.minimum(place[down], place[parent[down]])
        if np.array_equal(place, before):
            return place
    return None


def lexicographic(net: Network, criteria: Sequence[Criterion]) -> Ints:
    """Return the key of the arc of each merchant in a flow that minimises the criteria in their order, shape (rows,).

    Raises
    ------
    Infeasible
        Some merchant cannot be given any head.
    """
    waiting, exact = list(criteria), False
    while True:
        pack = _pack(waiting, net.nodes, exact)
        chosen = cheapest(net, _packed(net, waiting[:pack], exact))
        certain = exact or pack <= _pack(waiting, net.nodes, True)
        if certain and pack == len(waiting):
            return net.key[chosen]
        net, chosen, proven = _certify(net, waiting[:pack], chosen, certain)
        waiting, exact = waiting[proven:], proven < pack
        if not waiting:
            return net.key[chosen]


def _certify(net: Network, criteria: Sequence[Criterion], chosen: Ints, certain: bool) -> tuple[Network, Ints, int]:
    """Tighten the network as long as `chosen` is proven of least cost, criteria in their order; return how many were."""
    done = 0
    while done < len(criteria):
        some = criteria[done:done + _pack(criteria[done:], net.nodes, True)]
        tight = tighten(net, _packed(net, some, True), chosen, None if certain else SWEEPS)
        if tight is None:
            break
        (net, chosen), done = tight, done + len(some)
    return net, chosen, done


def _packed(net: Network, criteria: Sequence[Criterion], exact: bool) -> Ints:
    cost = np.zeros(len(net.row), dtype=np.int64)
    for criterion in criteria:
        cost = cost * criterion.weight(exact) + criterion.cost(net)
    return cost


def _pack(criteria: Sequence[Criterion], nodes: int, exact: bool) -> int:
    """Return how many of the first criteria fit in one integer cost."""
    largest, count = 0, 0
    for criterion in criteria:
        largest = largest * criterion.weight(exact) + criterion.largest
        if count and largest * (nodes + 2) >= 2**BITS:
            break
        count += 1
    return count


def at_level(level: int, rows: int) -> Criterion:
    """As few merchants as possible at this fit."""
    return Criterion(1, rows, lambda net: (net.fit == level).astype(np.int64), LIKELY)


def total(rows: int, top: int = 100) -> Criterion:
    """As much fit as possible over all merchants."""
    return Criterion(top, top * rows, lambda net: top - net.fit)


def draw(luck: Ints, largest: int, rows: int) -> Criterion:
    """The least sum of the numbers drawn, one for each key."""
    return Criterion(largest, largest * rows, lambda net: luck[net.key])


def served(net: Network, lowest: int = 1) -> int:
    """Return how many merchants a flow can serve at `lowest` or better; those with one arc only keep it."""
    from ortools.graph.python import max_flow  # noqa: PLC0415  (heavy)
    kept = net.keep((net.fit > 0) & ((net.fit >= lowest) | _single(net)[net.row]))
    root, source = net.rows + len(net.capacity), net.rows + len(net.capacity) + 1
    solver = max_flow.SimpleMaxFlow()
    ones, rows = np.ones(len(kept.row), dtype=np.int64), np.unique(kept.row)
    solver.add_arcs_with_capacity(kept.row, kept.rows + kept.head, ones)
    solver.add_arcs_with_capacity(np.full(len(rows), source), rows, np.ones(len(rows), dtype=np.int64))
    heads = np.arange(len(net.capacity))
    solver.add_arcs_with_capacity(net.rows + heads, np.where(net.parent < 0, root, net.rows + net.parent), net.capacity)
    if solver.solve(source, root) != solver.OPTIMAL:
        raise ArithmeticError("maximum flow failed")
    return int(solver.optimal_flow())


def from_floor(net: Network, criteria: Callable[[Network], Sequence[Criterion]], ceiling: int = 101) -> Ints:
    """Minimise `criteria` on the network above the floor: the highest fit that all who can be served reach, up to `ceiling`.

    Hope first: the floor often is the least of the merchants' best fits, which nothing exceeds. The flow itself tells whether
    it is, so that no search is spent.

    Raises
    ------
    Infeasible
        Some merchant cannot be given any head.
    """
    best = _best_fits(net)
    if len(best) and best.min() > 0:
        lowest = min(max(1, ceiling), int(best[~_single(net)].min(initial=ceiling)))
        hoped = net.keep((net.fit >= lowest) | (_single(net)[net.row] & (net.fit > 0)))
        try:
            return lexicographic(hoped, criteria(hoped))
        except Infeasible:
            pass
    net = raise_floor(net, ceiling)
    return lexicographic(net, criteria(net))


def _single(net: Network) -> Flags:
    """Mark the merchants who have one arc: a pin, or nobody possible."""
    single: Flags = np.bincount(net.row, minlength=net.rows) == 1
    return single


def _best_fits(net: Network) -> Ints:
    best = np.zeros(net.rows, dtype=np.int64)
    np.maximum.at(best, net.row, net.fit)
    return best


def raise_floor(net: Network, ceiling: int = 101) -> Network:
    """Drop the arcs below the highest fit that everybody who can be served may reach, up to `ceiling`.

    Exact for leximin: no optimum uses what is dropped (docs/computing/pairing.md). Arcs to nobody go as well when
    everybody can be served. A merchant with one arc keeps it.
    """
    most, single, best = served(net), _single(net), _best_fits(net)
    steps = np.unique(net.fit[net.fit > 0])
    reachable = best[~single & (best > 0)]
    everybody = most == int(np.count_nonzero(best))
    if everybody and len(reachable):
        ceiling = min(ceiling, int(reachable.min()))
    steps = steps[steps <= ceiling]
    low, high = 0, len(steps) - 1  # steps[low] is reachable
    middle = high                  # hope first: the ceiling often is
    while low < high:
        if served(net, int(steps[middle])) == most:
            low = middle
        else:
            high = middle - 1
        middle = (low + high + 1) // 2
    lowest = int(steps[low]) if len(steps) else 1
    nobody = (net.fit == 0) & (single[net.row] | (not everybody))
    return net.keep((net.fit >= lowest) | single[net.row] | nobody)
