"""The rules of an envelope of money: what one more grant may be, to whom and for what, with the reason in a code.

One law for two readers: the ledger asks it before money is committed, the allocation (computing/allocation.py) obeys it
for many requests at once. Amounts are integers of cents. docs/computing/allocation.md gives the rules in words.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Bound:
    """At least and at most, in cents (None: no ceiling)."""

    floor: int = 0
    cap: int | None = None

    def __post_init__(self) -> None:
        if self.floor < 0 or (self.cap is not None and self.cap < self.floor):
            raise ValueError(f"the floor {self.floor} must not exceed the cap {self.cap}")

    def unmet(self, held: int) -> int:
        """Return what is still owed to reach the floor."""
        return max(0, self.floor - held)

    def room(self, held: int) -> int | None:
        """Return what the cap still allows; None without a cap."""
        return None if self.cap is None else max(0, self.cap - held)


@dataclass(frozen=True)
class Limit:
    """What stops a grant: a code, and the most that may still be granted (cents).

    Codes: kind (the envelope does not pay this kind), money (not enough is there), shop_cap, kind_cap (a ceiling is
    reached), shop_floor, kind_floor (what is there is kept for those who have not had their floor yet).
    """

    code: str
    most: int = 0


@dataclass(frozen=True)
class Envelope:
    """Money with rules, and what it already holds.

    Parameters
    ----------
    key : int
        Identity in the caller's world; 0 is the purse without rules.
    available : int
        Cents that may still be committed.
    kinds : frozenset of str or None
        The kinds of action that it pays; None pays everything.
    per_shop : Bound
        For each shop.
    per_kind : mapping of str to Bound
        For some kinds.
    owed : frozenset of int
        The shops to whom the floor is owed (the panel).
    by_shop, by_kind : mapping to int
        Cents that each already holds in this envelope, committed or paid.
    """

    key: int
    available: int
    kinds: frozenset[str] | None = None
    per_shop: Bound = Bound()
    per_kind: Mapping[str, Bound] = field(default_factory=dict)
    owed: frozenset[int] = frozenset()
    by_shop: Mapping[int, int] = field(default_factory=dict)
    by_kind: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.available < 0:
            raise ValueError(f"envelope {self.key}: {self.available} cents are available")

    def accepts(self, kind: str) -> bool:
        return self.kinds is None or kind in self.kinds

    def owed_to(self, shop: int | None) -> int:
        """Return the cents that one shop must still receive to have its floor."""
        return self.per_shop.unmet(self.by_shop.get(shop, 0)) if shop is not None and shop in self.owed else 0

    def owed_for(self, kind: str) -> int:
        return self.per_kind[kind].unmet(self.by_kind.get(kind, 0)) if kind in self.per_kind else 0

    @property
    def shops_reserve(self) -> int:
        """What is kept for the floors of all the shops."""
        return sum(self.owed_to(shop) for shop in self.owed)

    @property
    def kinds_reserve(self) -> int:
        return sum(self.owed_for(kind) for kind in self.per_kind)

    def limits(self, shop: int | None, kind: str) -> list[Limit]:
        """Return everything that bounds one more grant, the tightest first; the first one says what may be granted."""
        if not self.accepts(kind):
            return [Limit("kind")]
        mine, sort = self.owed_to(shop), self.owed_for(kind)
        found = [Limit("money", self.available),
                 Limit("shop_floor", max(self.available - (self.shops_reserve - mine), mine)),
                 Limit("kind_floor", max(self.available - (self.kinds_reserve - sort), sort))]
        room = self.per_shop.room(self.by_shop.get(shop, 0)) if shop is not None else None
        if room is not None:
            found.append(Limit("shop_cap", room))
        room = self.per_kind[kind].room(self.by_kind.get(kind, 0)) if kind in self.per_kind else None
        if room is not None:
            found.append(Limit("kind_cap", room))
        return sorted(found, key=lambda limit: limit.most)

    def refusal(self, shop: int | None, kind: str, amount: int) -> Limit | None:
        """Return what stops this grant, or None when it may be made.

        Examples
        --------
        >>> purse = Envelope(1, 30_000, per_shop=Bound(floor=5_000), owed=frozenset({1, 2}))
        >>> purse.refusal(1, "site", 25_000) is None
        True
        >>> purse.refusal(1, "site", 25_001)
        Limit(code='shop_floor', most=25000)
        """
        tightest = self.limits(shop, kind)[0]
        return tightest if tightest.code == "kind" or amount > tightest.most else None
