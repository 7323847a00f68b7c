"""A curve through time drawn by the server: what was observed, what would have been expected with its band, what happened meanwhile.

Read in black and white: the observed line is whole and thick, the expected one dashed, the band a grey with dotted edges, and what happened
lies in named rows under the curve. The table is behind; a sentence says the drawing to who does not see it.
"""
from dataclasses import dataclass, field
from functools import cached_property
from math import isfinite

from django.utils.translation import gettext as _

from chalandise.foundation.wording import number
from chalandise.web.shell.figures import _steps

HEIGHT, TOP, ROW = 210, 10, 30  # of the plot, above it, of a row of happenings, in pixels


@dataclass(frozen=True)
class Row:
    """One row under the curve: its words, and its spans as (words, number of the first point, number of the last)."""

    label: str
    spans: tuple


@dataclass
class Course:
    """Up to two lines over the same points.

    Attributes
    ----------
    points : words of each point ("3 semaines après"), for the table
    ticks : [(number of a point, short words)] under the curve
    lines : [(words, values)], the observed one first; None where nothing is known
    band : (words, low, high) around the second line, or None
    start : (number of the point where the action begins, its words), or None
    rows : what happened meanwhile
    """

    title: str
    points: list
    ticks: list
    lines: list
    band: tuple | None = None
    start: tuple | None = None
    rows: list = field(default_factory=list)
    description: str = ""
    source: str = ""
    words: str = ""
    first_column: str = ""

    @cached_property
    def steps(self):
        every = [v for _w, values in self.lines for v in values] + (list(self.band[1]) + list(self.band[2]) if self.band else [])
        known = [v for v in every if v is not None and isfinite(v)] or [0, 100]
        return _steps(min(known), max(known))

    def x(self, n):
        """Place of a point, in percent of the width."""
        return 100 * n / max(1, len(self.points) - 1)

    def y(self, value):
        low, high = self.steps[0], self.steps[-1]
        return TOP + HEIGHT * (1 - (value - low) / (high - low))

    def _paths(self, values):
        """The strokes of a line, cut where nothing is known, in the units of the stretched drawing."""
        paths, run = [], []
        for n, value in enumerate([*values, None]):
            if value is None:
                paths += [" ".join(run)] if len(run) > 1 else []
                run = []
            else:
                run.append(f"{10 * self.x(n):.1f},{self.y(value):.1f}")
        return paths

    @property
    def strokes(self):
        """(style, words, paths), the expected line under the observed one."""
        named = list(zip(("observed", "expected"), self.lines, strict=False))
        return [(style, words, self._paths(values)) for style, (words, values) in reversed(named)]

    @property
    def areas(self):
        """Outlines of the band, cut where nothing is known."""
        if self.band is None:
            return []
        _words, low, high = self.band
        found, run = [], []
        for n in range(len(self.points) + 1):
            known = n < len(self.points) and low[n] is not None and high[n] is not None
            if known:
                run.append(n)
            elif run:
                path = [(n, high[n]) for n in run] + [(n, low[n]) for n in reversed(run)]
                found.append(" ".join(f"{10 * self.x(n):.1f},{self.y(v):.1f}" for n, v in path))
                run = []
        return found

    @property
    def scale(self):
        return [(self.y(s), number(s)) for s in self.steps]

    @property
    def places(self):
        """(percent, words, anchor) of the ticks under the curve."""
        last = len(self.points) - 1
        return [(self.x(n), words, "start" if n == 0 else "end" if n == last else "middle") for n, words in self.ticks]

    @property
    def start_at(self):
        """(percent, words, side of the line on which they stand)"""
        x = self.x(self.start[0])
        return x, self.start[1], "start" if x < 60 else "end"

    @property
    def bottom(self):
        return TOP + HEIGHT

    @property
    def drawn_rows(self):
        """(its words, their height, height of its spans, [(percent, width in percent, words)])"""
        found = []
        for n, row in enumerate(self.rows):
            top = self.bottom + 30 + ROW * n
            half = 50 / max(1, len(self.points) - 1)
            spans = [(max(0, self.x(a) - half), max(.5, min(100, self.x(b) + half) - max(0, self.x(a) - half)), words) for words, a, b in row.spans]
            found.append((row.label, top + 10, top + 15, spans))
        return found

    @property
    def height(self):
        return self.bottom + 26 + ROW * len(self.rows)

    @property
    def legend(self):
        return [("observed", self.lines[0][0]), *([("expected", self.lines[1][0])] if len(self.lines) > 1 else []),
                *([("band", self.band[0])] if self.band else [])]

    @property
    def columns(self):
        return [self.first_column or _("Quand"), *(words for words, _v in self.lines), *([_("au moins"), _("au plus")] if self.band else [])]

    @property
    def table(self):
        series = [values for _w, values in self.lines] + (list(self.band[1:]) if self.band else [])
        return [(point, ["" if v[n] is None else number(round(v[n], 1)) for v in series]) for n, point in enumerate(self.points)
                if any(v[n] is not None for v in series)]

    @property
    def happened(self):
        """[(words of a row, [words of its spans])] for the list under the table."""
        return [(row.label, list(dict.fromkeys(words for words, _a, _b in row.spans))) for row in self.rows if row.spans]
