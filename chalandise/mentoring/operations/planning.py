"""The visits of a whole panel: proposed at once, fixed at once with one letter a person, one moved with the least disturbance."""
import uuid
from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.computing import slots
from chalandise.foundation import clock, journal, wording
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.mails import planning as letters
from chalandise.mentoring.mails import visits as visit_letters
from chalandise.mentoring.models import Visit, VisitPlan
from chalandise.mentoring.operations.appointments import check_open, locked, on_visit, settle
from chalandise.mentoring.operations.visits import busy_fixed
from chalandise.mentoring.queries.planning import LENGTH, planning
from chalandise.mentoring.queries.visits import merchants_of

S = Visit.State
LONG = timedelta(minutes=30 * LENGTH)
FROZEN = timedelta(hours=48)  # a visit so near does not move for another one
WORK = 5.0                    # CP-SAT's deterministic seconds for each set of visits; a season takes 0.3 (docs/computing/slots.md)


@transaction.atomic
def plan_visits(*, season, by, seed=None):
    """Propose a date for every visit of the season that has none; nobody is told before `publish_visits`."""
    found = planning(season)
    if not found.visits:
        raise Refused(_("Toutes les visites ont une date ou ont eu lieu : il n’y a rien à planifier."))
    last = VisitPlan.objects.filter(season=season).first()
    seed = seed if seed is not None else last.seed if last else int(clock.now().timestamp()) % 2**31
    plan = slots.solve(found.problem, seed=seed, limit=WORK)
    lines = [[key, found.visits[key].version, found.moment(start).isoformat()] for key, start in sorted(plan.starts.items(), key=lambda s: s[1])]
    made = VisitPlan.objects.create(
        season=season, by=by, at=clock.now(), seed=seed, lines=lines, unplanned=list(plan.unplanned), proven=plan.proven,
        conflicts=[[[limit.kind, limit.key] for limit in conflict.members] for conflict in plan.conflicts])
    journal.record("visits.planned", by=by, on=[season], territory=season.territory_id,
                   changes={"visits": [None, len(lines)], "left": [None, len(plan.unplanned)]})
    return made


@transaction.atomic
def publish_visits(*, season, by):
    """Fix every visit of the latest plan that still may be; each person gets one letter with all their dates. Twice is once.

    Returns (fixed visits, visits passed over because something changed meanwhile).
    """
    plan = VisitPlan.objects.select_for_update(of=("self",)).filter(season=season).select_related("season__territory", "season__contact").first()
    if plan is None:
        raise Refused(_("Il n’y a pas encore de calendrier. Demandez-en un d’abord."))
    if plan.published_at:
        return [], []
    fixed, passed = [], []
    known = {v.pk: v for v in Visit.objects.filter(pk__in=[line[0] for line in plan.lines])}
    for key, version, start in plan.lines:
        if key in known:
            (fixed if _fix(known[key], version, datetime.fromisoformat(start), by) else passed).append(known[key])
    plan.published_at = clock.now()
    plan.save(update_fields=["published_at"])
    journal.record("visits.published", by=by, on=[season], territory=season.territory_id, changes={"visits": [None, len(fixed)]})
    _tell(plan, Visit.objects.filter(pk__in=[v.pk for v in fixed]).select_related("pairing__season__territory", "pairing__season__contact",
                                                                                   "pairing__shop", "pairing__mentor__person").order_by("starts_at"))
    return fixed, passed


def _fix(visit, version, starts_at, by):
    """Fix one visit as planned, unless somebody changed it, the hour has gone, or its mentor is taken; say whether it was."""
    visit = locked(visit)
    free = visit.state in (S.TO_PLAN, S.MISSED) and visit.version == version and not visit.pairing.ended_at and starts_at > clock.now()
    if not free or any(starts_at < end and start < starts_at + LONG for start, end in busy_fixed(visit)):
        return False
    if visit.state == S.MISSED:  # another appointment: calendars would take the missed one's UID for what they know already
        visit.uid, visit.sequence = uuid.uuid4(), 0
    settle(visit, starts_at, starts_at + LONG)
    on_visit("visit.fixed", visit, by=by, changes={"starts_at": [None, starts_at.isoformat()]})
    return True


def _tell(plan, visits):
    mine = defaultdict(list)
    for visit in visits:
        for person in [*merchants_of(visit.pairing.shop), visit.pairing.mentor.person]:
            mine[person].append(visit)
    for person, dates in mine.items():
        letters.write_dates(person, plan, dates)


def shifts_of(season, visit, to):
    """Return [(visit, its new moment)] of the least disturbing way to move one visit to a moment (None: to another day).

    Raises Refused when nothing is possible.
    """
    found = planning(season, with_fixed=True)
    if visit.pk not in found.visits or visit.pk not in found.starts:
        raise Refused(_("Cette visite n’a pas de date à venir : il n’y a rien à déplacer."))
    if to is not None and to <= clock.now():
        raise Refused(_("Ce moment est passé. Choisissez-en un à venir."), field="when")
    near = {key for key, v in found.visits.items() if v.state == S.FIXED and v.starts_at < clock.now() + FROZEN and key != visit.pk}
    moved = slots.move(slots.Plan(found.problem, found.starts), visit.pk, to=None if to is None else found.slot(to), frozen=near, limit=WORK)
    if moved is None:
        raise Refused(_("Aucune autre date n’est possible sans toucher une visite toute proche. Appelez les deux, puis notez l’heure convenue."))
    _plan, shifts = moved
    return [(found.visits[s.visit], found.moment(s.after)) for s in sorted(shifts, key=lambda s: (s.visit != visit.pk, s.after))]


@transaction.atomic
def move_visit(*, season, visit, to, plan, by):
    """Move one visit and those that have to shift for it, as read on the page; each person concerned is told.

    Parameters
    ----------
    plan : list of [visit id, start in ISO 8601]
        Refused when the least disturbing way is another one today.
    """
    shifts = shifts_of(season, visit, to)
    if sorted([v.pk, when.isoformat()] for v, when in shifts) != sorted([k, start] for k, start in plan):
        raise Refused(_("Le calendrier a changé entre-temps : voici ce que donnerait le déplacement aujourd’hui."))
    done = []
    for row, when in shifts:
        moved = locked(row)
        check_open(moved)
        before = moved.starts_at
        settle(moved, when, when + (moved.ends_at - moved.starts_at))
        on_visit("visit.moved", moved, by=by, changes={"starts_at": [before.isoformat(), when.isoformat()]})
        visit_letters.write_fixed(moved, merchants_of(moved.pairing.shop), moved=True)
        done.append(moved)
    for moved in done:  # a time typed by hand may fall on what the mentor has fixed elsewhere, in another season
        if any(moved.starts_at < end and start < moved.ends_at for start, end in busy_fixed(moved)):
            raise Refused(_("%(when)s : une autre visite est déjà prévue ou proposée à ce moment.") % {"when": wording.moment(moved.starts_at)}, field="when")
    return done
