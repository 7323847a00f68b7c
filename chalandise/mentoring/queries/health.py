"""The health of every pairing of a season, in a constant number of queries."""
from dataclasses import dataclass, replace
from datetime import date

from chalandise.computing import health
from chalandise.foundation import clock
from chalandise.mentoring.models import Chase, Pairing, Snooze, Visit
from chalandise.mentoring.queries import words
from chalandise.mentoring.queries.known import Known, spent


@dataclass(frozen=True)
class Move:
    """What a higher floor knows of a pairing's action under way: since when it has not moved, since when it is blocked."""

    title: str
    moved_on: date
    blocked_on: date | None = None
    action: int | None = None  # its id, for the link of a reminder


@dataclass
class Line:
    """One pairing with its health, ready to print."""

    pairing: Pairing
    health: health.Health
    merchants: list
    snooze: Snooze | None = None
    chase: Chase | None = None
    move: Move | None = None
    visit: Visit | None = None  # the next one
    plans: tuple = ()           # where each of its reminders stands (computing/reminders.Plan)

    @property
    def state(self):
        return self.health.state.value

    @property
    def state_words(self):
        return words.STATES[self.state]

    @property
    def tag(self):
        return words.TAGS[self.state]

    @property
    def facts_words(self):
        return [words.fact(f) for f in self.health.facts]

    @property
    def alerts_words(self):
        return [words.fact(f) for f in self.health.alerts]

    @property
    def gesture(self):
        return self.health.gesture

    @property
    def gesture_words(self):
        return words.GESTURES.get(self.gesture, "")

    @property
    def cause(self):
        return self.health.alerts[0].code if self.health.alerts else "news"

    @property
    def codes(self):
        return self.health.codes

    @property
    def aside(self):
        """Put aside until a date, and nothing new came up since."""
        return bool(self.snooze and self.snooze.until > clock.today() and set(self.codes) <= set(self.snooze.codes))

    @property
    def needs(self):
        return self.state in ("call", "risk") and not self.aside


def season_health(season, *, moves=None, pairing=None):
    """Return a Line for every open pairing of a season (or for one of its pairings), worst first.

    Parameters
    ----------
    moves : dict of int to Move
        By pairing id; given by the doors, which read the actions.
    """
    rows = Pairing.objects.filter(season=season).select_related(
        "shop", "mentor__person", "season__territory", "season__contact").prefetch_related("fits", "snoozes", "chases", "visits")
    rows = list(rows.filter(pk=pairing.pk) if pairing else rows.filter(ended_at=None))
    known = Known(season, rows, moves or {})
    lines = [_line(row, known) for row in rows]
    return sorted(lines, key=lambda x: (-x.health.state.rank, x.aside, x.pairing.shop.sort_key, x.pairing.pk))


def _line(row, known):
    facts = known.facts(row)
    plans = known.plans(row, facts)
    since, side = spent(plans)
    found = health.judge(replace(facts, unanswered_on=since, unanswered_side=side), known.rules)
    nearest = next((v for v in sorted(row.visits.all(), key=lambda v: v.number)
                    if v.state not in (Visit.State.DONE, Visit.State.CANCELLED)), None)
    for visit in row.visits.all():
        visit.pairing = row
    return Line(row, found, known.merchants[row.shop_id], snooze=next(iter(row.snoozes.all()), None), chase=next(iter(row.chases.all()), None),
                move=known.moves.get(row.pk), visit=nearest, plans=plans)
