"""The visits of a whole panel on one time line of half hours: what computing/slots needs, read in a constant number of queries.

A slot is half an hour of local wall time counted from the first day, so a change of hour never shifts a visit.
"""
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path

from chalandise.computing import slots
from chalandise.foundation import clock
from chalandise.mentoring.models import Pairing, Visit, VisitPlan, VisitSlot
from chalandise.mentoring.queries.board import HALF_DAYS
from chalandise.seasons.queries.calendar import closed_days, milestones_of
from chalandise.shops.rules import family_of

S = Visit.State
DAY, HOUR, LENGTH = 48, 2, 2          # half hours in a day, in an hour, in a visit
WALK = 2000                           # metres along the axis in half an hour, on foot
NOTICE, LATE, MIN_DAYS = 2, 21, 10    # days: before the first visit, to catch a late one up, between two visits of a pairing
HALVES = {"am": (18, 25), "pm": (27, 38)}          # 9:00–12:30, 13:30–19:00
UNKNOWN_HOURS = "Tu-Sa 09:30-12:30,14:00-18:30"    # a shop whose hours nobody typed: told on the page


@dataclass
class Planning:
    """A problem on half hours, and how to come back to days and people."""

    first: date
    problem: slots.Problem
    visits: dict                              # id to the Visit
    starts: dict = field(default_factory=dict)  # where the fixed ones stand
    free_mentors: list = field(default_factory=list)  # who said nothing of their availability
    free_shops: list = field(default_factory=list)    # whose hours are unknown

    def moment(self, slot):
        """Return the aware moment at which a slot begins."""
        return clock.local(self.first + timedelta(days=slot // DAY), slot % DAY // HOUR, 30 * (slot % HOUR))

    def slot(self, moment):
        """Return the slot of an aware moment, cut down to the half hour."""
        local = moment.astimezone(clock.PARIS)
        return (local.date() - self.first).days * DAY + local.hour * HOUR + local.minute // 30


def planning(season, *, with_fixed=False):
    """Read what it takes to plan the visits of a season that have no date; with those that have one, to move them.

    Parameters
    ----------
    with_fixed : bool
        Put the fixed visits to come in the problem too (`starts` says where they stand).
    """
    today = clock.today()
    pairings = list(Pairing.objects.filter(season=season, ended_at=None, announced_at__isnull=False).select_related(
        "shop", "mentor__person").order_by("pk"))
    rows = defaultdict(list)
    for visit in Visit.objects.filter(pairing__in=pairings).order_by("number", "pk"):
        rows[visit.pairing_id].append(visit)
    due, wanted, windows = {m.key: m.on for m in milestones_of(season)}, [], {}
    for pairing in pairings:
        for visit in rows[pairing.pk]:
            visit.pairing = pairing
            fixed = visit.state == S.FIXED and visit.starts_at > clock.now()
            if visit.state in (S.TO_PLAN, S.MISSED) or (with_fixed and fixed):
                wanted.append(visit)
                windows[visit.pk] = _window(visit, rows[pairing.pk], due, today)
    last = max([today, *(end for _start, end in windows.values())]) + timedelta(days=LATE)
    plan = Planning(today, slots.Problem((), (), ()), {v.pk: v for v in wanted})
    plan.starts = {v.pk: plan.slot(v.starts_at) for v in wanted if v.state == S.FIXED}
    days = (last - today).days + 1
    off = closed_days(season.territory, {today.year, last.year})
    taken = _taken(pairings, plan, {v.pk for v in wanted})
    plan.problem = slots.Problem(
        visits=tuple(slots.Visit(v.pk, v.pairing_id, v.number, v.pairing.mentor_id, v.pairing.shop_id, _span(windows[v.pk], today), _length(v)) for v in wanted),
        mentors=tuple(_mentor(m, days, today, taken[m.person_id], plan) for m in {v.pairing.mentor for v in wanted}),
        shops=tuple(_shop(s, days, today, plan) for s in {v.pairing.shop for v in wanted}),
        day=DAY, min_days=MIN_DAYS, holidays=frozenset((d - today).days for d in off if today <= d <= last), walk=WALK)
    return plan


def _window(visit, siblings, due, today):
    """Return the first and the last day of a visit: after the visits before it, before its milestone, or three weeks when late."""
    before = [v.starts_at.astimezone(clock.PARIS).date() for v in siblings if v.number < visit.number and v.starts_at and v.state in (S.FIXED, S.DONE)]
    start = max([today + timedelta(days=NOTICE), *(d + timedelta(days=MIN_DAYS) for d in before)])
    end = due.get(f"visit{visit.number}") or today
    if visit.number > 1 and (earlier := due.get(f"visit{visit.number - 1}")):
        start = max(start, earlier - timedelta(days=LATE // 3))
    return (start, end) if end >= start + timedelta(days=5) else (start, start + timedelta(days=LATE))


def _length(visit):
    """Return the half hours of a visit: its own when it has a date."""
    fixed = visit.state == S.FIXED
    return max(1, -(-int((visit.ends_at - visit.starts_at).total_seconds()) // 1800)) if fixed else LENGTH


def _span(window, first):
    return ((window[0] - first).days * DAY, ((window[1] - first).days + 1) * DAY)


def _taken(pairings, plan, mine):
    """Map each mentor's person to what they have fixed or proposed outside of this plan."""
    persons, found = {p.mentor.person_id for p in pairings}, defaultdict(list)
    fixed = Visit.objects.filter(pairing__mentor__person__in=persons, state=S.FIXED, ends_at__gt=clock.now()).exclude(pk__in=mine)
    asked = VisitSlot.objects.filter(visit__pairing__mentor__person__in=persons, visit__state=S.PROPOSED, ends_at__gt=clock.now())
    for person, start, end in [*fixed.values_list("pairing__mentor__person", "starts_at", "ends_at"),
                               *asked.values_list("visit__pairing__mentor__person", "starts_at", "ends_at")]:
        found[person].append((plan.slot(start), plan.slot(end - timedelta(minutes=1)) + 1))
    return found


def _mentor(mentor, days, first, taken, plan):
    if not mentor.availability:
        plan.free_mentors.append(mentor)
    halves = set(mentor.availability) or set(HALF_DAYS[:10])
    free = []
    for n in range(days):
        weekday = (first + timedelta(days=n)).weekday()
        names = HALF_DAYS[2 * weekday:2 * weekday + 2] if weekday < 6 else []
        free += [(n * DAY + HALVES[h[-2:]][0], n * DAY + HALVES[h[-2:]][1]) for h in names if h in halves]
    return slots.Mentor(mentor.pk, _cut(free, taken))


def _cut(free, taken):
    """Return intervals without what is taken."""
    for busy in taken:
        free = [part for a, b in free for part in ((a, min(b, busy[0])), (max(a, busy[1]), b)) if part[0] < part[1]]
    return tuple(free)


def _shop(shop, days, first, plan):
    hours = opened(shop.opening_hours or "", days, first)
    if not hours:
        plan.free_shops.append(shop)
        hours = opened(UNKNOWN_HOURS, days, first)
    habits = _habits().get(family_of(shop.trade)) or _habits()["other"]
    return slots.Shop(shop.pk, hours, rush=opened(", ".join(habits["rush"]), days, first),
                      liked=opened(", ".join(habits["quiet"]), days, first), place=shop.along_m or 0)


@cache
def _habits():
    return json.loads((Path(__file__).resolve().parent.parent / "data" / "rush.json").read_text(encoding="utf-8"))["families"]


@lru_cache(maxsize=2048)
def opened(hours, days, first):
    """Return the intervals of slots at which OpenStreetMap opening hours are open, () when they are unknown or unreadable."""
    from opening_hours import OpeningHours, ParserError  # noqa: PLC0415  (heavy)
    if not hours:
        return ()
    try:
        book = OpeningHours(hours)
    except ParserError:
        return ()
    start = datetime(first.year, first.month, first.day)  # noqa: DTZ001  (wall time)
    found = []
    for begin, end, state, _comment in book.intervals(start, start + timedelta(days=days)):
        if str(state).endswith("OPEN") or str(state).lower() == "open":
            found.append((_ceil(begin - start), _floor(end - start)))
    return tuple((a, b) for a, b in found if a < b)


def _ceil(delta):
    return -(-int(delta.total_seconds()) // 1800)


def _floor(delta):
    return int(delta.total_seconds()) // 1800


# --- reading a plan ---------------------------------------------------------------------------------------------------

def latest_plan(season):
    """Return the last plan of visits of a season that is not published yet, or None."""
    last = VisitPlan.objects.filter(season=season).first()
    return last if last and not last.published_at else None


def visits_in(season, ids=None):
    """Return the visits of a season's open pairings by id, with whom they concern (one query); of some ids only when given."""
    rows = Visit.objects.filter(pairing__season=season, pairing__ended_at=None, pairing__announced_at__isnull=False).select_related(
        "pairing__season", "pairing__shop", "pairing__mentor__person")
    return {v.pk: v for v in (rows if ids is None else rows.filter(pk__in=ids))}
