"""The smallest set of extra helpers that brings the skills which pairings miss: usually one hour of one person.

Set cover with hours and bars, solved exactly as one integer programme (OR-Tools CP-SAT, one worker, recorded seed).
docs/computing/cover.md gives the formula and its limits.
"""
from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

DRAWN = 2**20


@dataclass(frozen=True)
class Need:
    """A skill that a pairing misses, and the hours that it takes; one person brings all of them."""

    pairing: int
    skill: str
    hours: int = 1

    def __post_init__(self) -> None:
        if self.hours < 1:
            raise ValueError(f"pairing {self.pairing}, {self.skill}: hours are counted from 1, not {self.hours}")


@dataclass(frozen=True)
class Helper:
    """Somebody who may be asked: the skills they offer and the hours they can give."""

    key: int
    skills: frozenset[str]
    hours: int

    def __post_init__(self) -> None:
        if self.hours < 0:
            raise ValueError(f"helper {self.key}: {self.hours} hours")


@dataclass(frozen=True)
class Problem:
    """What is missing and who may be asked.

    Parameters
    ----------
    needs, helpers : tuple
    barred : frozenset of (pairing, helper)
        Conflicts of interest, or people who are already in the pairing.
    accepted : frozenset of int
        Helpers who have said yes already: one more need of theirs asks nobody new.

    Raises
    ------
    ValueError
        A need or a helper appears twice, or somebody accepted who is not a helper.
    """

    needs: tuple[Need, ...]
    helpers: tuple[Helper, ...]
    barred: frozenset[tuple[int, int]] = frozenset()
    accepted: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if len({(n.pairing, n.skill) for n in self.needs}) < len(self.needs):
            raise ValueError("a need appears twice")
        if len({h.key for h in self.helpers}) < len(self.helpers):
            raise ValueError("a helper appears twice")
        if strange := self.accepted - {h.key for h in self.helpers}:
            raise ValueError(f"accepted, but not helpers: {sorted(strange)}")

    def able(self, need: Need) -> list[Helper]:
        """Return who offers the skill, is not barred and has the hours for this need alone."""
        return [h for h in self.helpers if need.skill in h.skills and (need.pairing, h.key) not in self.barred and h.hours >= need.hours]

    def without(self, refused: Collection[int]) -> Problem:
        """Return the same problem when these people have said no."""
        return replace(self, helpers=tuple(h for h in self.helpers if h.key not in refused), accepted=self.accepted - set(refused))


@dataclass(frozen=True)
class Request:
    """What one helper is asked for one pairing."""

    helper: int
    pairing: int
    skills: tuple[str, ...]
    hours: int


@dataclass(frozen=True)
class Result:
    """Who brings what. `draw` is the number drawn for each (need, helper); equal covers: the least sum wins.

    `settled` counts the aims proven best, in their order (four when everything is); `proven` tells about the first two, the
    needs left and the people asked.
    """

    problem: Problem
    chosen: dict[Need, int]
    draw: dict[tuple[Need, int], int] = field(repr=False)
    settled: int = 4

    @property
    def proven(self) -> bool:
        return self.settled >= 2

    @cached_property
    def requests(self) -> tuple[Request, ...]:
        """List what is asked, one line for each helper and pairing, in their order."""
        grouped: dict[tuple[int, int], list[Need]] = defaultdict(list)
        for need, helper in self.chosen.items():
            grouped[helper, need.pairing].append(need)
        return tuple(Request(helper, pairing, tuple(sorted(n.skill for n in needs)), sum(n.hours for n in needs))
                     for (helper, pairing), needs in sorted(grouped.items()))

    @cached_property
    def asked(self) -> frozenset[int]:
        """The helpers who are newly asked."""
        return frozenset(self.chosen.values()) - self.problem.accepted

    @cached_property
    def uncovered(self) -> dict[Need, str]:
        """Map each need that nobody brings to its reason.

        nobody_offers the skill; all_barred: those who offer it may not come; no_hours: those who may have too few hours
        for it; busy: their hours go to other needs.
        """
        return {n: self._why_not(n) for n in self.problem.needs if n not in self.chosen}

    def _why_not(self, need: Need) -> str:
        offering = [h for h in self.problem.helpers if need.skill in h.skills]
        allowed = [h for h in offering if (need.pairing, h.key) not in self.problem.barred]
        if not offering or not allowed:
            return "all_barred" if offering else "nobody_offers"
        return "busy" if self.problem.able(need) else "no_hours"


def solve(problem: Problem, *, seed: int, limit: float = 3.0) -> Result:
    """Return the cover that leaves the fewest needs, asks the fewest people, makes the fewest meetings, then a draw.

    Parameters
    ----------
    seed : int
        Fixes the draw and the search.
    limit : float
        Work allowed for each of the four aims, in CP-SAT's deterministic seconds; see `Result.settled`.

    Examples
    --------
    >>> needs = (Need(1, "photo"), Need(1, "video"), Need(2, "video"))
    >>> helpers = (Helper(5, frozenset({"photo"}), 9), Helper(6, frozenset({"photo", "video"}), 3), Helper(7, frozenset({"video"}), 9))
    >>> [(r.helper, r.pairing, r.skills) for r in solve(Problem(needs, helpers), seed=1).requests]
    [(6, 1, ('photo', 'video')), (6, 2, ('video',))]
    """
    chance = random.Random(seed)
    draw = {(n, h.key): chance.randrange(DRAWN) for n in problem.needs for h in problem.helpers}
    model = _Model(problem)
    new = [v for key, v in model.asked.items() if key not in problem.accepted]
    model.settle(-sum(model.brings.values()), seed, limit)
    model.settle(sum(new), seed, limit)
    model.settle(sum(model.meets.values()), seed, limit)
    model.settle(sum(draw[pair] * v for pair, v in model.brings.items()), seed, limit)
    return Result(problem, model.chosen, draw, model.settled)


class _Model:
    """The integer programme; `settle` minimises one aim and holds it for the next ones."""

    def __init__(self, problem: Problem) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415  (heavy)
        self.cp, self.settled = cp_model, 0
        self.model: Any = cp_model.CpModel()
        self.solves, self.chosen = 0, dict[Need, int]()
        model = self.model
        self.brings = {(n, h.key): model.new_bool_var("") for n in problem.needs for h in problem.able(n)}
        self.asked = {h.key: model.new_bool_var("") for h in problem.helpers}
        self.meets = {(n.pairing, key): model.new_bool_var("") for n, key in self.brings}
        for (need, key), variable in self.brings.items():
            model.add_implication(variable, self.meets[need.pairing, key])
        for (_pairing, key), variable in self.meets.items():
            model.add_implication(variable, self.asked[key])
        for need in problem.needs:
            model.add_at_most_one([v for (n, _key), v in self.brings.items() if n == need])
        for helper in problem.helpers:
            hours = sum(n.hours * v for (n, key), v in self.brings.items() if key == helper.key)
            model.add(hours <= helper.hours * self.asked[helper.key])

    def settle(self, aim: Any, seed: int, limit: float) -> None:
        solver = self.cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed % 2**31
        solver.parameters.max_deterministic_time = limit
        self.model.minimize(aim)
        status = solver.solve(self.model)
        if status not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            raise RuntimeError(f"no cover found within {limit} deterministic seconds")
        self.solves += 1
        if status == self.cp.OPTIMAL and self.settled == self.solves - 1:
            self.settled += 1
        self.chosen = {need: key for (need, key), v in self.brings.items() if solver.boolean_value(v)}
        self.model.add(aim <= round(solver.objective_value))
        self.model.clear_hints()
        for variable in (*self.brings.values(), *self.asked.values(), *self.meets.values()):
            self.model.add_hint(variable, solver.boolean_value(variable))
