"""Part rivals of two groups who share a mentor after the relaxation: solve again around them, the others stay."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from chalandise.computing.pairing import season
from chalandise.computing.pairing.country import Country, clashes_of, fits_of
from chalandise.computing.pairing.flow import Flags, Ints
from chalandise.computing.pairing.problem import Candidate, Problem

SMALL = 20_000  # candidates around a clash up to which it is parted exactly


def part(country: Country, chosen: Ints, best: Callable[[Country], Ints]) -> Ints:
    """Let the second rival of every clash leave; when that gains nothing, part the first clash with more care.

    Either rival leaves, or their surroundings are solved exactly. `best` solves a part of the country
    with rivals of two groups relaxed.
    """
    clashes = clashes_of(country, chosen)
    after = _leave(country, chosen, clashes[:, 1], best)
    before, reached = _order(country, chosen), _order(country, after)
    if reached[0] <= before[0] and reached[1] < before[1]:
        return after
    ways = [_leave(country, chosen, clashes[:1, side], best) for side in (1, 0)]
    around = _around(country, chosen, clashes[0])
    if len(around.arcs) <= SMALL:
        ways.append(around.put(chosen, _exactly(around)))
    return min(ways, key=lambda way: _order(country, way))


def finish(country: Country, chosen: Ints, relaxed: Ints) -> Ints:
    """Part what no round could; when somebody is left without more than in the relaxation, solve a small country whole."""
    after = give_up(country, chosen)
    if _order(country, after)[0] > _order(country, relaxed)[0] and len(country.mentor) <= SMALL:
        return _exactly(_Around(np.arange(country.merchants), np.arange(len(country.mentor)), country))
    return after


def give_up(country: Country, chosen: Ints) -> Ints:
    """Leave without a mentor the second rival of each clash that no round could part."""
    after = chosen.copy()
    while len(clashes := clashes_of(country, after)):
        after[clashes[0, 1]] = -1
    return after


def _order(country: Country, chosen: Ints) -> tuple[int, int, int]:
    """What is better is smaller: left without, clashes, lack of total."""
    return int(np.count_nonzero(chosen < 0)), len(clashes_of(country, chosen)), -int(fits_of(country, chosen).sum())


@dataclass(frozen=True)
class _Around:
    """A part of a country that may change while the others stay: its merchants, its arcs, itself as a country."""

    people: Ints
    arcs: Ints
    country: Country

    def put(self, chosen: Ints, found: Ints) -> Ints:
        """Return `chosen` with what was found for the part (places among its arcs, -1 for nobody)."""
        after = chosen.copy()
        after[self.people] = np.where(found < 0, -1, np.append(self.arcs, -1)[found])
        return after


def _around(country: Country, chosen: Ints, leaving: Ints, banned: Ints | None = None) -> _Around:
    """Take who leaves, who has nobody, and everybody at a mentor that those who leave may have; room beside the others."""
    at = np.append(country.mentor, -1)[chosen]
    goes = np.zeros(country.merchants, dtype=bool)
    goes[leaving] = True
    moving = goes | (at < 0) | np.isin(at, np.unique(country.mentor[goes[country.row]]))
    fixed = ~moving
    allowed = moving[country.row] & ~_beside(country, at, fixed)
    if banned is not None:
        allowed[banned] = False
    people, arcs, number = np.flatnonzero(moving), np.flatnonzero(allowed), np.cumsum(moving) - 1
    inner = country.rivals[moving[country.rivals].all(axis=1)]
    return _Around(people, arcs, replace(
        country, start=np.searchsorted(country.row[arcs], np.append(people, country.merchants)), mentor=country.mentor[arcs],
        fit=country.fit[arcs], capacity=country.capacity - np.bincount(at[fixed], minlength=len(country.capacity)),
        rivals=number[inner].reshape(-1, 2)))


def _leave(country: Country, chosen: Ints, leaving: Ints, best: Callable[[Country], Ints]) -> Ints:
    """Solve again around those who leave; they may not come back to the mentor where they were."""
    leaving = np.unique(leaving)
    around = _around(country, chosen, leaving, chosen[leaving])
    return around.put(chosen, best(around.country))


def _exactly(around: _Around) -> Ints:
    """Solve the part as a season, rivals of any groups apart."""
    part = around.country
    candidates = tuple(Candidate(m, k, f) for m, k, f in zip(part.row.tolist(), part.mentor.tolist(), part.fit.tolist(), strict=True))
    mentors = np.unique(part.mentor).tolist()
    problem = Problem(tuple(range(part.merchants)), tuple(mentors), candidates, {k: int(part.capacity[k]) for k in mentors},
                      level=part.level, competitors=frozenset((int(a), int(b)) for a, b in part.rivals))
    place = {(c.merchant, c.mentor): n for n, c in enumerate(candidates)}
    found = np.full(part.merchants, -1)
    for pair in season.solve(problem).pairs:
        found[pair.merchant] = place[pair.merchant, pair.mentor]
    return found


def _beside(country: Country, at: Ints, fixed: Flags) -> Flags:
    """Mark the arcs to a mentor who accompanies a fixed rival of the merchant."""
    both = np.concatenate([country.rivals, country.rivals[:, ::-1]])
    both = both[fixed[both[:, 1]]]
    taken = np.unique(both[:, 0] * len(country.capacity) + at[both[:, 1]])
    marked: Flags = np.isin(country.row * len(country.capacity) + country.mentor, taken)
    return marked
