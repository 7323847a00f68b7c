"""The same rule on arrays, for a town, a region or a country: a hundred thousand merchants, fifty candidates each."""
from __future__ import annotations

from typing import Literal

import numpy as np

from chalandise.computing.pairing import flow, parting
from chalandise.computing.pairing.country import Country, Matching, clashes_of
from chalandise.computing.pairing.flow import Ints
from chalandise.computing.pairing.network import cliques

Rule = Literal["leximin", "worst", "total"]
DRAWN = 2**31  # numbers drawn for each candidate


def solve(country: Country, *, seed: int = 0, rule: Rule = "leximin", rounds: int = 50) -> Matching:
    """Return the pairing of a country.

    Parameters
    ----------
    seed : int
        Fixes the draw.
    rule : str
        leximin: as `season.solve`, exactly; worst: fewest left without, then the highest minimum, then the total; total:
        fewest left without, then the total.
    rounds : int
        Repairs of rivals of different groups who still share a mentor (docs/computing/pairing.md).
    """
    net = _network(country)
    chosen = _best(country, net, seed, rule)
    relaxed = chosen
    for _round in range(rounds):
        if not len(clashes_of(country, chosen)):
            break
        chosen = parting.part(country, chosen, lambda part: _best(part, _network(part), seed, rule))
    return Matching(country, parting.finish(country, chosen, relaxed), relaxed)


def _best(country: Country, net: flow.Network, seed: int, rule: Rule) -> Ints:
    if not net.rows:
        return np.zeros(0, dtype=np.int64)
    luck = np.append(np.random.default_rng(seed).integers(0, DRAWN, len(country.mentor)), 0)

    def criteria(net: flow.Network) -> list[flow.Criterion]:
        levels = np.unique(net.fit[(net.fit > 0) & (net.fit < country.level)]).tolist() if rule == "leximin" else []
        return [*([flow.at_level(0, net.rows)] if (net.fit == 0).any() else []), *(flow.at_level(f, net.rows) for f in levels),
                flow.total(net.rows), flow.draw(luck, DRAWN, net.rows)]
    return flow.from_floor(net, criteria, {"leximin": country.level, "worst": 101, "total": 1}[rule])


def _network(country: Country) -> flow.Network:
    """Lay a country out: mentors, then nobody, then one gate for each group of rivals at a mentor with several places."""
    people, mentors = country.merchants, len(country.capacity)
    head, capacity, parent = country.mentor, np.append(country.capacity, people), np.full(mentors + 1, -1)
    if len(country.rivals):
        group = np.full(people, -1)
        involved = np.unique(country.rivals)
        for n, clique in enumerate(cliques(involved.tolist(), [(int(a), int(b)) for a, b in country.rivals])):
            group[clique] = n
        crowded = (group[country.row] >= 0) & (country.capacity[head] > 1)
        _gates, gate, sizes = np.unique(group[country.row[crowded]] * mentors + head[crowded], return_inverse=True, return_counts=True)
        place = np.where(sizes > 1, np.cumsum(sizes > 1) + mentors, _gates % mentors)
        head = head.copy()
        head[crowded] = place[gate]
        parent = np.append(parent, _gates[sizes > 1] % mentors)
        capacity = np.append(capacity, np.ones(len(parent) - len(capacity), dtype=np.int64))
    row = np.append(country.row, np.arange(people))
    order = np.argsort(row, kind="stable")
    head, fit = np.append(head, np.full(people, mentors))[order], np.append(country.fit, np.zeros(people, dtype=np.int64))[order]
    key = np.append(np.arange(len(country.mentor)), np.full(people, -1))[order]
    return flow.Network(people, row[order], head, fit, key, capacity, parent, np.zeros(len(parent), dtype=np.int64))


__all__ = ["Country", "Matching", "Rule", "solve"]
