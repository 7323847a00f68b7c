"""Give each merchant one lead mentor: worst-served first up to a level, then the best total, then a recorded draw.

The rule is leximin up to `level`: first as few merchants as possible without a mentor, then as few as possible at the
lowest fit, then at the next, and so on up to the level; beyond it only the total counts. On integer fits, leximin is
the same as minimising, in this order, the number of merchants at or below each fit, so the whole rule packs into one
exact integer cost per pair and one assignment solves it (Hungarian method with Python's unbounded integers).
docs/computing/pairing.md gives the proof, the sizes it is meant for and the source of each idea.
"""
from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from functools import cached_property


class Contradiction(ValueError):
    """The pins cannot all hold. `merchant` and `mentor` name the pair that breaks, `reason` is a code:
    barred, forbidden, unknown, twice (a merchant pinned to two mentors), capacity."""

    def __init__(self, merchant: int, mentor: int, reason: str) -> None:
        super().__init__(f"pin ({merchant}, {mentor}): {reason}")
        self.merchant, self.mentor, self.reason = merchant, mentor, reason


@dataclass(frozen=True)
class Candidate:
    """A possible pair and how well it fits, 1 to 100."""

    merchant: int
    mentor: int
    fit: int
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.fit <= 100:
            raise ValueError(f"fit of ({self.merchant}, {self.mentor}) lies between 1 and 100, not {self.fit}")


@dataclass(frozen=True)
class Problem:
    """Who may go with whom.

    Parameters
    ----------
    merchants, mentors : tuple of int
    capacity : dict
        Merchants that each mentor may accompany; 1 when absent.
    candidates : tuple of Candidate
        A pair that is not listed cannot be made.
    barred : dict
        (merchant, mentor) to the reason: a conflict of interest. Never made, pin or not.
    pinned, forbidden
        Pairs that the team keeps or refuses.
    level : int
        Nobody below this fit if avoidable (60 by default).
    """

    merchants: tuple[int, ...]
    mentors: tuple[int, ...]
    candidates: tuple[Candidate, ...]
    capacity: dict[int, int] = field(default_factory=dict)
    barred: dict[tuple[int, int], str] = field(default_factory=dict)
    pinned: tuple[tuple[int, int], ...] = ()
    forbidden: frozenset[tuple[int, int]] = frozenset()
    level: int = 60

    @cached_property
    def listed(self) -> dict[tuple[int, int], Candidate]:
        return {(c.merchant, c.mentor): c for c in self.candidates}

    @cached_property
    def possible(self) -> dict[int, dict[int, int]]:
        """Map each merchant to the mentors it may have, with the fit; pins leave one."""
        pins = dict(self.pinned)
        found: dict[int, dict[int, int]] = {m: {} for m in self.merchants}
        for (merchant, mentor), candidate in self.listed.items():
            if (merchant in found and mentor in self.mentors and (merchant, mentor) not in self.barred
                    and (merchant, mentor) not in self.forbidden and pins.get(merchant, mentor) == mentor
                    and self.capacity.get(mentor, 1) > 0):
                found[merchant][mentor] = candidate.fit
        return found

    def check_pins(self) -> None:
        """Raise Contradiction for the first pin that cannot hold."""
        seen: dict[int, int] = {}
        load: dict[int, int] = {}
        for merchant, mentor in self.pinned:
            load[mentor] = load.get(mentor, 0) + 1
            if (merchant, mentor) in self.barred:
                raise Contradiction(merchant, mentor, "barred")
            if (merchant, mentor) in self.forbidden:
                raise Contradiction(merchant, mentor, "forbidden")
            if (merchant, mentor) not in self.listed:
                raise Contradiction(merchant, mentor, "unknown")
            if seen.setdefault(merchant, mentor) != mentor:
                raise Contradiction(merchant, mentor, "twice")
            if load[mentor] > self.capacity.get(mentor, 1):
                raise Contradiction(merchant, mentor, "capacity")


@dataclass(frozen=True)
class Pair:
    merchant: int
    mentor: int
    fit: int


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
    """The pairs, who is left without, and why. `draw` is the tie-break of each pair, recorded."""

    problem: Problem
    pairs: tuple[Pair, ...]
    draw: dict[tuple[int, int], int] = field(repr=False)
    seed: int = 0

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
    def unserved(self) -> dict[int, str]:
        """Map each merchant left without to the constraint that did it.

        no_candidate: no mentor was ever possible; all_barred: every possible one is barred or refused by the team;
        capacity: those possible already accompany somebody who had nobody else.
        """
        p, found = self.problem, {}
        for merchant in p.merchants:
            if merchant in self.mentor_of:
                continue
            if not any(c.merchant == merchant for c in p.candidates):
                found[merchant] = "no_candidate"
            else:
                found[merchant] = "capacity" if p.possible[merchant] else "all_barred"
        return found

    def change(self, merchant: int) -> Change | None:
        """Price the best mentor that this merchant does not have; None when it has its best already."""
        options = self.problem.possible.get(merchant, {})
        mine = self.mentor_of.get(merchant)
        best = max(options, key=lambda m: (options[m], -m), default=None)
        if best is None or (mine and options[best] <= mine.fit):
            return None
        pins = tuple(p for p in self.problem.pinned if p[0] != merchant) + ((merchant, best),)
        try:
            other = solve(replace(self.problem, pinned=pins), seed=self.seed)
        except Contradiction:
            return None  # the team's other pins already fill this mentor
        return Change(best, options[best], tuple(p.merchant for p in self.pairs if p.mentor == best),
                      other.total - self.total, self.worst, other.worst, len(other.unserved) - len(self.unserved))


def solve(problem: Problem, *, seed: int = 0) -> Result:
    """Return the pairs that serve the worst-off best, then everybody best.

    Raises
    ------
    Contradiction
        A pin is barred, forbidden, unknown, doubled, or over the mentor's capacity.

    Examples
    --------
    >>> c = [Candidate(1, 10, 90), Candidate(1, 11, 80), Candidate(2, 10, 70)]
    >>> [(p.merchant, p.mentor) for p in solve(Problem((1, 2), (10, 11), tuple(c))).pairs]
    [(1, 11), (2, 10)]
    """
    problem.check_pins()
    possible = problem.possible
    chance = random.Random(seed)
    draw = {pair: chance.randrange(1000) for pair in sorted(problem.listed)}
    columns = [m for m in problem.mentors for _ in range(problem.capacity.get(m, 1))]
    price = _prices(problem)
    luck = 1000 * (len(problem.merchants) + 1)
    rows = []
    for merchant in problem.merchants:
        fits = possible[merchant]
        row: list[int | None] = [price[fits[m]] * luck + draw[merchant, m] if m in fits else None for m in columns]
        # A private "nobody" column: being left without is the worst fit of all, never an infeasible problem.
        row += [price[0] * luck if other == merchant else None for other in problem.merchants]
        rows.append(row)
    pairs = []
    for merchant, column in zip(problem.merchants, assign(rows), strict=True):
        if column < len(columns):
            mentor = columns[column]
            pairs.append(Pair(merchant, mentor, possible[merchant][mentor]))
    return Result(problem, tuple(pairs), draw, seed)


def _prices(problem: Problem) -> dict[int, int]:
    """Return the integer cost of each fit: lexicographic counts up to the level, then what is missing to 100."""
    n = len(problem.merchants) + 1
    fits = sorted({0, *(c.fit for c in problem.candidates)})
    steps = [f for f in fits if f == 0 or f < problem.level]
    unit = 100 * n + 1  # larger than any sum of (100 - fit): the total never outweighs a level
    weight = {step: unit * n ** (len(steps) - 1 - rank) for rank, step in enumerate(steps)}
    return {fit: sum(w for step, w in weight.items() if step >= fit) + (100 - fit) for fit in fits}


def assign(costs: list[list[int | None]]) -> list[int]:
    """Return for each row the column of a minimum-cost assignment; None is a forbidden cell.

    Shortest augmenting paths with potentials (Kuhn 1955; Jonker and Volgenant 1987), exact on unbounded integers,
    O(rows² × columns). Every row must have a column of its own to fall back on.
    """
    height, width = len(costs), len(costs[0]) if costs else 0
    row_potential, column_potential = [0] * (height + 1), [0] * (width + 1)
    owner = [0] * (width + 1)  # row (from 1) that holds each column (from 1); 0: nobody
    for row in range(1, height + 1):
        owner[0], here = row, 0
        least: list[int | None] = [None] * (width + 1)
        came_from, done = [0] * (width + 1), [False] * (width + 1)
        while True:
            done[here] = True
            i, step, following = owner[here], None, 0
            for j in range(1, width + 1):
                if done[j]:
                    continue
                cost = costs[i - 1][j - 1]
                if cost is not None:
                    reduced = cost - row_potential[i] - column_potential[j]
                    known = least[j]
                    if known is None or reduced < known:
                        least[j], came_from[j] = reduced, here
                known = least[j]
                if known is not None and (step is None or known < step):
                    step, following = known, j
            if step is None:
                raise ValueError(f"row {row - 1} has no column left")
            for j in range(width + 1):
                if done[j]:
                    row_potential[owner[j]] += step
                    column_potential[j] -= step
                elif (known := least[j]) is not None:
                    least[j] = known - step
            here = following
            if owner[here] == 0:
                break
        while here:
            owner[here] = owner[came_from[here]]
            here = came_from[here]
    found = [-1] * height
    for j in range(1, width + 1):
        if owner[j]:
            found[owner[j] - 1] = j - 1
    return found
