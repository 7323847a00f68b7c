"""The plan of visits as a constraint programme: one integer start a visit, in the domain that its limits leave."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from chalandise.computing.slots.intervals import Intervals
from chalandise.computing.slots.problem import Limit, Problem, Visit


@dataclass(frozen=True)
class Ask:
    """What one solve wants beside the limits.

    Parameters
    ----------
    limits : collection of Limit, optional
        The only ones that stand (all by default); only visits that must take place are then planned.
    optional : bool
        Visits may be left out, as few as possible.
    before : mapping
        Starts that stood: as few as possible change.
    fixed : mapping
        Starts that must be these.
    elsewhere : mapping
        Intervals in which a visit must not begin.
    """

    limits: Collection[Limit] | None = None
    optional: bool = False
    before: Mapping[int, int] | None = None
    fixed: Mapping[int, int] | None = None
    elsewhere: Mapping[int, Intervals] | None = None


@dataclass(frozen=True)
class Answer:
    """Starts of the visits planned; None when there is no plan. `proven` is False when the limit of work stopped it."""

    starts: dict[int, int] | None
    proven: bool


class Model:
    """CP-SAT model of some visits: fewest left out, fewest moved, then liking, then spread, then the earliest days."""

    def __init__(self, problem: Problem, visits: Sequence[Visit], ask: Ask) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415  (heavy)
        self.cp, self.problem, self.ask = cp_model, problem, ask
        self.model: Any = cp_model.CpModel()
        self.visits = [v for v in visits if self.stands("visit", v.key)]
        self.start: dict[int, Any] = {}
        self.day: dict[int, Any] = {}
        self.there: dict[int, Any] = {}
        placed = [self._place(v) for v in self.visits]
        self.possible = all(placed)
        for one, other in combinations(self.visits, 2):
            self._part(one, other)
        self.gaps = self._spread()

    def stands(self, kind: str, key: int = 0) -> bool:
        return self.ask.limits is None or Limit(kind, key) in self.ask.limits

    def _place(self, visit: Visit) -> bool:
        """Give the visit a start in its domain; tell whether there is one."""
        problem, model, key = self.problem, self.model, visit.key
        allowed = self.cp.Domain.from_intervals([[a, b - 1] for a, b in problem.starts(visit, self.ask.limits)])
        if self.ask.fixed and key in self.ask.fixed:
            allowed = self.cp.Domain(self.ask.fixed[key], self.ask.fixed[key])
        elif self.ask.elsewhere and key in self.ask.elsewhere:
            avoided = self.cp.Domain.from_intervals([[a, b - 1] for a, b in self.ask.elsewhere[key]])
            allowed = allowed.intersection_with(avoided.complement())
        low, high = problem.horizon
        self.there[key] = model.new_bool_var(f"there{key}") if self.ask.optional else True
        self.day[key] = model.new_int_var(low // problem.day, high // problem.day, f"day{key}")
        if allowed.is_empty():
            self.start[key] = model.new_int_var(low, high, f"start{key}")
            model.add_bool_or([self.there[key].negated() if self.ask.optional else False])
            return self.ask.optional
        self.start[key] = model.new_int_var_from_domain(allowed, f"start{key}")
        model.add_division_equality(self.day[key], self.start[key], problem.day)
        return True

    def _part(self, one: Visit, other: Visit) -> None:
        """Keep two visits of one mentor, shop or pairing apart as they must be."""
        model, both = self.model, [t for t in (self.there[one.key], self.there[other.key]) if t is not True]
        if one.pairing == other.pairing and self.stands("apart", one.pairing):
            first, second = sorted((one, other), key=lambda v: v.number)
            model.add(self.day[second.key] - self.day[first.key] >= self.problem.min_days).only_enforce_if(both)
        same_mentor = one.mentor == other.mentor and self.stands("together", one.mentor)
        if same_mentor or (one.shop == other.shop and one.mentor != other.mentor and self.stands("guests", one.shop)):
            pause, early = self.problem.travel(one, other) if same_mentor else 0, model.new_bool_var("")
            model.add(self.start[one.key] + one.length + pause <= self.start[other.key]).only_enforce_if([early, *both])
            model.add(self.start[other.key] + other.length + pause <= self.start[one.key]).only_enforce_if([early.negated(), *both])

    def _spread(self) -> list[Any]:
        """Return for each pairing its smallest number of days between two visits that follow each other, up to the ideal."""
        rows: dict[int, list[Visit]] = defaultdict(list)
        for v in self.visits:
            rows[v.pairing].append(v)
        found = []
        for row in rows.values():
            row.sort(key=lambda v: v.number)
            if len(row) < 2 or not self.stands("apart", row[0].pairing):
                continue
            gap = self.model.new_int_var(0, self.problem.ideal_days, "")
            for first, second in combinations(row, 2):
                both = [t for t in (self.there[first.key], self.there[second.key]) if t is not True]
                self.model.add(self.day[second.key] - self.day[first.key] >= gap).only_enforce_if(both)
            found.append(gap)
        return found

    def _liking(self, visit: Visit) -> list[tuple[int, Any]]:
        """Return (slots liked, literal) for each value that the starts of a visit can have."""
        values: dict[int, list[int]] = defaultdict(list)
        for first, after in self.problem.starts(visit, self.ask.limits):
            for start in range(first, after):
                values[self.problem.liking(visit, start)].append(start)
        if list(values) in ([], [0]) or (self.ask.fixed and visit.key in self.ask.fixed):
            return []
        found = []
        for value, starts in sorted(values.items()):
            literal = self.model.new_bool_var("")
            self.model.add_linear_expression_in_domain(self.start[visit.key], self.cp.Domain.from_values(starts)).only_enforce_if(literal)
            found.append((value, literal))
        absent = [self.there[visit.key].negated()] if self.ask.optional else []
        self.model.add_exactly_one([*(literal for _value, literal in found), *absent])
        return found

    def _moved(self, visit: Visit, start: int) -> Any:
        moved = self.model.new_bool_var("")
        self.model.add(self.start[visit.key] == start).only_enforce_if(moved.negated())
        return moved

    def aim(self) -> None:
        """Set the objective: each aim outweighs all that follow."""
        problem, visits = self.problem, self.visits
        days = [self.day[v.key] - problem.horizon[0] // problem.day for v in visits]
        span = (problem.horizon[1] - problem.horizon[0]) // problem.day + 1
        liking = [value * literal for v in visits for value, literal in self._liking(v)]
        unit = span * len(visits) + 1
        cost = sum(days) - unit * sum(self.gaps)
        unit *= problem.ideal_days * len(self.gaps) + 1
        cost -= unit * sum(liking)
        unit *= 2 * sum(v.length for v in visits) + 1
        if self.ask.before:
            moved = [self._moved(v, self.ask.before[v.key]) for v in visits if v.key in self.ask.before]
            cost, unit = cost + unit * sum(moved), unit * (len(moved) + 1)
        if self.ask.optional:
            cost += unit * sum(self.there[v.key].negated() for v in visits)
        self.model.minimize(cost)

    def solve(self, *, seed: int, limit: float) -> Answer:
        """Return the starts; `limit` counts CP-SAT's deterministic time, so a slow machine answers the same."""
        if not self.possible:
            return Answer(None, True)
        solver = self.cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed % 2**31
        solver.parameters.max_deterministic_time = limit
        status = solver.solve(self.model)
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return Answer(None, status == self.cp.INFEASIBLE)
        starts = {v.key: solver.value(self.start[v.key]) for v in self.visits
                  if self.there[v.key] is True or solver.boolean_value(self.there[v.key])}
        return Answer(starts, status == self.cp.OPTIMAL)
