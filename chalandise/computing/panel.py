"""Choose a balanced panel: quotas first, then the team's score, then a recorded draw.

Quotas are soft: they have a minimum and a maximum, and what is missing is said rather than refused. The objective is
lexicographic and solved exactly as one integer programme (OR-Tools CP-SAT, one worker, fixed seed), so the same
problem and seed give the same panel. docs/computing/panel.md gives the formula and its limits.
"""
from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

SCORE_UNIT = 100  # scores are compared to the hundredth
DRAW_UNIT = 1000


@dataclass(frozen=True)
class Candidate:
    """One applicant.

    Parameters
    ----------
    key : int
        Identity in the caller's world.
    score : float
        Mean score of the team, 0 to 5; an unscored applicant counts 0.
    groups : frozenset of str
        Everything a quota may count: "trade:food", "stretch:12", "level:2".
    """

    key: int
    score: float
    groups: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 5:
            raise ValueError(f"candidate {self.key}: a score lies between 0 and 5, not {self.score}")


@dataclass(frozen=True)
class Quota:
    """How many of a group the team wants, at least and at most (None: no ceiling)."""

    group: str
    minimum: int = 0
    maximum: int | None = None

    def __post_init__(self) -> None:
        if self.minimum < 0 or (self.maximum is not None and self.maximum < self.minimum):
            raise ValueError(f"quota {self.group}: the minimum {self.minimum} must not exceed the maximum {self.maximum}")

    def missing(self, count: int) -> int:
        """Return by how many the count falls outside the quota."""
        over = 0 if self.maximum is None else count - self.maximum
        return max(0, self.minimum - count, over)


@dataclass(frozen=True)
class Problem:
    """Who applies, how many places, what balance.

    Raises
    ------
    ValueError
        A key appears twice, a pinned or excluded key is unknown, a key is both, more are pinned than there are places.
    """

    candidates: tuple[Candidate, ...]
    size: int
    quotas: tuple[Quota, ...] = ()
    pinned: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        keys = [c.key for c in self.candidates]
        if len(set(keys)) != len(keys):
            raise ValueError("a candidate appears twice")
        if unknown := (self.pinned | self.excluded) - set(keys):
            raise ValueError(f"pinned or excluded, but not a candidate: {sorted(unknown)}")
        if both := self.pinned & self.excluded:
            raise ValueError(f"both pinned and excluded: {sorted(both)}")
        if self.size < 0 or len(self.pinned) > self.size:
            raise ValueError(f"{len(self.pinned)} pinned for {self.size} places")

    @cached_property
    def by_key(self) -> dict[int, Candidate]:
        return {c.key: c for c in self.candidates}

    def count(self, chosen: Iterable[int], group: str) -> int:
        return sum(group in self.by_key[k].groups for k in chosen)

    def shortfalls(self, chosen: Iterable[int]) -> dict[str, int]:
        """Return the quotas that a panel misses, by how many; empty when it meets them all."""
        chosen = list(chosen)
        found = {q.group: q.missing(self.count(chosen, q.group)) for q in self.quotas}
        return {group: n for group, n in found.items() if n}


@dataclass(frozen=True)
class Reason:
    """Why a candidate is in or out: a code with its facts, to be said in words by the page.

    Codes in: pinned, needed (group, amount: what would be missed without), score (amount: rank by score).
    Codes out: excluded, full (group: its ceiling is reached), below (amount: the lowest chosen score), draw (equal
    score, lost the draw), unbalancing (group: taking it in would leave this group short).
    """

    code: str
    group: str = ""
    amount: float = 0


@dataclass(frozen=True)
class Swap:
    """What replacing `out` by `in_` costs: points of score lost (negative: gained) and places missed more (or fewer)."""

    out: int
    in_: int
    score_change: float
    shortfall_change: int
    groups: tuple[str, ...]  # quotas that this swap worsens


@dataclass(frozen=True)
class Result:
    """The panel and its answers. `draw` is the tie-break of each candidate, recorded so that it can be checked."""

    problem: Problem
    chosen: tuple[int, ...]
    draw: dict[int, int] = field(repr=False)
    optimal: bool = True

    @cached_property
    def shortfalls(self) -> dict[str, int]:
        return self.problem.shortfalls(self.chosen)

    @cached_property
    def total(self) -> float:
        return round(sum(self.problem.by_key[k].score for k in self.chosen), 2)

    @cached_property
    def _missed(self) -> int:
        return sum(self.shortfalls.values())

    def swap(self, out: int, in_: int) -> Swap:
        """Price one replacement.

        Raises
        ------
        ValueError
            `out` is not in the panel, or `in_` already is or does not apply.
        """
        if out not in self.chosen or in_ in self.chosen or in_ not in self.problem.by_key:
            raise ValueError(f"cannot replace {out} by {in_}")
        after = self.problem.shortfalls([k for k in self.chosen if k != out] + [in_])
        worse = tuple(sorted(g for g, n in after.items() if n > self.shortfalls.get(g, 0)))
        by_key = self.problem.by_key
        return Swap(out, in_, round(by_key[in_].score - by_key[out].score, 2), sum(after.values()) - self._missed, worse)

    def swaps(self, limit: int = 10) -> list[Swap]:
        """Return the replacements that cost least, first those that miss fewest places, then the best score."""
        p = self.problem
        outs = [k for k in self.chosen if k not in p.pinned]
        ins = [c.key for c in p.candidates if c.key not in self.chosen and c.key not in p.excluded]
        found = [self.swap(o, i) for o in outs for i in ins]
        return sorted(found, key=lambda s: (s.shortfall_change, -s.score_change, s.out, s.in_))[:limit]

    def reasons(self, key: int) -> list[Reason]:
        """Say why a candidate is in the panel or not, strongest reason first."""
        return self._why_in(key) if key in self.chosen else self._why_out(key)

    def _why_in(self, key: int) -> list[Reason]:
        p = self.problem
        found = [Reason("pinned")] if key in p.pinned else []
        without = p.shortfalls(k for k in self.chosen if k != key)
        found += [Reason("needed", g, n - self.shortfalls.get(g, 0)) for g, n in sorted(without.items())
                  if n > self.shortfalls.get(g, 0)]
        rank = 1 + sum(c.score > p.by_key[key].score for c in p.candidates)
        return [*found, Reason("score", amount=rank)]

    def _why_out(self, key: int) -> list[Reason]:
        p, mine = self.problem, self.problem.by_key[key]
        if key in p.excluded:
            return [Reason("excluded")]
        found = [Reason("full", q.group, q.maximum) for q in p.quotas
                 if q.maximum is not None and q.group in mine.groups and p.count(self.chosen, q.group) >= q.maximum]
        lowest = min((p.by_key[k].score for k in self.chosen), default=0.0)
        if mine.score < lowest:
            found.append(Reason("below", amount=lowest))
        elif not found and self.chosen:
            price = min((self.swap(o, key) for o in self.chosen if o not in p.pinned),
                        key=lambda s: (s.shortfall_change, -s.score_change), default=None)
            if price and price.shortfall_change > 0:
                found += [Reason("unbalancing", g) for g in price.groups]
            elif price and price.score_change == 0:
                found.append(Reason("draw"))
        return found or [Reason("below", amount=lowest)]


def solve(problem: Problem, *, seed: int, limit: float = 10.0) -> Result:
    """Return the best balanced panel.

    Minimises the places missed over all quotas, then maximises the total score, then the sum of a draw of `seed`.

    Parameters
    ----------
    seed : int
        Fixes the draw and the search.
    limit : float
        Seconds of search; `Result.optimal` is False when it was not enough to prove the optimum.

    Examples
    --------
    >>> a, b = Candidate(1, 4.0, frozenset({"trade:food"})), Candidate(2, 3.0, frozenset({"trade:care"}))
    >>> solve(Problem((a, b), size=1, quotas=(Quota("trade:care", 1),)), seed=7).chosen
    (2,)
    """
    from ortools.sat.python import cp_model  # noqa: PLC0415  (heavy)
    chance = random.Random(seed)
    draw = {c.key: chance.randrange(DRAW_UNIT) for c in sorted(problem.candidates, key=lambda c: c.key)}
    size = min(problem.size, len(problem.candidates) - len(problem.excluded))
    model = cp_model.CpModel()
    taken = {c.key: model.new_bool_var(str(c.key)) for c in problem.candidates}
    model.add(sum(taken.values()) == size)
    for key in problem.pinned:
        model.add(taken[key] == 1)
    for key in problem.excluded:
        model.add(taken[key] == 0)
    missed = []
    for n, quota in enumerate(problem.quotas):
        count = sum(taken[c.key] for c in problem.candidates if quota.group in c.groups)
        short = model.new_int_var(0, max(size, quota.minimum), f"short{n}")
        model.add(short >= quota.minimum - count)
        if quota.maximum is not None:
            model.add(short >= count - quota.maximum)
        missed.append(short)
    score_weight = DRAW_UNIT * (size + 1)
    missed_weight = score_weight * (5 * SCORE_UNIT * size + 1)
    score = sum(round(c.score * SCORE_UNIT) * taken[c.key] for c in problem.candidates)
    luck = sum(draw[k] * v for k, v in taken.items())
    model.minimize(missed_weight * sum(missed) - score_weight * score - luck)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.max_time_in_seconds = limit
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise RuntimeError(f"no panel found within {limit} s")
    chosen = tuple(c.key for c in problem.candidates if solver.boolean_value(taken[c.key]))
    return Result(problem, chosen, draw, status == cp_model.OPTIMAL)
