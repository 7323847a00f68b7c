"""Solve the plan of visits set by set, say what cannot be planned and why, move one visit disturbing least."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from chalandise.computing import minimal
from chalandise.computing.slots.intervals import Intervals, union
from chalandise.computing.slots.model import Answer, Ask, Model
from chalandise.computing.slots.problem import Limit, Problem, Visit, broken


@dataclass(frozen=True)
class Plan:
    """When each visit begins, in slots; which could not be planned, and for each set of those a smallest conflict.

    `proven` is False when `limit` stopped the search: the plan keeps every limit, a better one may exist.
    """

    problem: Problem
    starts: dict[int, int]
    conflicts: tuple[minimal.Conflict[Limit], ...] = ()
    proven: bool = True

    @cached_property
    def unplanned(self) -> tuple[int, ...]:
        return tuple(v.key for v in self.problem.visits if v.key not in self.starts)

    @cached_property
    def liking(self) -> int:
        """Slots of visits that shops like plus those that mentors like."""
        return sum(self.problem.liking(self.problem.visit[key], start) for key, start in self.starts.items())

    @cached_property
    def spread(self) -> int:
        """Sum over the pairings of the fewest days between two visits that follow each other, counted up to the ideal."""
        days: dict[int, list[int]] = defaultdict(list)
        for v in sorted(self.problem.visits, key=lambda v: v.number):
            if v.key in self.starts:
                days[v.pairing].append(self.starts[v.key] // self.problem.day)
        return sum(min(self.problem.ideal_days, *(b - a for a, b in zip(row, row[1:], strict=False)))
                   for row in days.values() if len(row) > 1)


@dataclass(frozen=True)
class Shift:
    """A visit that begins at another time than before."""

    visit: int
    before: int | None
    after: int


def solve(problem: Problem, *, seed: int = 0, limit: float = 20.0) -> Plan:
    """Return the plan that leaves out the fewest visits, then suits best, then spreads best, then begins earliest.

    Parameters
    ----------
    seed : int
        Fixes the search (one worker: the same problem and seed give the same plan).
    limit : float
        Work allowed for each set of visits that depend on each other, in CP-SAT's deterministic seconds.

    Examples
    --------
    >>> from chalandise.computing.slots import Mentor, Shop, Visit
    >>> problem = Problem((Visit(1, 1, 1, 5, 7, (0, 96), 4),), (Mentor(5, ((36, 48),)),), (Shop(7, ((40, 76),), rush=((40, 42),)),))
    >>> solve(problem).starts
    {1: 42}
    """
    starts, conflicts, proven = {}, [], True
    for visits in problem.components():
        answer = _best(problem, visits, Ask(), seed, limit)
        if answer.starts is None:
            conflicts.append(_conflict(problem, visits, seed))
            answer = _best(problem, visits, Ask(optional=True), seed, limit)
        starts.update(answer.starts or {})
        proven = proven and answer.proven
    return Plan(problem, starts, tuple(c for c in conflicts if c), proven)


def _best(problem: Problem, visits: Sequence[Visit], ask: Ask, seed: int, limit: float) -> Answer:
    model = Model(problem, visits, ask)
    model.aim()
    return model.solve(seed=seed, limit=limit)


def _conflict(problem: Problem, visits: Sequence[Visit], seed: int) -> minimal.Conflict[Limit] | None:
    def holds(some: Sequence[Limit]) -> bool:
        answer = Model(problem, visits, Ask(limits=frozenset(some))).solve(seed=seed, limit=1.0)
        return answer.starts is not None or not answer.proven
    return minimal.smallest(problem.limits(visits), holds, limit=300)


def move(plan: Plan, visit: int, *, to: int | None = None, avoid: Intervals | None = None, frozen: Collection[int] = (),
         seed: int = 0, limit: float = 20.0) -> tuple[Plan, tuple[Shift, ...]] | None:
    """Return the least disturbing plan in which one visit begins at another time, and every visit that shifts.

    As few other visits as possible shift, then the plan suits best, spreads best, begins earliest.

    Parameters
    ----------
    visit : int
        The visit to move; it may be one that was not planned.
    to : int, optional
        Its new start. Its own limits need not allow it: people agreed on it.
    avoid : intervals, optional
        Without `to`, where it must not begin: the whole day of its present start by default.
    frozen : collection of int
        Visits that must not shift: past ones, or those that people have confirmed.

    Returns
    -------
    (Plan, tuple of Shift) or None
        None when nothing is possible.
    """
    elsewhere: dict[int, Intervals] = {}
    if to is None and visit in plan.starts:
        first = plan.starts[visit] // plan.problem.day * plan.problem.day
        elsewhere = {visit: ((first, first + plan.problem.day),) if avoid is None else union(avoid)}
    return _again(plan, {visit} | set(plan.starts), {} if to is None else {visit: to}, elsewhere, frozen=frozen, seed=seed, limit=limit)


def repair(plan: Plan, problem: Problem, *, frozen: Collection[int] = (), seed: int = 0,
           limit: float = 20.0) -> tuple[Plan, tuple[Shift, ...]] | None:
    """Return the plan of a problem that has changed (somebody is away, a shop closes) in which the fewest visits shift.

    Visits that were not planned stay so; None when the planned ones cannot all take place any more.
    """
    keys = {v.key for v in problem.visits} & set(plan.starts)
    stood = {key: start for key, start in plan.starts.items() if key in keys}
    return _again(Plan(problem, stood, plan.conflicts, plan.proven), keys, {}, {}, frozen=frozen, seed=seed, limit=limit)


def _again(plan: Plan, keys: Collection[int], to: Mapping[int, int], elsewhere: Mapping[int, Intervals], *,
           frozen: Collection[int], seed: int, limit: float) -> tuple[Plan, tuple[Shift, ...]] | None:
    problem, starts, proven = plan.problem, dict(plan.starts), plan.proven
    for group in problem.components():
        visits = [v for v in group if v.key in keys]
        stood = {v.key: starts[v.key] for v in visits if v.key in starts and v.key not in {**to, **elsewhere}}
        fixed = {key: start for key, start in {**stood, **to}.items() if key in frozen or key in to}
        if not visits or (stood.keys() == {v.key for v in visits} and not broken(problem, {v.key: starts[v.key] for v in visits})):
            continue
        wanted = {v.key for v in visits}
        ask = Ask(before=stood, fixed={k: s for k, s in fixed.items() if k in wanted}, elsewhere=elsewhere)
        answer = _best(problem, visits, ask, seed, limit)
        if answer.starts is None:
            return None
        starts.update(answer.starts)
        proven = proven and answer.proven
    shifts = tuple(Shift(key, plan.starts.get(key), start) for key, start in starts.items() if plan.starts.get(key) != start)
    return Plan(problem, starts, plan.conflicts, proven), shifts
