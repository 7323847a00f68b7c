"""Smallest sets of constraints that cannot hold together, for any kind of constraint and any test of it.

`irreducible` is QuickXplain (Junker, AAAI 2004): no member can go. `smallest` goes on until no set has fewer members, by
minimum hitting sets of what must be given up (Ignatiev, Previti, Liffiton and Marques-Silva, CP 2015).
docs/computing/minimal.md gives the proofs and the cost.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Conflict(Generic[T]):
    """Members that cannot hold together, in the order given. `smallest` is proven: no conflict has fewer of them."""

    members: tuple[T, ...]
    smallest: bool
    tests: int


class _Judge(Generic[T]):
    """Count the tests, and answer a set that was seen before from memory."""

    def __init__(self, constraints: Sequence[T], holds: Callable[[Sequence[T]], bool]) -> None:
        self.constraints, self.holds, self.tests = constraints, holds, 0
        self.known: dict[frozenset[int], bool] = {}

    def __call__(self, chosen: Iterable[int]) -> bool:
        key = frozenset(chosen)
        if key not in self.known:
            self.tests += 1
            self.known[key] = self.holds([self.constraints[n] for n in sorted(key)])
        return self.known[key]


def irreducible(constraints: Sequence[T], holds: Callable[[Sequence[T]], bool]) -> Conflict[T] | None:
    """Return a conflict that loses its meaning without any one of its members; None when everything holds together.

    It has no member when even no constraint at all does not hold.

    Parameters
    ----------
    constraints : sequence
        The first ones are preferred: a conflict is told with the earliest members possible.
    holds : callable
        Whether some of the constraints, in their order, hold together. Fewer constraints never hold less.

    Examples
    --------
    >>> irreducible([4, 9, 1, 7], lambda some: sum(some) < 12).members
    (4, 9)
    """
    judge = _Judge(constraints, holds)
    everything = list(range(len(constraints)))
    if judge(everything):
        return None
    found = _explain(judge, [], True, everything)
    return Conflict(tuple(constraints[n] for n in sorted(found)), len(found) <= 1, judge.tests)


def _explain(judge: _Judge[T], held: list[int], grown: bool, doubtful: list[int]) -> list[int]:
    """QuickXplain: the members of `doubtful` in a minimal conflict, given that `held` stands."""
    if grown and not judge(held):
        return []
    if len(doubtful) == 1:
        return doubtful
    half = (len(doubtful) + 1) // 2
    first, second = doubtful[:half], doubtful[half:]
    late = _explain(judge, held + first, True, second)
    early = _explain(judge, held + late, bool(late), first)
    return early + late


def smallest(constraints: Sequence[T], holds: Callable[[Sequence[T]], bool], *, limit: int = 1_500) -> Conflict[T] | None:
    """Return a conflict with the fewest members; None when everything holds together.

    Parameters
    ----------
    limit : int
        Tests to spend; when they run out the irreducible conflict is returned with `smallest` False.

    Examples
    --------
    >>> smallest([4, 9, 1, 12], lambda some: sum(some) < 12).members
    (12,)
    """
    first = irreducible(constraints, holds)
    if first is None:
        return None
    judge = _Judge(constraints, holds)
    given_up: list[list[int]] = []  # giving up one of these sets whole is enough for the rest to hold
    while first.tests + judge.tests < limit:
        guess = _fewest_hitting(given_up)
        if len(guess) >= len(first.members):
            return Conflict(first.members, True, first.tests + judge.tests)
        if not judge(guess):
            return Conflict(tuple(constraints[n] for n in guess), True, first.tests + judge.tests)
        kept = list(guess)
        for n in range(len(constraints)):
            if n not in guess and judge([*kept, n]):
                kept.append(n)
        given_up.append([n for n in range(len(constraints)) if n not in kept])
    return Conflict(first.members, False, first.tests + judge.tests)


def _fewest_hitting(sets: Sequence[Sequence[int]]) -> list[int]:
    """Return the fewest numbers that meet every set, exactly."""
    if not sets:
        return []
    from ortools.sat.python import cp_model  # noqa: PLC0415  (heavy)
    model = cp_model.CpModel()
    taken = {n: model.new_bool_var(str(n)) for n in sorted({n for s in sets for n in s})}
    for some in sets:
        model.add_bool_or([taken[n] for n in some])
    model.minimize(sum(taken.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(model) != cp_model.OPTIMAL:
        raise ArithmeticError("a hitting set without an optimum")
    return [n for n, chosen in taken.items() if solver.boolean_value(chosen)]
