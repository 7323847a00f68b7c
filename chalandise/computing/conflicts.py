"""Conflicts of interest: one graph of dated ties, one predicate for every gesture.

A tie joins two nodes (persons, organisations, shops, solutions, requests…) and has a kind. A *path* of ties that hold on
a day, from who makes a gesture to what the gesture is about, is what makes a conflict. How serious it is comes from a
table (gesture × kind → verdict) that the caller gives, softened by one step for each other human being that the path
goes through. The worst path decides. docs/computing/conflicts.md gives the rule, its table and its properties.

The shape of a path (typed edges, a period, a source, an effect) follows the practice of conference software (HotCRP's
typed conflicts); the composition rule is ours.
"""
from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property

# What says "it is the same house", from the weakest word to the strongest; such ties lead on to others.
KEEPS, EMPLOYER, SIREN, GROUP = "keeps", "employer", "siren", "group"
BONDS = (KEEPS, EMPLOYER, SIREN, GROUP)
FAMILY = "family"
# What one has to win or lose; a path holds one of them at most: two clients of one telephone company are not in conflict.
INTERESTS = ("client", "supplier", "competitor", "provider", "invoice", "reviewer", "asked", "other")
KINDS = (*BONDS, FAMILY, *INTERESTS)


class Level(IntEnum):
    """How far a gesture may go; a higher one is worse."""

    ALLOWED = 0
    SUPERVISED = 1
    BARRED = 2


@dataclass(frozen=True)
class Tie:
    """A fact between two nodes, true from `since` (None: always) until the day before `until` (None: still).

    The verdict does not depend on which end comes first; sentences do: `a` keeps, works for, sells to… `b`. The `a` of
    "keeps" and of "employer", and both ends of "family", are human beings.
    """

    a: Hashable
    b: Hashable
    kind: str
    since: date | None = None
    until: date | None = None
    source: str = "declared"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of tie {self.kind!r}")

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True)
class Verdict:
    """What the predicate answers: the level, and the path of ties that explains it (empty when allowed)."""

    level: Level = Level.ALLOWED
    kind: str = ""  # the kind of tie that decided
    path: tuple[Tie, ...] = ()
    nodes: tuple[Hashable, ...] = ()  # those that the path goes through, from who acts to what it is about

    @property
    def barred(self) -> bool:
        return self.level is Level.BARRED

    @property
    def supervised(self) -> bool:
        return self.level is Level.SUPERVISED


CLEAR = Verdict()


@dataclass(frozen=True)
class _Way:
    """Where a search stands: what a path holds so far, without its nodes."""

    node: Hashable
    interest: str = ""
    relatives: int = 0   # ties of family
    colleagues: int = 0  # houses that the path enters and leaves by an employment
    inside: bool = False  # it entered the house where it stands by an employment
    bond: int = -1       # the strongest bond met, as a place in BONDS

    @property
    def kind(self) -> str:
        return self.interest or (FAMILY if self.relatives else BONDS[self.bond])

    @property
    def softened(self) -> int:
        """Steps that the human beings met on the way take off; a colleague counts twice, being met through a house."""
        return max(0, self.relatives + bool(self.interest) + self.colleagues - 1) + self.colleagues


class Graph:
    """Ties that hold on one day."""

    def __init__(self, ties: Iterable[Tie], *, on: date) -> None:
        self.ties = tuple(tie for tie in ties if tie.holds(on))
        self._reached: dict[Hashable, dict[_Way, tuple[_Way, Tie] | None]] = {}

    @cached_property
    def _around(self) -> Mapping[Hashable, list[tuple[Tie, Hashable]]]:
        found = defaultdict(list)
        for tie in self.ties:
            found[tie.a].append((tie, tie.b))
            if tie.b != tie.a:
                found[tie.b].append((tie, tie.a))
        return found

    @cached_property
    def _people(self) -> frozenset[Hashable]:
        return frozenset(n for t in self.ties for n in ((t.a, t.b) if t.kind == FAMILY else (t.a,))
                         if t.kind in (KEEPS, EMPLOYER, FAMILY))

    def ways_from(self, start: Hashable) -> Mapping[_Way, tuple[_Way, Tie] | None]:
        """Every way that leaves a node and could still matter, each with the one it comes from; the shortest first."""
        if start not in self._reached:
            first = _Way(start)
            reached: dict[_Way, tuple[_Way, Tie] | None] = {first: None}
            queue = deque([first])
            while queue:
                way = queue.popleft()
                for tie, node in self._around.get(way.node, ()):
                    further = self._step(way, tie, node)
                    if further is not None and further not in reached:
                        reached[further] = (way, tie)
                        queue.append(further)
            self._reached[start] = reached
        return self._reached[start]

    def _step(self, way: _Way, tie: Tie, node: Hashable) -> _Way | None:
        interest, relatives, colleagues, bond = way.interest, way.relatives, way.colleagues, way.bond
        inside = way.inside and node not in self._people
        if tie.kind in INTERESTS:
            if interest:
                return None
            interest = tie.kind
        elif tie.kind == FAMILY:
            relatives += 1
        else:
            bond = max(bond, BONDS.index(tie.kind))
            if tie.kind == EMPLOYER:
                colleagues += way.inside and node == tie.a
                inside = node == tie.b
        further = _Way(node, interest, relatives, colleagues, inside, bond)
        return further if further.softened < Level.BARRED else None


def judge(graph: Graph, gesture: str, actor: Hashable, about: Collection[Hashable],
          table: Mapping[str, Mapping[str, Level]]) -> Verdict:
    """Say whether somebody may make a gesture about some things.

    Parameters
    ----------
    graph : Graph
    gesture : str
        A row of `table`.
    actor : node
        Who makes the gesture (for a pairing: the mentor).
    about : collection of nodes
        What it is about: a shop and its supplier, a solution and its provider…
    table : {gesture: {kind: Level}}
        A kind that is missing is an error of the caller's data.

    Returns
    -------
    Verdict
        The worst path decides; among equals the shortest, then the first kind of `KINDS`. Being the thing itself
        ("keeps": one's own) is a conflict too, with an empty path.

    Raises
    ------
    KeyError
        The table does not know the gesture, or a kind met on the way.
    """
    levels = table[gesture]
    targets = set(about)
    if actor in targets:
        return Verdict(levels[KEEPS], KEEPS, (), (actor,)) if levels[KEEPS] else CLEAR
    ways = graph.ways_from(actor)
    best: tuple[int, int, int] | None = None
    chosen: _Way | None = None
    for way in ways:
        if way.node not in targets:
            continue
        level = levels[way.kind] - way.softened
        if level <= 0:
            continue
        rank = (-level, _length(ways, way), KINDS.index(way.kind))
        if best is None or rank < best:
            best, chosen = rank, way
    if best is None or chosen is None:
        return CLEAR
    path, nodes = _path(ways, chosen)
    return Verdict(Level(-best[0]), chosen.kind, path, nodes)


def _length(ways: Mapping[_Way, tuple[_Way, Tie] | None], way: _Way) -> int:
    return len(_path(ways, way)[0])


def _path(ways: Mapping[_Way, tuple[_Way, Tie] | None], way: _Way) -> tuple[tuple[Tie, ...], tuple[Hashable, ...]]:
    ties: list[Tie] = []
    nodes: list[Hashable] = [way.node]
    while (came := ways[way]) is not None:
        way, tie = came
        ties.append(tie)
        nodes.append(way.node)
    return tuple(reversed(ties)), tuple(reversed(nodes))
