"""A calendar of weeks by years, drawn by the server: what is known, closed, missing or doubtful. Told by shape, repeated by colour."""
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

STATES = {"have": pgettext_lazy("semaines", "connues"), "closed": pgettext_lazy("semaines", "fermées"), "missing": pgettext_lazy("semaines", "manquantes"),
          "doubtful": pgettext_lazy("semaines", "en doute")}
ONE = {"have": gettext_lazy("connue"), "closed": gettext_lazy("fermé"), "missing": gettext_lazy("manque"), "doubtful": gettext_lazy("en doute")}
SIZE, HALF = 14, 27  # of a cell; weeks in the longer half


@dataclass
class Weeks:
    """A calendar: each week has `year`, `number`, `start`, `state` ("have", "closed", "missing", "doubtful") and `days_known`."""

    title: str
    weeks: list
    description: str = ""
    source: str = ""

    @cached_property
    def years(self):
        """Return [(year, its halves)], the latest first; a half is (cells, month names, its sentence, its width)."""
        found = []
        for year, weeks in groupby(self.weeks, key=lambda w: w.year):
            weeks = list(weeks)
            halves = [[w for w in weeks if w.number <= 26], [w for w in weeks if w.number > 26]]
            found.append((year, [self._half(year, half) for half in halves if half]))
        return found[::-1]

    def _half(self, year, weeks):
        low = 0 if weeks[0].number <= 26 else 26
        cells = [(w.state, (w.number - 1 - low) * SIZE) for w in weeks]
        named = [(date_format(w.start, "M")[:1].upper(), (w.number - 1 - low) * SIZE) for w in weeks if w.start.day <= 7]
        said = gettext("%(year)s, semaines %(first)s à %(last)s : %(counts)s") % {
            "year": year, "first": weeks[0].number, "last": weeks[-1].number, "counts": self.counted(weeks)}
        return {"cells": cells, "months": named, "words": said}

    def counted(self, weeks):
        """Return "20 connues, 3 fermées, 2 manquantes, 1 en doute"; what is nothing is not said."""
        counts = {state: sum(w.state == state for w in weeks) for state in STATES}
        return ", ".join(f"{n} {STATES[state]}" for state, n in counts.items() if n)

    @property
    def summary(self):
        return self.counted(self.weeks)

    @property
    def rows(self):
        """The table behind, latest week first: (week, its state in words)."""
        return [(w, ONE[w.state]) for w in reversed(self.weeks)]

    legend = tuple(STATES.items())
