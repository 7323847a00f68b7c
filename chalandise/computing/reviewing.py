"""Who reviews which submission: so many reviewers each, within their maxima, never against a conflict.

The objective is lexicographic and solved exactly (OR-Tools CP-SAT, one worker, fixed seed): places filled, the worst-served
submission first; as few supervised reviews as possible; needs covered; one chain of common reviewers through all submissions,
so that severity can be told (severity.py); even loads; the total fit; a recorded draw. docs/computing/reviewing.md.
"""
from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

DRAW_UNIT = 1000
Pair = tuple[int, int]  # (submission, reviewer)


@dataclass(frozen=True)
class Submission:
    """What is to be reviewed, and the codes of the needs that it answers."""

    key: int
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reviewer:
    """Who reviews: the needs that they know, and the most submissions that they take."""

    key: int
    skills: frozenset[str] = frozenset()
    most: int = 5

    def __post_init__(self) -> None:
        if self.most < 0:
            raise ValueError(f"reviewer {self.key}: a negative maximum")


@dataclass(frozen=True)
class Problem:
    """Who may review what.

    Parameters
    ----------
    submissions, reviewers
    each : int
        Reviewers wanted for each submission, 1 or more.
    barred : frozenset of (submission, reviewer)
        A conflict of interest: never made.
    supervised : frozenset of (submission, reviewer)
        Allowed under the eyes of a second person: last resort.
    forbidden : frozenset of (submission, reviewer)
        Pairs that the team refuses.
    pinned : frozenset of (submission, reviewer)
        Pairs that the team keeps.

    Raises
    ------
    ValueError
        A key appears twice or is unknown, `each` is below 1, a pin is barred or refused, pins go over a maximum.
    """

    submissions: tuple[Submission, ...]
    reviewers: tuple[Reviewer, ...]
    each: int = 3
    barred: frozenset[Pair] = frozenset()
    supervised: frozenset[Pair] = frozenset()
    forbidden: frozenset[Pair] = frozenset()
    pinned: frozenset[Pair] = frozenset()

    def __post_init__(self) -> None:
        if len(self.by_submission) < len(self.submissions) or len(self.by_reviewer) < len(self.reviewers):
            raise ValueError("a submission or a reviewer appears twice")
        if self.each < 1:
            raise ValueError("at least one reviewer for each submission")
        if strange := [p for p in self.pinned if p[0] not in self.by_submission or p[1] not in self.by_reviewer]:
            raise ValueError(f"pins of unknown submissions or reviewers: {sorted(strange)[:5]}")
        if stopped := self.pinned & (self.barred | self.forbidden):
            raise ValueError(f"pinned, but barred or refused: {sorted(stopped)[:5]}")
        loads = Counter(reviewer for _s, reviewer in self.pinned)
        if over := sorted(r for r, n in loads.items() if n > self.by_reviewer[r].most):
            raise ValueError(f"more pins than the maximum of reviewers {over}")

    @cached_property
    def by_submission(self) -> dict[int, Submission]:
        return {s.key: s for s in self.submissions}

    @cached_property
    def by_reviewer(self) -> dict[int, Reviewer]:
        return {r.key: r for r in self.reviewers}

    @cached_property
    def possible(self) -> tuple[Pair, ...]:
        stopped = self.barred | self.forbidden
        return tuple((s.key, r.key) for s in self.submissions for r in self.reviewers if (s.key, r.key) not in stopped)

    def fit(self, pair: Pair) -> int:
        """Return how many needs of the submission the reviewer knows."""
        return len(self.by_submission[pair[0]].needs & self.by_reviewer[pair[1]].skills)

    def wanted(self, submission: int) -> int:
        """Return the places of a submission: `each`, or its pins when the team kept more."""
        return max(self.each, sum(s == submission for s, _r in self.pinned))


@dataclass(frozen=True)
class Lack:
    """A submission without all its reviewers: how many are missing, and what stops those who do not review it.

    `full` are reviewers who have their maximum, `barred` and `forbidden` those whom a conflict or the team keeps away.
    """

    submission: int
    missing: int
    full: tuple[int, ...]
    barred: tuple[int, ...]
    forbidden: tuple[int, ...]


@dataclass(frozen=True)
class Result:
    """Who reviews what; `proven` is False when the search stopped before a proof."""

    problem: Problem
    pairs: frozenset[Pair]
    seed: int
    proven: bool

    @cached_property
    def loads(self) -> dict[int, int]:
        found = Counter(reviewer for _s, reviewer in self.pairs)
        return {r.key: found[r.key] for r in self.problem.reviewers}

    def reviewers_of(self, submission: int) -> list[int]:
        return [r.key for r in self.problem.reviewers if (submission, r.key) in self.pairs]

    @cached_property
    def lacks(self) -> tuple[Lack, ...]:
        return tuple(lack for s in self.problem.submissions if (lack := self._lack(s.key)))

    def _lack(self, submission: int) -> Lack | None:
        problem, mine = self.problem, self.reviewers_of(submission)
        missing = problem.wanted(submission) - len(mine)
        if missing <= 0:
            return None
        others = [r for r in problem.by_reviewer if r not in mine]
        barred = tuple(r for r in others if (submission, r) in problem.barred)
        forbidden = tuple(r for r in others if (submission, r) in problem.forbidden and r not in barred)
        return Lack(submission, missing, tuple(r for r in others if r not in barred + forbidden), barred, forbidden)

    @cached_property
    def uncovered(self) -> dict[int, frozenset[str]]:
        """Map each submission to its needs that none of its reviewers knows; those with none are left out."""
        found = {}
        for s in self.problem.submissions:
            known = frozenset[str]().union(*(self.problem.by_reviewer[r].skills for r in self.reviewers_of(s.key)))
            if s.needs - known:
                found[s.key] = s.needs - known
        return found

    @property
    def supervised(self) -> frozenset[Pair]:
        return self.pairs & self.problem.supervised

    @cached_property
    def panels(self) -> int:
        """Return the number of groups of submissions that no common reviewer joins; severity is told within each."""
        return panels_of(self.pairs)

    @cached_property
    def worth(self) -> tuple[int, ...]:
        return worth(self.problem, self.pairs)


def panels_of(pairs: Iterable[Pair]) -> int:
    """Return the number of connected parts of some pairs."""
    head: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while head.setdefault(node, node) != node:
            node = head[node]
        return node
    for submission, reviewer in pairs:
        head[root(("s", submission))] = root(("r", reviewer))
    return sum(root(node) == node for node in list(head))


def worth(problem: Problem, pairs: frozenset[Pair]) -> tuple[int, ...]:
    """Return what is minimised, in its order, without the draw; see the page of the documentation."""
    served = Counter(s for s, _r in pairs)
    missing = [problem.wanted(s.key) - served[s.key] for s in problem.submissions]
    known = {s.key: frozenset[str]().union(*(problem.by_reviewer[r].skills for t, r in pairs if t == s.key)) for s in problem.submissions}
    loads = Counter(r for _s, r in pairs)
    return (sum(missing), sum(m * m for m in missing), len(pairs & problem.supervised), sum(len(s.needs - known[s.key]) for s in problem.submissions),
            panels_of(pairs), sum(n * n for n in loads.values()), -sum(problem.fit(p) for p in pairs))


def solve(problem: Problem, *, seed: int = 0, limit: float = 20.0) -> Result:
    """Assign the reviewers.

    Parameters
    ----------
    seed : int
        Of the draw between equal assignments.
    limit : float
        Deterministic seconds (CP-SAT's own count, the same on every machine) for each objective.

    Examples
    --------
    >>> found = solve(Problem((Submission(1), Submission(2)), (Reviewer(10), Reviewer(11, most=1)), each=2))
    >>> [(lack.submission, lack.missing, lack.full) for lack in found.lacks]
    [(2, 1, (11,))]
    """
    chance = random.Random(seed)
    drawn = {pair: chance.randrange(DRAW_UNIT) for pair in sorted(problem.possible)}
    pairs, proven = _Model(problem, drawn).best(limit)
    if panels_of(pairs) > 1:  # a chain is asked for only when the best assignment without one has none: the order is the same
        pairs, proven = _Model(problem, drawn, chained=True).best(limit, hint=pairs)
    return Result(problem, pairs, seed, proven)


@dataclass
class _Model:
    """The integer programme; `chained` adds the number of panels, told by a flow from one root a panel."""

    problem: Problem
    drawn: dict[Pair, int]
    chained: bool = False
    x: dict[Pair, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415  (heavy)
        self.cp, self.model = cp_model, cp_model.CpModel()
        self.x = {pair: self.model.new_bool_var(f"{pair}") for pair in self.problem.possible}
        for pair in self.problem.pinned:
            self.model.add(self.x[pair] == 1)
        self.loads = [self._load(r) for r in self.problem.reviewers]
        self.missing = [self._missing(s) for s in self.problem.submissions]

    def _load(self, reviewer: Reviewer) -> Any:
        load = self.model.new_int_var(0, min(reviewer.most, len(self.problem.submissions)), f"load {reviewer.key}")
        self.model.add(load == sum(self.x[p] for p in self.x if p[1] == reviewer.key))
        return load

    def _missing(self, submission: Submission) -> Any:
        wanted = self.problem.wanted(submission.key)
        missing = self.model.new_int_var(0, wanted, f"missing {submission.key}")
        self.model.add(missing == wanted - sum(self.x[p] for p in self.x if p[0] == submission.key))
        return missing

    def _squares(self, variables: Sequence[Any], most: int) -> Any:
        found = []
        for n, variable in enumerate(variables):
            square = self.model.new_int_var(0, most * most, f"square {most} {n}")
            self.model.add_multiplication_equality(square, [variable, variable])
            found.append(square)
        return sum(found)

    def _uncovered(self) -> Any:
        found = []
        for s in self.problem.submissions:
            for need in sorted(s.needs):
                able = [self.x[p] for p in self.x if p[0] == s.key and need in self.problem.by_reviewer[p[1]].skills]
                lost = self.model.new_bool_var(f"uncovered {s.key} {need}")
                self.model.add_bool_or([lost, *able])
                found.append(lost)
        return sum(found)

    def _panels(self) -> Any:
        """One unit flows to each submission that has a reviewer, along the pairs made, from roots: a root a panel is enough."""
        many = len(self.problem.submissions)
        flow = {p: self.model.new_int_var(-many, many, f"flow {p}") for p in self.x}
        for pair, variable in flow.items():
            self.model.add(variable <= many * self.x[pair])
            self.model.add(variable >= -many * self.x[pair])
        for s in self.problem.submissions:
            mine, served = [p for p in self.x if p[0] == s.key], self.model.new_bool_var(f"served {s.key}")
            for pair in mine:
                self.model.add_implication(self.x[pair], served)
            self.model.add(sum(flow[p] for p in mine) == served)
        roots = []
        for r in self.problem.reviewers:
            root, supply = self.model.new_bool_var(f"root {r.key}"), self.model.new_int_var(0, many, f"supply {r.key}")
            self.model.add(supply <= many * root)
            self.model.add(sum(flow[p] for p in self.x if p[1] == r.key) == supply)
            roots.append(root)
        return sum(roots)

    def objectives(self) -> list[Any]:
        problem = self.problem
        watched = sum(self.x[p] for p in problem.supervised if p in self.x)
        wanted = max([problem.wanted(s.key) for s in problem.submissions], default=0)
        fit = sum((DRAW_UNIT * len(self.x) * -problem.fit(p) + self.drawn[p]) * x for p, x in self.x.items())
        return [sum(self.missing), self._squares(self.missing, wanted), watched, self._uncovered(), *([self._panels()] if self.chained else []),
                self._squares(self.loads, len(problem.submissions)), fit]

    def best(self, limit: float, hint: frozenset[Pair] = frozenset()) -> tuple[frozenset[Pair], bool]:
        """Minimise one objective after the other, each kept at its best before the next."""
        chosen, proven = hint, True
        for objective in self.objectives():
            if isinstance(objective, int):
                continue
            self.model.clear_hints()
            for pair, variable in self.x.items():
                self.model.add_hint(variable, pair in chosen)
            self.model.minimize(objective)
            solver = self.cp.CpSolver()
            solver.parameters.num_workers, solver.parameters.random_seed, solver.parameters.max_deterministic_time = 1, 0, limit
            status = solver.solve(self.model)
            if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
                proven = False
                break
            proven = proven and status == self.cp.OPTIMAL
            chosen = frozenset(pair for pair, variable in self.x.items() if solver.boolean_value(variable))
            self.model.add(objective <= round(solver.objective_value))
        return chosen, proven
