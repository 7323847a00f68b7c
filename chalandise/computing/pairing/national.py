"""The same rule on arrays, for a town, a region or a country: a hundred thousand merchants, fifty candidates each."""
from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np

from chalandise.computing.pairing import flow
from chalandise.computing.pairing.flow import Flags, Ints
from chalandise.computing.pairing.network import cliques

Rule = Literal["leximin", "worst", "total"]
DRAWN = 2**31  # numbers drawn for each candidate


@dataclass(frozen=True)
class Country:
    """Candidates in compressed rows.

    Parameters
    ----------
    start : ndarray of int64, shape (merchants + 1,)
        The candidates of merchant `i` are `start[i]` to `start[i + 1]`.
    mentor, fit : ndarray of int64, shape (candidates,)
        Mentor, from 0, and fit, 1 to 100, of each; barred and refused pairs are simply not listed.
    capacity : ndarray of int64, shape (mentors,)
    level : int
        Nobody below this fit if avoidable.
    rivals : ndarray of int64, shape (pairs, 2)
        Direct competitors who do not both accept one mentor.

    Raises
    ------
    ValueError
        The arrays do not fit together, or hold numbers out of bounds.
    """

    start: Ints
    mentor: Ints
    fit: Ints
    capacity: Ints
    level: int = 60
    rivals: Ints = field(default_factory=lambda: np.zeros((0, 2), dtype=np.int64))

    def __post_init__(self) -> None:
        if len(self.start) < 1 or self.start[0] != 0 or self.start[-1] != len(self.mentor) or (np.diff(self.start) < 0).any():
            raise ValueError("start does not cut the candidates into rows")
        if len(self.fit) != len(self.mentor) or self.rivals.ndim != 2 or self.rivals.shape[1] != 2:
            raise ValueError("the arrays do not have the shapes that fit together")
        _within("mentor", self.mentor, 0, len(self.capacity) - 1)
        _within("fit", self.fit, 1, 100)
        _within("capacity", self.capacity, 0, 2**31)
        _within("rivals", self.rivals, 0, self.merchants - 1)
        if (np.diff(np.sort(self.row * len(self.capacity) + self.mentor)) == 0).any():
            raise ValueError("a candidate appears twice")

    @property
    def merchants(self) -> int:
        return len(self.start) - 1

    @cached_property
    def row(self) -> Ints:
        return np.repeat(np.arange(self.merchants), np.diff(self.start))


def _within(name: str, values: Ints, low: int, high: int) -> None:
    if len(values) and (values.min() < low or values.max() > high):
        raise ValueError(f"{name} lies between {low} and {high}, not {values.min()} to {values.max()}")


@dataclass(frozen=True)
class Matching:
    """The candidate (its place in the arrays) of each merchant, -1 for nobody.

    `relaxed` is the same before rivals were parted: no pairing that parts them comes before it in the order of the rule.
    """

    country: Country
    chosen: Ints
    relaxed: Ints

    @cached_property
    def fits(self) -> Ints:
        return _fits(self.country, self.chosen)

    @cached_property
    def mentors(self) -> Ints:
        return np.where(self.chosen < 0, -1, self.country.mentor[self.chosen]) if len(self.country.mentor) else self.chosen

    @property
    def total(self) -> int:
        return int(self.fits.sum())

    @property
    def unserved(self) -> int:
        return int(np.count_nonzero(self.chosen < 0))

    @property
    def worst(self) -> int:
        """Lowest fit of those served (0 when nobody is)."""
        return int(self.fits[self.fits > 0].min(initial=101)) % 101

    @property
    def gap(self) -> float:
        """Share of the total that parting rivals lost against `relaxed`; below 0 when it cost levels and gained total."""
        best = int(_fits(self.country, self.relaxed).sum())
        return (best - self.total) / best if best else 0.0

    @cached_property
    def clashes(self) -> Ints:
        """Rivals who share a mentor, shape (pairs, 2): empty once parted."""
        return _clashes(self.country, self.chosen)


def _fits(country: Country, chosen: Ints) -> Ints:
    fits: Ints = np.append(country.fit, 0)
    return fits[chosen]


def _clashes(country: Country, chosen: Ints) -> Ints:
    at = np.append(country.mentor, -1)[chosen]
    one, other = at[country.rivals[:, 0]], at[country.rivals[:, 1]]
    together: Ints = country.rivals[(one == other) & (one >= 0)]
    return together


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
        if not len(clashes := _clashes(country, chosen)):
            break
        chosen = _part(country, chosen, clashes, seed, rule)
    return Matching(country, _give_up(country, chosen), relaxed)


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


def _part(country: Country, chosen: Ints, clashes: Ints, seed: int, rule: Rule) -> Ints:
    """Solve again, around the rivals who share a mentor, what may change: they and who is at a mentor that they may have.

    Everybody else stays; the second rival of each clash may not come back to where both were.
    """
    leaving = np.unique(clashes[:, 1])
    moving = np.zeros(country.merchants, dtype=bool)
    reach = np.unique(country.mentor[_rows(country, leaving)])
    at = np.append(country.mentor, -1)[chosen]
    moving[np.isin(at, reach)] = True
    moving[clashes] = True
    allowed = moving[country.row]
    allowed[chosen[leaving]] = False
    fixed = ~moving & (at >= 0)
    room = country.capacity - np.bincount(at[fixed], minlength=len(country.capacity))
    allowed &= ~_beside(country, at, fixed)
    people = np.flatnonzero(moving)
    number = np.cumsum(moving) - 1
    arcs = np.flatnonzero(allowed)
    inner = country.rivals[moving[country.rivals].all(axis=1)]
    part = replace(country, start=np.searchsorted(country.row[arcs], np.append(people, country.merchants)), mentor=country.mentor[arcs],
                   fit=country.fit[arcs], capacity=room, rivals=number[inner].reshape(-1, 2))
    found = _best(part, _network(part), seed, rule)
    after = chosen.copy()
    after[people] = np.where(found < 0, -1, np.append(arcs, -1)[found])
    return after


def _rows(country: Country, people: Ints) -> Flags:
    wanted = np.zeros(country.merchants, dtype=bool)
    wanted[people] = True
    return wanted[country.row]


def _beside(country: Country, at: Ints, fixed: Flags) -> Flags:
    """Mark the arcs to a mentor who accompanies a fixed rival of the merchant."""
    both = np.concatenate([country.rivals, country.rivals[:, ::-1]])
    both = both[fixed[both[:, 1]]]
    taken = np.unique(both[:, 0] * len(country.capacity) + at[both[:, 1]])
    return np.isin(country.row * len(country.capacity) + country.mentor, taken)


def _give_up(country: Country, chosen: Ints) -> Ints:
    """Leave without a mentor the second rival of each clash that no round could part."""
    after = chosen.copy()
    while len(clashes := _clashes(country, after)):
        after[clashes[0, 1]] = -1
    return after
