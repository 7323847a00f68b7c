"""The street as a line: the real stops of the transport line and the shops between them, at their place in metres."""
from dataclasses import dataclass, field

from django.utils.translation import gettext, ngettext

NEAR = 1.9  # percent of the width under which two shops share one mark


@dataclass
class Place:
    """One mark on the street: shops so near each other that they are drawn as one."""

    x: float
    even: bool
    shops: list = field(default_factory=list)

    @property
    def words(self):
        if len(self.shops) == 1:
            return self.shops[0].name
        return ngettext("%(n)s boutique", "%(n)s boutiques", len(self.shops)) % {"n": len(self.shops)} + " : " + ", ".join(s.name for s in self.shops)

    @property
    def count(self):
        return len(self.shops)


@dataclass(frozen=True)
class Halt:
    """A stop of the transport line; `guessed` when nobody surveyed its point."""

    name: str
    x: float
    guessed: bool
    shops: list  # the shops from here to the next stop, in order


@dataclass(frozen=True)
class Street:
    name: str
    halts: list
    before: list   # shops before the first stop
    places: list
    lost: list     # shops whose place is not known

    @property
    def guesses(self):
        return any(h.guessed for h in self.halts)

    @property
    def summary(self):
        shown = sum(p.count for p in self.places)
        return gettext("%(street)s : %(shops)s entre %(first)s et %(last)s") % {
            "street": self.name, "shops": ngettext("%(n)s boutique", "%(n)s boutiques", shown) % {"n": shown},
            "first": self.halts[0].name, "last": self.halts[-1].name}


def of_axis(axis, shops):
    """Return the street of an axis with these shops, or None while no stop has a place. One query (the stops)."""
    stops = sorted((s for s in axis.stops.all() if s.along_m is not None), key=lambda s: s.along_m)
    if len(stops) < 2:
        return None
    placed = sorted((s for s in shops if s.along_m is not None), key=lambda s: s.along_m)
    length = max(axis.length_m or 0, stops[-1].along_m, *(s.along_m for s in placed), 1)

    def x(metres):
        return round(2 + 96 * metres / length, 2)
    edges = [s.along_m for s in stops[1:]] + [length + 1]
    halts = [Halt(s.name, x(s.along_m), s.approximate, [p for p in placed if s.along_m <= p.along_m < edge])
             for s, edge in zip(stops, edges, strict=True)]
    return Street(axis.name, halts, [p for p in placed if p.along_m < stops[0].along_m], _gathered(placed, x),
                  [s for s in shops if s.along_m is None])


def _gathered(placed, x):
    """Odd numbers stand above the street and even ones below, as in the street; neighbours share a mark."""
    found = []
    for shop in placed:
        digits = "".join(c for c in shop.number if c.isdecimal())
        even = bool(digits) and int(digits) % 2 == 0
        near = next((p for p in reversed(found) if p.even == even and x(shop.along_m) - p.x < NEAR), None)
        if near is None:
            near = Place(x(shop.along_m), even)
            found.append(near)
        near.shops.append(shop)
    return found
