"""The line: a season, or a shop's journey, drawn as a tram line. The signature of the product (look.md).

This module places the stops; the templates draw them, once across the page and once down it, and style decides which
of the two is shown. Both are ordered lists for a screen reader; a state is always also a word.
"""
from dataclasses import dataclass, replace
from math import cos, radians, sin

from django.utils.translation import gettext, ngettext

from chalandise.foundation import clock, wording
from chalandise.web.shell.lettering import BOLD, SMALL, wrap

SLANT = 40           # degrees by which labels rise above the stops
WIDE = 920           # pixels for which the drawing is composed; it stretches from there
AIRY = 150           # pixels between stops from which labels lie flat


@dataclass(frozen=True)
class Stop:
    """A stop: what, when (said in full and in short), its state (past, now, late, next) and what else is to be said."""

    label: str
    when: str
    short: str
    state: str
    note: str = ""
    iso: str = ""
    x: float = 0
    lines: tuple = ()  # of a flat label: (pixels above the line, "what" or "when", words)

    @property
    def under(self):
        """The second line of its slanted label."""
        return " · ".join(part for part in (self.short, self.note) if part)

    @property
    def state_words(self):
        return {"past": gettext("passé"), "now": gettext("en cours"), "late": gettext("en retard"), "next": gettext("à venir")}[self.state]


@dataclass(frozen=True)
class Line:
    """Stops placed from 0 to 100 % of the width, and where the tram is."""

    name: str
    stops: list
    tram: float | None   # number of the stop it has left, and how far towards the next one
    caption: str         # what the tram says: "aujourd’hui, lundi 20 novembre"
    ahead: str = ""      # "prochain arrêt : Comité 1, dans 3 semaines"

    @property
    def start(self):
        return self.stops[0].x

    @property
    def end(self):
        return self.stops[-1].x

    @property
    def tram_x(self):
        """Where the tram is, in percent; the part of the line behind it is filled."""
        if self.tram is None:
            return self.start
        low = min(int(self.tram), len(self.stops) - 1)
        high = min(low + 1, len(self.stops) - 1)
        return round(self.stops[low].x + (self.stops[high].x - self.stops[low].x) * (self.tram - low), 2)

    @property
    def caption_side(self):
        """On which side of the tram its caption has room."""
        return "end" if self.tram_x > 58 else "start"

    @property
    def flat(self):
        """Whether labels lie flat above their stops: there is room."""
        return bool(self.stops[0].lines)

    @property
    def height(self):
        """Height of the labels, in pixels."""
        if self.flat:
            return max(-s.lines[0][0] for s in self.stops) + 18
        return round(max(_length(s) for s in self.stops) * sin(radians(SLANT)) + 34)

    @property
    def below(self):
        """Room under the line: the tram and its caption."""
        return 70 if self.left else 16

    @property
    def folded(self):
        """Passed stops that a narrow page folds into one; with one or two there is nothing to fold."""
        passed = [s for s in self.stops[:self.left] if s.state == "past"]
        return passed if len(passed) > 2 else []

    @property
    def left(self):
        """How many stops are behind the tram."""
        return 0 if self.tram is None else min(int(self.tram) + 1, len(self.stops))

    @property
    def before(self):
        """Stops behind the tram that a narrow page shows one by one."""
        return [s for s in self.stops[:self.left] if s not in self.folded]

    @property
    def after(self):
        return self.stops[self.left:]

    @property
    def late(self):
        return [s for s in self.stops if s.state == "late"]

    @property
    def folded_words(self):
        count = len(self.folded)
        return ngettext("%(n)s arrêt passé", "%(n)s arrêts passés", count) % {"n": count}

    @property
    def summary(self):
        """The whole line in one sentence, for a drawing without labels."""
        passed = self.left
        said = ngettext("%(n)s arrêt passé sur %(all)s", "%(n)s arrêts passés sur %(all)s", passed) % {"n": passed, "all": len(self.stops)}
        return " ; ".join(part for part in (f"{self.name} : {said}", self.ahead, *(f"{s.label} : {s.note or s.state_words}" for s in self.late)) if part)


def of_season(season, counts=True):
    """Return the line of a season today, or None while it has no milestones. One query.

    Without `counts` it says dates only: what is late is the team's business, not the passers-by's.
    """
    rows = sorted(season.milestones.all(), key=lambda m: (m.on, m.order))
    if not rows:
        return None
    today = clock.today()
    coming = next((m for m in rows if m.on > today), None)
    ahead = gettext("prochain arrêt : %(what)s, %(when)s") % {"what": coming.label, "when": wording.ago(coming.on)} if coming else ""
    return Line(gettext("La ligne de la saison"), _placed([_milestone(m, today, counts) for m in rows]), _reached(rows, today),
                gettext("aujourd’hui, %(day)s") % {"day": wording.day(today)}, ahead)


def of_journey(stops, name=""):
    """Return the line of a journey given as dicts (label, when, state, note); the tram is at the stop that is "now"."""
    placed = _placed([Stop(str(s["label"]), str(s.get("when") or ""), str(s.get("when") or ""), s.get("state") or "next",
                           str(s.get("note") or "")) for s in stops])
    here = next((n for n, s in enumerate(placed) if s.state == "now"), None)
    if here is None:
        here = max((n for n, s in enumerate(placed) if s.state in ("past", "late")), default=None)
    return Line(name or gettext("Le parcours"), placed, here, gettext("vous êtes ici")) if placed else None


def _milestone(row, today, counts):
    state = "next" if row.on > today else "now" if row.last_day >= today and not row.passed_at else "past"
    said = []
    if counts and row.state == "late":
        state = "late"
    if counts and row.on <= today and not row.passed_at and row.done < row.due:
        said.append(gettext("%(done)s sur %(due)s") % {"done": row.done, "due": row.due})
    if counts and row.late:
        said.append(ngettext("%(n)s en retard", "%(n)s en retard", row.late) % {"n": row.late})
    when = wording.day(row.on)
    if row.until and row.until != row.on:
        when = gettext("du %(from)s au %(to)s") % {"from": wording.short_day(row.on), "to": wording.short_day(row.until)}
    return Stop(row.label, when, wording.short_day(row.on), state, ", ".join(said), row.on.isoformat())


def _reached(rows, today):
    """Return the tram's place: 3.5 is half way between the fourth and the fifth stop. Before the first it has not left."""
    behind = [n for n, m in enumerate(rows) if m.on <= today]
    if not behind:
        return None
    here = behind[-1]
    if here + 1 == len(rows):
        return float(here)
    span = (rows[here + 1].on - rows[here].on).days
    return here + (today - rows[here].on).days / span


def rise(letters):
    """Return the height of a slanted label of so many letters, in pixels."""
    return round(letters * BOLD * sin(radians(SLANT)) + 14)


def _length(stop):
    return max(len(stop.label) * BOLD, len(stop.under) * SMALL) + 14


def _placed(stops):
    """Space the stops evenly, as a transport map does, leaving the labels their room."""
    if not stops:
        return []
    pitch = 97.5 / len(stops)
    if pitch * WIDE / 100 >= AIRY:
        return [replace(s, x=round(1.5 + pitch * n, 2), lines=_flat(s, pitch * WIDE / 100)) for n, s in enumerate(stops)]
    start, end = 2.5, 97.0
    for number, stop in enumerate(stops[1:], 1):
        share = number / (len(stops) - 1)
        room = 100 - _length(stop) * cos(radians(SLANT)) / WIDE * 100
        end = min(end, start + (room - start) / share)
    return [replace(s, x=round(start + (end - start) * n / (len(stops) - 1), 2)) for n, s in enumerate(stops)]


def _flat(stop, pixels):
    """Return the lines of a flat label, highest first."""
    said = [("what", line) for line in wrap(stop.label, int(pixels / BOLD))] + [
        (kind, line) for kind, words in (("when", stop.short), ("note", stop.note)) for line in wrap(words, int(pixels / SMALL))]
    return tuple((-20 - 18 * (len(said) - 1 - n), kind, words) for n, (kind, words) in enumerate(said))
