"""The health of every pairing of a season, in a constant number of queries."""
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min

from chalandise.computing import health
from chalandise.foundation import clock
from chalandise.mentoring.models import Chase, FitAnswer, Pairing, SignOfLife, Snooze, Visit
from chalandise.mentoring.queries import words
from chalandise.people.models import Person, Role
from chalandise.people.queries import roles_now
from chalandise.seasons.models import Complaint, Milestone

CONTACTS = {"contact", "slots", "answer", "visit", "minutes", "assessment"}  # the two have met or spoken


@dataclass(frozen=True)
class Move:
    """What a higher floor knows of a pairing's action under way: since when it has not moved, since when it is blocked."""

    title: str
    moved_on: date
    blocked_on: date | None = None


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
    known = _Known(season, rows, moves or {})
    rules = health.tuned(season.playbook.get("thresholds") or {})
    lines = [known.line(row, rules) for row in rows]
    return sorted(lines, key=lambda x: (-x.health.state.rank, x.aside, x.pairing.shop.sort_key, x.pairing.pk))


class _Known:
    """What is read once for all the pairings."""

    def __init__(self, season, rows, moves):
        self.today, self.moves = clock.today(), moves
        ids, shops = [r.pk for r in rows], {r.shop_id for r in rows}
        self.due = {m.key: m.until or m.on for m in Milestone.objects.filter(season=season, key__startswith="visit")}
        self.last, self.first = {}, {}
        signs = SignOfLife.objects.filter(pairing__in=ids).order_by().values("pairing", "kind").annotate(last=Max("at"), first=Min("at"))
        for row in signs:
            key = row["pairing"]
            self.last[key] = max(self.last.get(key, row["last"]), row["last"])
            if row["kind"] in CONTACTS:
                self.first[key] = min(self.first.get(key, row["first"]), row["first"])
        self.merchants, people = defaultdict(list), {}
        held = list(roles_now().filter(kind=Role.Kind.MERCHANT, scope_id__in=shops).values_list("scope_id", "person_id"))
        people = Person.objects.in_bulk({p for _s, p in held})
        for shop, person in held:
            self.merchants[shop].append(people[person])
        self.complaints = defaultdict(list)
        for c in Complaint.objects.filter(season=season, answered_at=None):
            for key in (("shop", c.shop_id), ("person", c.person_id)):
                self.complaints[key].append(c.at)

    def line(self, row, rules):
        merchants = sorted(self.merchants[row.shop_id], key=lambda p: p.sort_key)
        found = health.judge(self.facts(row, merchants), rules)
        nearest = next((v for v in sorted(row.visits.all(), key=lambda v: v.number)
                        if v.state not in (Visit.State.DONE, Visit.State.CANCELLED)), None)
        for visit in row.visits.all():
            visit.pairing = row
        return Line(row, found, merchants, snooze=next(iter(row.snoozes.all()), None), chase=next(iter(row.chases.all()), None),
                    move=self.moves.get(row.pk), visit=nearest)

    def facts(self, row, merchants):
        bad, unsure = _fits(row.fits.all())
        bounced = [("merchant", p) for p in merchants if p.bounced_at] + ([("mentor", row.mentor.person)] if row.mentor.person.bounced_at else [])
        complaints = [at for key in (("shop", row.shop_id), ("person", row.mentor.person_id), *(("person", p.pk) for p in merchants))
                      for at in self.complaints.get(key, ())]
        move = self.moves.get(row.pk)
        return health.Facts(
            today=self.today, opened_on=_day(row.opened_at), announced_on=_day(row.announced_at),
            first_contact_on=_day(self.first.get(row.pk)), last_sign_on=_day(self.last.get(row.pk)),
            visits=tuple(self.visit(v) for v in row.visits.all()), complaint_on=_day(min(complaints, default=None)),
            fit_bad_on=_day(bad.at) if bad else None, fit_bad_side=bad.side if bad else "",
            fit_unsure_on=_day(unsure), action_moved_on=move.moved_on if move else None,
            action_blocked_on=move.blocked_on if move else None,
            bounced_on=_day(bounced[0][1].bounced_at) if bounced else None, bounced_side=bounced[0][0] if bounced else "")

    def visit(self, v):
        since = {Visit.State.PROPOSED: v.proposed_at, Visit.State.MISSED: v.starts_at}.get(v.state)
        return health.Visit(number=v.number, state=v.state, due_on=self.due.get(f"visit{v.number}"), on=_day(v.starts_at),
                            since=_day(since), has_minutes=v.state == Visit.State.DONE)


def _fits(answers):
    """Return the standing "no", and the moment since when nobody knows (both unsure, or one of them twice in a row)."""
    by_side = defaultdict(list)
    for answer in answers:  # newest first
        by_side[answer.side].append(answer)
    bad = next((a[0] for a in by_side.values() if a[0].says == FitAnswer.Says.BAD), None)
    unsure = [a for a in by_side.values() if a[0].says == FitAnswer.Says.UNSURE]
    twice = any(len(a) > 1 and a[1].says == FitAnswer.Says.UNSURE for a in unsure)
    return bad, max(a[0].at for a in unsure) if len(unsure) == 2 or twice else None


def _day(moment):
    return moment.astimezone(clock.PARIS).date() if moment else None
