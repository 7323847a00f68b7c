"""Why this pair, what would change it, what the next best costs, and what would serve who is left without."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from chalandise.computing.pairing.problem import Constraint, Contradiction, Problem
from chalandise.computing.pairing.season import Moved, Result, moves, solve, worth


@dataclass(frozen=True)
class Price:
    """What another pairing costs, compared with one of the same panel.

    `level` is the first fit under the team's level where the two differ (0: left without; None: only the total or the
    draw differs), reached by `before` merchants in one and `after` in the other: more of them is worse.
    """

    level: int | None
    before: int
    after: int
    total_change: int
    worst_before: int
    worst_after: int
    moved: tuple[Moved, ...]


@dataclass(frozen=True)
class Alternative:
    """The next best for a merchant when its pair is refused (mentor None: nobody), with its price."""

    mentor: int | None
    fit: int
    price: Price
    result: Result


@dataclass(frozen=True)
class Lever:
    """A change that somebody could make, and the fit that the merchant and `mentor` would then have.

    `code` and `value` are the room's (half_day, "thu-pm"); `effort` ranks levers, the least first; `places` are more merchants
    that the mentor would accompany.
    """

    mentor: int
    code: str
    value: object
    fit: int
    effort: int = 1
    places: int = 0


@dataclass(frozen=True)
class Turn:
    """The smallest change that would turn a pair: with `lever`, the merchant goes with `lever.mentor` instead.

    `needed` is the fit from which this mentor is chosen, without more places.
    """

    lever: Lever
    needed: int | None


def price(result: Result, other: Result) -> Price:
    """Compare another pairing with this one; levels and worst are those of `result`'s problem."""
    mine, theirs = Counter(result.worth[:-1]), Counter(other.worth[:-1])
    level = next((f for f in sorted(mine | theirs) if f < 101 and mine[f] != theirs[f]), None)
    after = {p.merchant: p.mentor for p in other.pairs}
    return Price(level, mine[level] if level is not None else 0, theirs[level] if level is not None else 0,
                 other.total - result.total, result.worst, other.worst,
                 moves({p.merchant: p.mentor for p in result.pairs}, after, result.problem.merchants))


def next_best(result: Result, merchant: int) -> Alternative | None:
    """Solve again with the merchant's pair refused; None when it has none, or when its pair is pinned.

    Examples
    --------
    >>> from chalandise.computing.pairing import Candidate
    >>> c = (Candidate(1, 10, 90), Candidate(1, 11, 80), Candidate(2, 10, 70))
    >>> found = next_best(solve(Problem((1, 2), (10, 11), c)), 2)
    >>> (found.mentor, found.price.level, found.price.before, found.price.after, found.price.total_change)
    (None, 0, 0, 1, -60)
    """
    mine = result.mentor_of.get(merchant)
    if mine is None or merchant in dict(result.problem.pinned):
        return None
    refused = replace(result.problem, forbidden=result.problem.forbidden | {(merchant, mine.mentor)})
    other = solve(refused, seed=result.seed)
    theirs = other.mentor_of.get(merchant)
    return Alternative(theirs.mentor if theirs else None, theirs.fit if theirs else 0, price(result, other), other)


def needed_fits(result: Result, merchant: int) -> dict[int, int | None]:
    """Map each other mentor that this merchant may have to the fit from which it would be chosen (None: not even at 100).

    Exact, by one solve for each mentor: leximin and the total compare what is left in the same order whatever the fit of one
    pair, so the best pairing with that pair does not depend on it; the fit needed is where it overtakes.
    """
    problem, found = result.problem, {}
    mine = result.mentor_of.get(merchant)
    for mentor in problem.possible.get(merchant, {}):
        if mine is None or mentor != mine.mentor:
            found[mentor] = _overtakes(result, merchant, mentor)
    return found


def _overtakes(result: Result, merchant: int, mentor: int) -> int | None:
    problem = result.problem
    try:
        forced = solve(problem.with_pin(merchant, mentor), seed=result.seed)
    except Contradiction:
        return None
    others = [forced.mentor_of[m].fit if m in forced.mentor_of else 0 for m in problem.merchants if m != merchant]
    now = problem.possible[merchant][mentor]
    return next((fit for fit in range(now + 1, 101) if worth([*others, fit], problem.level) > result.worth), None)


def smallest_change(result: Result, merchant: int, levers: Sequence[Lever]) -> Turn | None:
    """Return the lever of least effort that would give this merchant another mentor, None when none is enough alone.

    Equal efforts: the one that raises the fit least.
    """
    mine, now = result.mentor_of.get(merchant), result.problem.possible.get(merchant, {})
    able = [lever for lever in levers if lever.mentor in now and (mine is None or lever.mentor != mine.mentor)]
    needed: dict[int, int | None] = {}
    for lever in sorted(able, key=lambda v: (v.effort, v.fit - now[v.mentor], v.mentor)):
        if lever.mentor not in needed:
            needed[lever.mentor] = _overtakes(result, merchant, lever.mentor)
        least = needed[lever.mentor]
        if (least is not None and lever.fit >= least) or (lever.places and _turns(result, merchant, lever)):
            return Turn(lever, least)
    return None


def _turns(result: Result, merchant: int, lever: Lever) -> bool:
    """Solve again with the lever's fit and places."""
    problem = result.problem.with_fit(merchant, lever.mentor, lever.fit)
    eased = replace(problem, capacity={**problem.capacity, lever.mentor: problem.places(lever.mentor) + lever.places})
    pair = solve(eased, seed=result.seed).mentor_of.get(merchant)
    return pair is not None and pair.mentor == lever.mentor


def causes(result: Result, merchant: int) -> tuple[Constraint, ...]:
    """Return the constraints of which each, given up alone, would give this merchant a lead and take nobody's.

    Asked for a merchant who is left without. `unlisted` alone means that no mentor was ever possible; an empty answer
    means that no single constraint is enough (`conflict.smallest_conflict` then names a set).
    """
    problem = result.problem
    if not any(c.merchant == merchant for c in problem.candidates):
        return (Constraint("unlisted", (merchant,), problem.mentors),)
    served = {p.merchant for p in result.pairs} | {merchant}
    panel = replace(problem, merchants=tuple(m for m in problem.merchants if m in served),
                    candidates=tuple(c for c in problem.candidates if c.merchant in served),
                    pinned=tuple(p for p in problem.pinned if p[0] in served), level=0)
    return tuple(constraint for constraint, given_up in _relaxations(panel, merchant) if _serves(given_up))


def _serves(panel: Problem) -> bool:
    try:
        return not solve(panel).unserved
    except Contradiction:
        return False


def _relaxations(panel: Problem, merchant: int) -> list[tuple[Constraint, Problem]]:
    """List the panel without one constraint, for each one that might keep this merchant out."""
    def lifted(pairs: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
        return sorted(p for p in pairs if p[0] == merchant and p in panel.listed)

    def without(kind: str, pairs: Collection[tuple[int, int]], change: Callable[[tuple[int, int]], Problem]) -> list[tuple[Constraint, Problem]]:
        return [(Constraint(kind, pair[:1], pair[1:]), change(pair)) for pair in pairs]
    mine = [pair for pair in sorted(panel.rivals) if merchant in pair]
    return [
        *((Constraint("capacity", (), (k,), panel.places(k)), replace(panel, capacity={**panel.capacity, k: panel.places(k) + 1}))
          for k in panel.mentors),
        *((Constraint("rivals", pair), replace(panel, competitors=panel.rivals - {pair}, accepting=frozenset())) for pair in mine),
        *without("forbid", lifted(panel.forbidden), lambda p: replace(panel, forbidden=panel.forbidden - {p})),
        *without("pin", panel.pinned, lambda p: replace(panel, pinned=tuple(q for q in panel.pinned if q != p))),
        *without("barred", lifted(panel.barred), lambda p: replace(panel, barred={q: w for q, w in panel.barred.items() if q != p})),
    ]
