"""The shares with their answers: why each request has what it has, and what it would take to change that."""
from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from chalandise.computing.allocation.leveling import level
from chalandise.computing.allocation.problem import WORTH_UNIT, Grant, Problem, Request, given
from chalandise.computing.envelopes import Envelope

if TYPE_CHECKING:
    from chalandise.computing.allocation.search import Search


@dataclass(frozen=True)
class Reason:
    """Why a request has what it has: a code with its facts, to be said in words by the page.

    In: pinned, fair (its shop would miss the floor without it), worth (amount: rank by worth), equal (amount: the share).
    In part: part. Out: excluded, worthless, and the codes of computing.envelopes.Limit with the most that was left (amount).
    """

    code: str
    amount: int = 0
    envelope: int | None = None


@dataclass(frozen=True)
class Change:
    """What it would take to grant a request: the worth that it would need, and who would have less (key, cents)."""

    possible: bool
    worth: float | None = None
    losers: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Result:
    """The shares, and their answers."""

    problem: Problem
    grants: dict[int, Grant]
    seed: int = 0
    limit: float = 10.0
    optimal: bool = True
    _changes: dict[int, Change] = field(default_factory=dict, repr=False, compare=False)

    def granted(self, key: int) -> int:
        return self.grants[key].amount if key in self.grants else 0

    @cached_property
    def shares(self) -> dict[tuple[str, int], int]:
        """Return what each shop has in all (each request without a shop counts for itself)."""
        found: dict[tuple[str, int], int] = {r.group: 0 for r in self.problem.requests if r.key not in self.problem.excluded}
        for key, grant in self.grants.items():
            found[self.problem.by_key[key].group] += grant.amount
        return found

    @cached_property
    def shortfalls(self) -> dict[int, int]:
        """Return the cents by which shops miss the fairness floor; empty when all have it."""
        return {group[1]: owed - self.shares[group] for group, owed in self.problem.owed.items() if self.shares[group] < owed}

    @cached_property
    def worth(self) -> int:
        """Return the sum of worth × cents, in hundredths of a point."""
        return sum(self.problem.by_key[key].units * grant.amount for key, grant in self.grants.items())

    @cached_property
    def spent(self) -> dict[int, int]:
        """Return the cents taken out of each envelope."""
        found = dict.fromkeys(self.problem.purse, 0)
        for grant in self.grants.values():
            found[grant.envelope] += grant.amount
        return found

    @cached_property
    def after(self) -> dict[int, Envelope]:
        """Return each envelope as it stands once everything is granted."""
        found = dict(self.problem.purse)
        for key, grant in self.grants.items():
            found[grant.envelope] = given(found[grant.envelope], self.problem.by_key[key], grant.amount)
        return found

    def reasons(self, key: int) -> list[Reason]:
        """Say why a request has what it has, strongest reason first."""
        p, mine = self.problem, self.problem.by_key[key]
        if key in p.excluded:
            return [Reason("excluded")]
        if key not in self.grants:
            return [self._why_not(mine, mine.smallest)]
        grant = self.grants[key]
        found = [Reason("pinned", envelope=grant.envelope)] if key in p.pinned else []
        if self.shares[mine.group] - grant.amount < p.owed.get(mine.group, 0):
            found.append(Reason("fair", p.owed[mine.group], grant.envelope))
        found.append(Reason("equal", self.shares[mine.group], grant.envelope) if p.equal else
                     Reason("worth", 1 + sum(r.worth > mine.worth for r in p.requests), grant.envelope))
        if grant.amount < mine.amount:
            found.append(Reason("part", grant.amount, grant.envelope))
        return found

    def _why_not(self, mine: Request, amount: int) -> Reason:
        """Name the rule that stops a request in the envelope where it comes closest."""
        closest = [(limit.most, -n, Reason(limit.code, limit.most, e.key)) for n, e in enumerate(self.after.values())
                   if (limit := e.refusal(mine.shop, mine.kind, amount)) is not None and limit.code != "kind"]
        if len(closest) < sum(e.accepts(mine.kind) for e in self.after.values()):
            return Reason("worthless")  # it would fit; the team expects nothing of it
        return max(closest)[2] if closest else Reason("kind")

    def change(self, key: int) -> Change:
        """Say what would have to change for a request to be granted whole: solved again with it pinned.

        Raises
        ------
        ValueError
            It is granted whole already, or the shares are equal ones.
        """
        mine = self.problem.by_key[key]
        if self.granted(key) == mine.amount or self.problem.equal:
            raise ValueError(f"request {key} is granted already, or has an equal share")
        if key not in self._changes:
            whole = tuple(replace(r, least=None) if r.key == key else r for r in self.problem.requests)
            asked = replace(self.problem, requests=whole, pinned=self.problem.pinned | {key}, excluded=self.problem.excluded - {key})
            other = Result(asked, _settled(asked, self.seed, self.limit).grants())
            if other.granted(key) < mine.amount or any(other.granted(k) < self.granted(k) for k in self.problem.pinned):
                self._changes[key] = Change(False)
            else:
                losers = tuple((k, g.amount - other.granted(k)) for k, g in self.grants.items() if k != key and other.granted(k) < g.amount)
                lost, more = self.worth - other.worth, mine.amount - self.granted(key)
                fits = sum(other.shortfalls.values()) <= sum(self.shortfalls.values())
                worth = mine.worth + max(lost, 0) / WORTH_UNIT / more if fits else None
                self._changes[key] = Change(True, worth if worth is not None and worth <= 5 else None, losers)
        return self._changes[key]


def solve(problem: Problem, *, seed: int, limit: float = 10.0) -> Result:
    """Return the best allocation.

    In this order: the most pinned requests granted; the fewest cents missing to the fairness floor; the largest worth; who
    asked first. Or, when `problem.equal`, shares as equal as they can be (`leveling.level`).

    Parameters
    ----------
    seed : int
        Fixes the search.
    limit : float
        Seconds of search for each objective; `Result.optimal` is False when one was not proved.

    Examples
    --------
    >>> purse = Envelope(0, 300)
    >>> a, b = Request(1, 10, "site", 200, worth=2), Request(2, 20, "video", 200, worth=4)
    >>> solve(Problem((a, b), (purse,)), seed=1).grants
    {2: Grant(envelope=0, amount=200)}
    """
    if problem.equal:
        return Result(problem, level(problem), seed, limit)
    search = _settled(problem, seed, limit)
    search.settle_order()
    return Result(problem, search.grants(), seed, limit, search.optimal)


def _settled(problem: Problem, seed: int, limit: float) -> Search:
    """Return the search once pins, floor and worth are settled."""
    from chalandise.computing.allocation.search import Search  # noqa: PLC0415  (heavy)
    search = Search(problem, seed, limit)
    for key in problem.pinned:
        search.prefer_whole(key)
    search.settle_pins()
    search.settle_floor()
    search.settle_worth()
    return search
