"""Figures drawn by the server as SVG: bars (with intervals), radar, sparkline. Each has a title, a description, a source
and the table behind; series differ by their stroke and marks, colour only repeats it.

    figure = Bars(_("Diagnostic de départ"), [Bar(_("Être trouvé"), 38), …], source=_("Saison 2017–2018, 20 boutiques"), high=100)
    {% bars figure %}   {% radar figure %}   {% sparkline figure %}
"""
from dataclasses import dataclass
from functools import cached_property
from math import ceil, cos, floor, log10, pi, sin

from django.utils.translation import gettext

from chalandise.foundation import wording
from chalandise.web.shell.lettering import wrap


def _steps(low, high, count=4):
    """Return round values that cover [low, high], about `count` intervals."""
    span = (high - low) or 1
    rough = span / count
    scale = 10 ** floor(log10(rough))
    step = next(s * scale for s in (1, 2, 2.5, 5, 10) if s * scale >= rough)
    first, last = floor(low / step), ceil(high / step)
    return [round(n * step, 10) for n in range(first, last + 1)]


@dataclass(frozen=True)
class Bar:
    """One row: a value, its interval when there is one, and the words that say it (made from the numbers unless given)."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    words: str = ""

    @property
    def is_interval(self):
        return self.low is not None and self.high is not None


@dataclass
class Bars:
    """Horizontal bars, or points with their intervals. `low` and `high` fix the ends of the scale."""

    title: str
    bars: list
    description: str = ""
    source: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None

    @cached_property
    def steps(self):
        every = [v for b in self.bars for v in (b.value, b.low, b.high) if v is not None] or [0]
        low = self.low if self.low is not None else min(0, *every)
        high = self.high if self.high is not None else max(0, *every)
        return _steps(low, high) if high > low else [0, 1]

    def _x(self, value):
        low, high = self.steps[0], self.steps[-1]
        return min(max(100 * (value - low) / (high - low), 0), 100)

    @property
    def zero(self):
        return self._x(0)

    @property
    def ticks(self):
        """(percent, words, where the words are anchored)"""
        last = len(self.steps) - 1
        return [(self._x(s), self.say(s), "start" if n == 0 else "end" if n == last else "middle") for n, s in enumerate(self.steps)]

    def say(self, value):
        return f"{wording.number(round(value, 2))}{wording.SPACE + self.unit if self.unit else ''}"

    def words(self, bar):
        if bar.words:
            return bar.words
        if bar.is_interval:
            return gettext("%(low)s à %(high)s") % {"low": self.say(bar.low), "high": self.say(bar.high)}
        return self.say(bar.value)

    @property
    def rows(self):
        """What each row draws, in percent of the scale."""
        found = []
        for bar in self.bars:
            x = self._x(bar.value)
            row = {"bar": bar, "words": self.words(bar), "x": x, "from": min(x, self.zero), "width": abs(x - self.zero),
                   "value": self.say(bar.value)}
            if bar.is_interval:
                row |= {"low": self._x(bar.low), "high": self._x(bar.high), "low_words": self.say(bar.low), "high_words": self.say(bar.high)}
            found.append(row)
        return found

    @property
    def has_intervals(self):
        return any(b.is_interval for b in self.bars)


@dataclass(frozen=True)
class Series:
    """One outline of a radar: values from 0 to 100, in the order of the themes; None where nothing was answered."""

    label: str
    values: list
    beside: bool = False  # a reference (the panel's median), drawn thin and dotted


@dataclass
class Radar:
    """Up to three outlines over the same themes (T0, T1, T2), and one of reference beside them."""

    title: str
    themes: list
    series: list
    description: str = ""
    source: str = ""

    WIDTH, HEIGHT, RADIUS = 360, 300, 104

    def _point(self, number, value):
        angle = 2 * pi * number / len(self.themes) - pi / 2
        reach = self.RADIUS * value / 100
        return round(self.WIDTH / 2 + reach * cos(angle), 1), round(self.HEIGHT / 2 + reach * sin(angle), 1)

    def _outline(self, values):
        """A theme without answer is left out of the outline rather than drawn as nothing."""
        return " ".join(f"{x},{y}" for x, y in (self._point(n, v) for n, v in enumerate(values) if v is not None))

    @property
    def rings(self):
        return [(level, self._outline([level] * len(self.themes)), self._point(0, level)) for level in (25, 50, 75, 100)]

    @property
    def spokes(self):
        return [self._point(n, 100) for n in range(len(self.themes))]

    @property
    def labels(self):
        """(x, y, anchor, lines of words) around the figure."""
        found = []
        for n, theme in enumerate(self.themes):
            x, y = self._point(n, 112)
            anchor = "middle" if abs(x - self.WIDTH / 2) < 12 else "start" if x > self.WIDTH / 2 else "end"
            lines = wrap(str(theme), 13 if anchor != "middle" else 30)
            top = y + 4 - (len(lines) - 1) * (16 if y < self.HEIGHT / 2 - 60 else 8)
            found.append((x, [(round(top + 16 * k, 1), words) for k, words in enumerate(lines)], anchor))
        return found

    @property
    def outlines(self):
        """(style, series, points of the outline, its marks) for each series; the style is stroke-0 to stroke-2, stroke-3 for a reference."""
        own = [s for s in self.series if not s.beside][:3]
        drawn = [("stroke-3", s) for s in self.series if s.beside][:1] + [(f"stroke-{n}", s) for n, s in enumerate(own)]
        return [(style, s, self._outline(s.values), [self._point(k, v) for k, v in enumerate(s.values) if v is not None])
                for style, s in drawn]

    @property
    def words(self):
        """Say the outlines in a sentence each, for who does not see them."""
        return ". ".join(f"{s.label} : " + ", ".join(f"{theme} {values[n]}" for theme, values in self.table) for n, s in enumerate(self.series))

    @property
    def table(self):
        return [(theme, [wording.number(s.values[n]) if s.values[n] is not None else gettext("sans réponse") for s in self.series])
                for n, theme in enumerate(self.themes)]


@dataclass
class Sparkline:
    """A small curve beside a sentence: dated or ordered values, the last one said."""

    title: str
    values: list
    unit: str = ""
    labels: tuple = ()
    source: str = ""

    WIDTH, HEIGHT = 132, 36

    @property
    def points(self):
        low, high = min(self.values), max(self.values)
        span, step = (high - low) or 1, (self.WIDTH - 10) / max(len(self.values) - 1, 1)
        return [(round(5 + n * step, 1), round(self.HEIGHT - 5 - (v - low) / span * (self.HEIGHT - 10), 1)) for n, v in enumerate(self.values)]

    @property
    def outline(self):
        return " ".join(f"{x},{y}" for x, y in self.points)

    @property
    def last(self):
        return self.points[-1]

    @property
    def words(self):
        return gettext("%(title)s : de %(first)s à %(last)s") % {
            "title": self.title, "first": self._say(self.values[0]), "last": self._say(self.values[-1])}

    def _say(self, value):
        return f"{wording.number(value)}{wording.SPACE + self.unit if self.unit else ''}"

    @property
    def table(self):
        return [(label, self._say(value)) for label, value in zip(self.labels, self.values, strict=False)]
