"""What is read once for all the pairings of a season: facts of health, people, what was sent, what was put aside."""
from collections import defaultdict

from django.db.models import Max, Min, Q

from chalandise.computing import health, matters, post, reminders
from chalandise.foundation import clock
from chalandise.mentoring.models import FitAnswer, Mentor, Reminder, ReminderHold, SignOfLife, Visit
from chalandise.people.models import Person, Role
from chalandise.people.queries import roles_now
from chalandise.seasons.models import Complaint
from chalandise.seasons.queries import playbook
from chalandise.seasons.queries.calendar import closed_days

CONTACTS = {"contact", "slots", "answer", "visit", "minutes", "assessment"}  # the two have met or spoken


class Known:
    """The reading itself: a constant number of queries, whatever the number of pairings (`rows`)."""

    def __init__(self, season, rows, moves):
        self.season, self.rows, self.moves = season, rows, moves
        self.now, self.today = clock.now(), clock.today()
        milestones = list(season.milestones.all())
        self.due = {m.key: m.until or m.on for m in milestones if m.key.startswith("visit")}
        self._signs()
        self._merchants()
        self._complaints()
        book, quiet = season.playbook.get("thresholds") or {}, set(playbook.quiet_keys(season))
        self.rules = health.tuned(book)
        calendar = post.Calendar(closed_days(season.territory, {self.today.year, self.today.year + 1}),
                                 tuple((m.on, m.last_day) for m in milestones if m.key in quiet))
        self.round = reminders.Round(self.now, self._posted(), calendar, reminders.tuned(book))

    def _signs(self):
        self.last, self.first = {}, {}
        rows = SignOfLife.objects.filter(pairing__in=[r.pk for r in self.rows]).order_by()
        for row in rows.values("pairing", "kind").annotate(last=Max("at"), first=Min("at")):
            key = row["pairing"]
            self.last[key] = max(self.last.get(key, row["last"]), row["last"])
            if row["kind"] in CONTACTS:
                self.first[key] = min(self.first.get(key, row["first"]), row["first"])

    def _merchants(self):
        shops = {r.shop_id for r in self.rows}
        held = list(roles_now().filter(kind=Role.Kind.MERCHANT, scope_id__in=shops).values_list("scope_id", "person_id"))
        people = Person.objects.in_bulk({p for _s, p in held})
        self.merchants = defaultdict(list)
        for shop, person in held:
            self.merchants[shop].append(people[person])
        for found in self.merchants.values():
            found.sort(key=lambda p: (p.sort_key, p.pk))

    def _complaints(self):
        self.complaints = defaultdict(list)
        for c in Complaint.objects.filter(season=self.season, answered_at=None):
            for key in (("shop", c.shop_id), ("person", c.person_id)):
                self.complaints[key].append(c.at)

    def _posted(self):
        """What the machine knows: steps that left, who was written to today, what is on hold, whom no mail reaches."""
        start, sent, written = clock.local(self.today), {}, set()
        for r in Reminder.objects.filter(Q(pairing__season=self.season) | Q(at__gte=start)).order_by().values_list(
                "pairing_id", "person_id", "reason", "step", "at"):
            key, day = (r[0], r[1], r[2]), day_of(r[4])
            sent[key] = max(sent.get(key, (0, day)), (r[3], day))
            if r[4] >= start:
                written.add(r[1])
        holds, complaints = defaultdict(list), set()
        for h in ReminderHold.objects.filter(pairing__season=self.season, lifted_at=None):
            holds[h.pairing_id].append(reminders.Hold(h.pairing_id, h.reason, h.person_id, h.until))
        for row in self.rows:
            mentor, merchants = row.mentor.person, self.merchants[row.shop_id]
            written |= {p.pk for chase in row.chases.all() if chase.at >= start
                        for p in ([mentor] if chase.to != "merchant" else []) + (merchants if chase.to != "mentor" else [])}
            snooze = next(iter(row.snoozes.all()), None)
            if snooze and snooze.until > self.today:
                holds[row.pk].append(reminders.Hold(row.pk, until=snooze.until))
            if self.complained(row):
                complaints.add(row.pk)
        return reminders.Known(sent, self._readers(), complaints, holds, written)

    def _readers(self):
        found = {}
        for row in self.rows:
            for person, gone in [(row.mentor.person, row.mentor.state == Mentor.State.LEFT),
                                 *((p, False) for p in self.merchants[row.shop_id])]:
                found[person.pk] = reminders.Reader(gone=gone or not person.is_active or person.erased_at is not None,
                                                    bounced=person.bounced_at is not None, address=bool(person.email))
        return found

    def complained(self, row):
        """Return the moments of the complaints of either side that wait for an answer."""
        people = [row.mentor.person_id, *(p.pk for p in self.merchants[row.shop_id])]
        return [at for key in (("shop", row.shop_id), *(("person", p) for p in people)) for at in self.complaints.get(key, ())]

    def plans(self, row, facts):
        """Return where each reminder of an open pairing stands."""
        if row.ended_at:
            return ()
        pair = matters.Pair(row.pk, facts, row.mentor.person_id, tuple(p.pk for p in self.merchants[row.shop_id]))
        return tuple(self.round.plan(m) for m in matters.matters_of(pair))

    def facts(self, row):
        merchants, mentor = self.merchants[row.shop_id], row.mentor.person
        bad, unsure = _fits(row.fits.all())
        bounced = [("merchant", p) for p in merchants if p.bounced_at] + ([("mentor", mentor)] if mentor.bounced_at else [])
        move = self.moves.get(row.pk)
        return health.Facts(
            today=self.today, opened_on=day_of(row.opened_at), announced_on=day_of(row.announced_at),
            first_contact_on=day_of(self.first.get(row.pk)), last_sign_on=day_of(self.last.get(row.pk)),
            visits=tuple(self._visit(v) for v in row.visits.all()), complaint_on=day_of(min(self.complained(row), default=None)),
            fit_bad_on=day_of(bad.at) if bad else None, fit_bad_side=bad.side if bad else "",
            fit_unsure_on=day_of(unsure), action_moved_on=move.moved_on if move else None,
            action_blocked_on=move.blocked_on if move else None,
            bounced_on=day_of(bounced[0][1].bounced_at) if bounced else None, bounced_side=bounced[0][0] if bounced else "")

    def _visit(self, v):
        state = Visit.State
        since = {state.PROPOSED: v.proposed_at, state.MISSED: v.starts_at, state.FIXED: v.fixed_at}.get(v.state)
        key = f"{v.pk}:{int(v.proposed_at.timestamp())}" if v.state == state.PROPOSED and v.proposed_at else f"{v.uid}:{v.sequence}"
        return health.Visit(number=v.number, state=v.state, due_on=self.due.get(f"visit{v.number}"), on=day_of(v.starts_at),
                            since=day_of(since), has_minutes=v.state == state.DONE, key=key)


def spent(plans):
    """Return (since when, on which side) the reminders of something that still waits had no effect, or (None, "")."""
    found = [p for p in plans if p.status is reminders.Status.REFERENT and not p.why]
    first = min(found, key=lambda p: (p.on, p.matter.key), default=None)
    return (first.on, first.matter.side) if first else (None, "")


def _fits(answers):
    """Return the standing "no", and the moment since when nobody knows (both unsure, or one of them twice in a row)."""
    by_side = defaultdict(list)
    for answer in answers:  # newest first
        by_side[answer.side].append(answer)
    bad = next((a[0] for a in by_side.values() if a[0].says == FitAnswer.Says.BAD), None)
    unsure = [a for a in by_side.values() if a[0].says == FitAnswer.Says.UNSURE]
    twice = any(len(a) > 1 and a[1].says == FitAnswer.Says.UNSURE for a in unsure)
    return bad, max(a[0].at for a in unsure) if len(unsure) == 2 or twice else None


def day_of(moment):
    return moment.astimezone(clock.PARIS).date() if moment else None
