"""Money followed from whom it came to what it did: ribbons between two columns, readable in black and white.

    figure = Flow(_("Où va chaque euro"), [(str(partner), kind, Decimal("180.00")), …], source=_("Le grand livre de la cagnotte"))
    {% flow figure %}
"""
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from chalandise.foundation.wording import euros
from chalandise.web.shell.lettering import wrap

WIDTH, BAR, GAP, TALL, LEAST = 360, 9, 8, 220, 34  # units of the drawing; LEAST keeps two lines of words beside a thin ribbon


@dataclass(frozen=True)
class End:
    """One end of some ribbons: its place in the column, its words, what passes there."""

    label: str
    amount: Decimal
    top: float
    height: float

    @property
    def lines(self):
        """(height of the line, words): the name, then the sum."""
        words = [*wrap(self.label, 24)[:2], euros(self.amount)]
        first = self.top + self.height / 2 - 7 * (len(words) - 1) + 4
        return [(round(first + 14 * n, 1), text) for n, text in enumerate(words)]


@dataclass
class Flow:
    """Ribbons (from, to, euros); those of the same two ends are one ribbon. Ends keep the order in which they come."""

    title: str
    ribbons: list
    description: str = ""
    source: str = ""

    @cached_property
    def sums(self):
        found = {}
        for start, end, amount in self.ribbons:
            if amount > 0:
                found[start, end] = found.get((start, end), Decimal(0)) + amount
        return found

    def _column(self, side):
        sums = {}
        for ends, amount in self.sums.items():
            sums[ends[side]] = sums.get(ends[side], Decimal(0)) + amount
        whole, top, found = sum(sums.values()), 0.0, {}
        for label, amount in sums.items():
            height = max(LEAST, float(TALL * amount / whole))
            found[label] = End(label, amount, round(top, 1), round(height, 1))
            top += height + GAP
        return found

    @cached_property
    def left(self):
        return self._column(0)

    @cached_property
    def right(self):
        return self._column(1)

    @property
    def box(self):
        """Return how tall the drawing is, with its margins."""
        return 8 + max((end.top + end.height for column in (self.left, self.right) for end in column.values()), default=0)

    @cached_property
    def paths(self):
        """The outline of each ribbon, as wide at each end as its part of what passes there."""
        used, found = {}, []
        for (start, end), amount in self.sums.items():
            edges = []
            for side, place in ((0, self.left[start]), (1, self.right[end])):
                top = used.get((side, place.label), place.top)
                thick = place.height * float(amount / place.amount)
                used[side, place.label] = top + thick
                edges.append((top, top + thick))
            (a, b), (c, d) = edges
            x, y, mid = BAR, WIDTH - BAR, WIDTH / 2
            found.append(f"M{x} {a:.1f}C{mid} {a:.1f} {mid} {c:.1f} {y} {c:.1f}V{d:.1f}C{mid} {d:.1f} {mid} {b:.1f} {x} {b:.1f}Z")
        return found

    @property
    def words(self):
        """Say the ribbons in a sentence, for who does not see them."""
        return ". ".join(f"{start} : {end}, {euros(amount)}" for (start, end), amount in self.sums.items())
