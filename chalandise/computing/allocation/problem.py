"""Who asks how much for what, out of which envelopes, and how to choose. Amounts are integers of cents."""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

from chalandise.computing.envelopes import Envelope

WORTH_UNIT = 100  # worths are compared to the hundredth


@dataclass(frozen=True)
class Request:
    """Who asks how much, for what.

    Parameters
    ----------
    key : int
        Identity in the caller's world.
    shop : int or None
        For whom; None is for everybody (a workshop).
    kind : str
        The kind of action.
    amount : int
        Cents asked.
    worth : float
        What one euro given here is expected to bring, 0 to 5, in the team's judgement.
    least : int or None
        The smallest part that is of any use; None: all or nothing.
    """

    key: int
    shop: int | None
    kind: str
    amount: int
    worth: float = 3.0
    least: int | None = None

    def __post_init__(self) -> None:
        if self.amount <= 0 or not 0 < self.smallest <= self.amount:
            raise ValueError(f"request {self.key}: {self.least} of {self.amount} cents")
        if not 0 <= self.worth <= 5:
            raise ValueError(f"request {self.key}: a worth lies between 0 and 5, not {self.worth}")

    @property
    def smallest(self) -> int:
        return self.amount if self.least is None else self.least

    @property
    def units(self) -> int:
        """Return the worth in hundredths."""
        return round(self.worth * WORTH_UNIT)

    @property
    def group(self) -> tuple[str, int]:
        """Whose share it counts in: the shop's, or its own."""
        return ("request", self.key) if self.shop is None else ("shop", self.shop)


@dataclass(frozen=True)
class Problem:
    """Requests, envelopes, and how to choose.

    Parameters
    ----------
    fair : int
        Cents that each shop that asks should have first, or all that it asks when that is less.
    equal : bool
        Equal shares instead of expected worth; they rise by `step` cents.
    pinned, excluded : frozenset of int
        Requests that the team keeps or puts aside.

    Raises
    ------
    ValueError
        A key appears twice, a pinned or excluded key is unknown, or is both.
    """

    requests: tuple[Request, ...]
    envelopes: tuple[Envelope, ...]
    fair: int = 0
    equal: bool = False
    step: int = 1
    pinned: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        for keys in ([r.key for r in self.requests], [e.key for e in self.envelopes]):
            if len(set(keys)) != len(keys):
                raise ValueError("a key appears twice")
        if unknown := (self.pinned | self.excluded) - {r.key for r in self.requests}:
            raise ValueError(f"pinned or excluded, but not a request: {sorted(unknown)}")
        if both := self.pinned & self.excluded:
            raise ValueError(f"both pinned and excluded: {sorted(both)}")

    @cached_property
    def by_key(self) -> dict[int, Request]:
        return {r.key: r for r in self.requests}

    @cached_property
    def purse(self) -> dict[int, Envelope]:
        return {e.key: e for e in self.envelopes}

    @cached_property
    def owed(self) -> dict[tuple[str, int], int]:
        """Return what fairness gives each one who asks: the floor, or all that it asks when that is less."""
        asked: dict[tuple[str, int], int] = defaultdict(int)
        for r in self.requests:
            if r.key not in self.excluded and r.shop is not None:
                asked[r.group] += r.amount
        return {group: min(self.fair, amount) for group, amount in asked.items()}


@dataclass(frozen=True)
class Grant:
    """Cents given to a request, out of one envelope."""

    envelope: int
    amount: int


def given(envelope: Envelope, request: Request, amount: int) -> Envelope:
    """Return an envelope once a grant is made out of it."""
    by_shop, by_kind = dict(envelope.by_shop), dict(envelope.by_kind)
    if request.shop is not None:
        by_shop[request.shop] = by_shop.get(request.shop, 0) + amount
    by_kind[request.kind] = by_kind.get(request.kind, 0) + amount
    return replace(envelope, available=envelope.available - amount, by_shop=by_shop, by_kind=by_kind)
