"""What a pairing is asked: who may go with whom, who may not, what the team keeps or refuses."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations


@dataclass(frozen=True)
class Constraint:
    """One wish or one limit, named so that the room can say it in words.

    Parameters
    ----------
    kind : str
        serve (this merchant must have a lead), pin, forbid (the team's), barred (a conflict of interest), unlisted (the
        pair was never possible), capacity (of a mentor; `amount` places), rivals (two direct competitors who do not
        both accept one mentor).
    merchants, mentors : tuple of int
        Whom it names.
    amount : int
        Places of the mentor, for capacity.
    """

    kind: str
    merchants: tuple[int, ...] = ()
    mentors: tuple[int, ...] = ()
    amount: int = 0


class Contradiction(ValueError):
    """The pins cannot all hold.

    `conflict` is a smallest set of constraints that cannot hold together: none has fewer members. `merchant`, `mentor`
    and `reason` (barred, forbidden, unknown, twice, capacity, rivals) say its last pin and its kind.
    """

    def __init__(self, merchant: int, mentor: int, reason: str, conflict: tuple[Constraint, ...] = ()) -> None:
        super().__init__(f"pin ({merchant}, {mentor}): {reason}")
        self.merchant, self.mentor, self.reason, self.conflict = merchant, mentor, reason, conflict


Clashes = list[tuple[str, tuple[Constraint, ...]]]


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
        Nobody below this fit if avoidable (60 by default), 0 to 101.
    competitors : frozenset of (int, int)
        Merchants who compete directly; they never share a mentor unless both are in `accepting`.
    accepting : frozenset of int
        Merchants who accept to share their mentor with a direct competitor.

    Raises
    ------
    ValueError
        A merchant, a mentor or a candidate appears twice, a candidate names an unknown one, a capacity is negative,
        the level is out of bounds, or a merchant competes with itself.
    """

    merchants: tuple[int, ...]
    mentors: tuple[int, ...]
    candidates: tuple[Candidate, ...]
    capacity: dict[int, int] = field(default_factory=dict)
    barred: dict[tuple[int, int], str] = field(default_factory=dict)
    pinned: tuple[tuple[int, int], ...] = ()
    forbidden: frozenset[tuple[int, int]] = frozenset()
    level: int = 60
    competitors: frozenset[tuple[int, int]] = frozenset()
    accepting: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if len(set(self.merchants)) < len(self.merchants) or len(set(self.mentors)) < len(self.mentors):
            raise ValueError("a merchant or a mentor appears twice")
        if len(self.listed) < len(self.candidates):
            raise ValueError("a candidate appears twice")
        merchants, mentors = set(self.merchants), set(self.mentors)
        if strange := [pair for pair in self.listed if pair[0] not in merchants or pair[1] not in mentors]:
            raise ValueError(f"candidates of unknown merchants or mentors: {sorted(strange)[:5]}")
        if negative := sorted(k for k, places in self.capacity.items() if places < 0):
            raise ValueError(f"negative capacity of mentors {negative}")
        if not 0 <= self.level <= 101:
            raise ValueError(f"the level lies between 0 and 101, not {self.level}")
        if selves := sorted(a for a, b in self.competitors if a == b):
            raise ValueError(f"merchants who compete with themselves: {selves}")

    @cached_property
    def listed(self) -> dict[tuple[int, int], Candidate]:
        return {(c.merchant, c.mentor): c for c in self.candidates}

    @cached_property
    def rivals(self) -> frozenset[tuple[int, int]]:
        """Pairs of merchants, smaller number first, that may not share a mentor."""
        known = set(self.merchants)
        return frozenset((min(pair), max(pair)) for pair in self.competitors
                         if known.issuperset(pair) and not self.accepting.issuperset(pair))

    @cached_property
    def possible(self) -> dict[int, dict[int, int]]:
        """Map each merchant to the mentors it may have, with the fit; pins leave one."""
        pins = dict(self.pinned)
        found: dict[int, dict[int, int]] = {m: {} for m in self.merchants}
        for pair, candidate in self.listed.items():
            merchant, mentor = pair
            if (pair not in self.barred and pair not in self.forbidden and pins.get(merchant, mentor) == mentor
                    and self.places(mentor) > 0):
                found[merchant][mentor] = candidate.fit
        return found

    def places(self, mentor: int) -> int:
        return self.capacity.get(mentor, 1)

    def without_mentors(self, lost: Collection[int]) -> Problem:
        """Return the same problem when these mentors are not there any more; their pins go with them."""
        return replace(self, mentors=tuple(m for m in self.mentors if m not in lost),
                       candidates=tuple(c for c in self.candidates if c.mentor not in lost),
                       pinned=tuple(p for p in self.pinned if p[1] not in lost))

    def with_pin(self, merchant: int, mentor: int) -> Problem:
        """Return the same problem with this pair kept, in place of any other pin of the merchant."""
        return replace(self, pinned=(*(p for p in self.pinned if p[0] != merchant), (merchant, mentor)))

    def with_fit(self, merchant: int, mentor: int, fit: int) -> Problem:
        """Return the same problem where this pair fits so well, listed or not before."""
        others = tuple(c for c in self.candidates if (c.merchant, c.mentor) != (merchant, mentor))
        return replace(self, candidates=(*others, Candidate(merchant, mentor, fit)))

    def check_pins(self) -> None:
        """Raise Contradiction, with a smallest conflicting set, when the pins cannot all hold.

        Pins contradict each other in six ways only, each judged alone; the smallest set of all is told.
        """
        clashes: Clashes = [*self._clashes_of_one(), *self._clashes_of_two(), *self._clashes_of_capacity()]
        if clashes:
            reason, conflict = min(clashes, key=lambda c: (len(c[1]), self.pinned.index(_last_pin(c[1]))))
            raise Contradiction(*_last_pin(conflict), reason, conflict)

    def _clashes_of_one(self) -> Clashes:
        found: Clashes = []
        for merchant, mentor in self.pinned:
            pair, who = (merchant, mentor), ((merchant,), (mentor,))
            if pair in self.barred:
                found.append(("barred", (Constraint("pin", *who), Constraint("barred", *who))))
            elif pair in self.forbidden:
                found.append(("forbidden", (Constraint("pin", *who), Constraint("forbid", *who))))
            elif pair not in self.listed:
                found.append(("unknown", (Constraint("pin", *who), Constraint("unlisted", *who))))
        return found

    def _clashes_of_two(self) -> Clashes:
        found: Clashes = []
        for one, other in combinations(self.pinned, 2):
            pins = (Constraint("pin", one[:1], one[1:]), Constraint("pin", other[:1], other[1:]))
            if one[0] == other[0] and one[1] != other[1]:
                found.append(("twice", pins))
            rivals = (min(one[0], other[0]), max(one[0], other[0]))
            if one[1] == other[1] and rivals in self.rivals:
                found.append(("rivals", (*pins, Constraint("rivals", rivals, (one[1],)))))
        return found

    def _clashes_of_capacity(self) -> Clashes:
        crowd: dict[int, list[int]] = defaultdict(list)
        for merchant, mentor in dict.fromkeys(self.pinned):
            crowd[mentor].append(merchant)
        found: Clashes = []
        for mentor, merchants in crowd.items():
            places = self.places(mentor)
            if len(merchants) > places:
                pins = tuple(Constraint("pin", (m,), (mentor,)) for m in merchants[:places + 1])
                found.append(("capacity", (*pins, Constraint("capacity", (), (mentor,), places))))
        return found


def _last_pin(conflict: tuple[Constraint, ...]) -> tuple[int, int]:
    last = [c for c in conflict if c.kind == "pin"][-1]
    return last.merchants[0], last.mentors[0]
