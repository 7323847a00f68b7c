"""What a plan of visits is asked: who is free when, which shop is open when, which visit belongs in which window."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from chalandise.computing.slots.intervals import Interval, Intervals, both, inside, union, without


@dataclass(frozen=True)
class Limit:
    """One limit of the plan, named so that the room can say it in words.

    `kind`: visit (`key` must take place), window (of visit `key`), mentor (when mentor `key` is free), shop (when shop
    `key` is open), rush (of shop `key`), holidays, apart (days between the visits of pairing `key`), together (mentor
    `key` is at one place at a time and walks between two), guests (shop `key` receives one visit at a time).
    """

    kind: str
    key: int = 0


@dataclass(frozen=True)
class Mentor:
    """When a mentor is free and when they like to come, in slots."""

    key: int
    free: Intervals
    liked: Intervals = ()


@dataclass(frozen=True)
class Shop:
    """When a shop is open, when it is too busy for a visit, when it likes visits; where it stands, in metres along the axis."""

    key: int
    open: Intervals
    rush: Intervals = ()
    liked: Intervals = ()
    place: int = 0


@dataclass(frozen=True)
class Visit:
    """One visit to plan: the number-th of its pairing, `length` slots inside `window`."""

    key: int
    pairing: int
    number: int
    mentor: int
    shop: int
    window: Interval
    length: int


@dataclass(frozen=True)
class Problem:
    """Visits of a panel on one time line of integer slots, `day` slots a day; slot 0 begins a day.

    Parameters
    ----------
    visits, mentors, shops : tuple
    day : int
        Slots of a day (96 for quarters of an hour).
    min_days : int
        Days between two visits of one pairing, at least (10: a visit on the 1st, the next on the 11th).
    ideal_days : int
        Beyond this many days, two visits are no better spread.
    holidays : frozenset of int
        Days (slot // day) on which nobody visits.
    walk : int
        Metres that a mentor goes along the axis in one slot.

    Raises
    ------
    ValueError
        A key appears twice or is unknown, a length or a speed is not positive, a number comes twice in a pairing.
    """

    visits: tuple[Visit, ...]
    mentors: tuple[Mentor, ...]
    shops: tuple[Shop, ...]
    day: int = 96
    min_days: int = 10
    ideal_days: int = 21
    holidays: frozenset[int] = field(default_factory=frozenset)
    walk: int = 1_000

    def __post_init__(self) -> None:
        for name, things in (("visit", self.visits), ("mentor", self.mentors), ("shop", self.shops)):
            if len({t.key for t in things}) < len(things):
                raise ValueError(f"a {name} appears twice")
        if len({(v.pairing, v.number) for v in self.visits}) < len(self.visits):
            raise ValueError("a pairing has two visits of one number")
        if strange := [v.key for v in self.visits if v.mentor not in self.mentor or v.shop not in self.shop]:
            raise ValueError(f"visits of unknown mentors or shops: {strange}")
        if long := [v.key for v in self.visits if not 0 < v.length <= self.day]:
            raise ValueError(f"visits that last no time or more than a day: {long}")
        if self.day <= 0 or self.walk <= 0 or not 0 <= self.min_days <= self.ideal_days:
            raise ValueError("a day, a speed, or the days between visits make no sense")

    @cached_property
    def mentor(self) -> dict[int, Mentor]:
        return {m.key: m for m in self.mentors}

    @cached_property
    def shop(self) -> dict[int, Shop]:
        return {s.key: s for s in self.shops}

    @cached_property
    def visit(self) -> dict[int, Visit]:
        return {v.key: v for v in self.visits}

    @cached_property
    def horizon(self) -> Interval:
        ends = [edge for v in self.visits for edge in v.window]
        return (min(ends) // self.day * self.day, (max(ends) // self.day + 1) * self.day) if ends else (0, 0)

    @cached_property
    def days_off(self) -> Intervals:
        return union((d * self.day, (d + 1) * self.day) for d in self.holidays)

    def starts(self, visit: Visit, limits: Collection[Limit] | None = None) -> Intervals:
        """Return the slots at which a visit may begin, under some limits only or under all of them."""
        def stands(kind: str, key: int = 0) -> bool:
            return limits is None or Limit(kind, key) in limits
        free: Intervals = (visit.window if stands("window", visit.key) else self.horizon,)
        if stands("mentor", visit.mentor):
            free = both(free, union(self.mentor[visit.mentor].free))
        if stands("shop", visit.shop):
            free = both(free, union(self.shop[visit.shop].open))
        if stands("rush", visit.shop):
            free = without(free, union(self.shop[visit.shop].rush))
        if stands("holidays"):
            free = without(free, self.days_off)
        return tuple((a, b - visit.length + 1) for a, b in free if b - a >= visit.length)

    def liking(self, visit: Visit, start: int) -> int:
        """Return the slots of a visit that its shop likes, plus those that its mentor likes: 0 to twice its length."""
        end = start + visit.length
        return inside(start, end, self._liked["shop", visit.shop]) + inside(start, end, self._liked["mentor", visit.mentor])

    @cached_property
    def _liked(self) -> dict[tuple[str, int], Intervals]:
        return {**{("shop", s.key): union(s.liked) for s in self.shops}, **{("mentor", m.key): union(m.liked) for m in self.mentors}}

    def travel(self, one: Visit, other: Visit) -> int:
        """Return the slots that a mentor needs between two visits, rounded up."""
        return -(-abs(self.shop[one.shop].place - self.shop[other.shop].place) // self.walk)

    def components(self) -> list[list[Visit]]:
        """Share the visits out into sets that have no mentor, shop or pairing in common: each can be planned alone."""
        near: dict[tuple[str, int], list[Visit]] = defaultdict(list)
        for v in self.visits:
            for tie in (("mentor", v.mentor), ("shop", v.shop), ("pairing", v.pairing)):
                near[tie].append(v)
        found, seen = [], set()
        for first in self.visits:
            group, waiting = [], [first]
            while waiting:
                v = waiting.pop()
                if v.key in seen:
                    continue
                seen.add(v.key)
                group.append(v)
                waiting += [*near["mentor", v.mentor], *near["shop", v.shop], *near["pairing", v.pairing]]
            if group:
                found.append(sorted(group, key=lambda v: (v.pairing, v.number)))
        return found

    def limits(self, visits: Collection[Visit]) -> list[Limit]:
        """Return every limit on these visits, what the team can change last."""
        mentors, shops = sorted({v.mentor for v in visits}), sorted({v.shop for v in visits})
        crowd = [v for v in combinations(visits, 2) if v[0].shop == v[1].shop and v[0].mentor != v[1].mentor]
        return [*(Limit("visit", v.key) for v in visits), *([Limit("holidays")] if self.holidays else []),
                *(Limit("together", m) for m in mentors), *(Limit("guests", s) for s in sorted({v[0].shop for v in crowd})),
                *(Limit("shop", s) for s in shops), *(Limit("rush", s) for s in shops if self.shop[s].rush),
                *(Limit("mentor", m) for m in mentors), *(Limit("window", v.key) for v in visits),
                *(Limit("apart", p) for p in sorted({v.pairing for v in visits}))]


def broken(problem: Problem, starts: Mapping[int, int]) -> list[Limit]:
    """Return the limits that these starts break, in the order of `Problem.limits`; visits without a start are passed over."""
    visits = [problem.visit[key] for key in sorted(starts)]
    found: set[Limit] = set()
    for v in visits:
        own = [Limit("window", v.key), Limit("mentor", v.mentor), Limit("shop", v.shop), Limit("rush", v.shop), Limit("holidays")]
        found.update(one for one in own if not inside(starts[v.key], starts[v.key] + 1, problem.starts(v, {one})))
    for one, other in combinations(visits, 2):
        first, second = sorted((one, other), key=lambda v: starts[v.key])
        clear = starts[second.key] - starts[first.key] - first.length
        if one.pairing == other.pairing:
            days = [starts[v.key] // problem.day for v in sorted((one, other), key=lambda v: v.number)]
            found.update([Limit("apart", one.pairing)] if days[1] - days[0] < problem.min_days else [])
        if one.mentor == other.mentor and clear < problem.travel(one, other):
            found.add(Limit("together", one.mentor))
        if one.shop == other.shop and one.mentor != other.mentor and clear < 0:
            found.add(Limit("guests", one.shop))
    return [one for one in problem.limits(visits) if one in found]
