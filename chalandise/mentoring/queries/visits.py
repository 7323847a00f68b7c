"""Reading visits: who may see which, what goes into a calendar, which slots to suggest."""
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from chalandise.foundation import clock
from chalandise.foundation.calendars import Appointment, Guest
from chalandise.mentoring.models import Pairing, Visit
from chalandise.mentoring.queries.board import HALF_DAYS, open_half_days
from chalandise.people.models import Role
from chalandise.people.queries import holders, scopes_of
from chalandise.seasons.queries.calendar import closed_days

FULL = ("pairing__season__territory", "pairing__season__contact", "pairing__shop", "pairing__mentor__person")
EARLIEST, LATEST = 7, 21  # nobody proposes a visit at night


def merchants_of(shop):
    """Return the persons who run a shop now."""
    return list(holders(Role.Kind.MERCHANT, shop.pk))


def visits_of_mentor(mentor):
    """Return the visits of a mentor's announced pairings, in the order of the story."""
    return Visit.objects.filter(pairing__mentor=mentor, pairing__announced_at__isnull=False).select_related(
        *FULL, "minutes").prefetch_related("slots").order_by("pairing__shop__sort_key", "number", "pk")


def visit_of_mentor(mentor, visit_id):
    """Return one visit of this mentor; raise Visit.DoesNotExist otherwise."""
    return visits_of_mentor(mentor).get(pk=visit_id)


def visits_of_shop(shop):
    """Return every visit of a shop over its seasons: what its merchants see."""
    return Visit.objects.filter(pairing__shop=shop, pairing__announced_at__isnull=False).select_related(
        *FULL, "minutes").prefetch_related("slots").order_by("-pairing__season__starts_on", "pairing__opened_at", "number", "pk")


def visit_of_shop(shop, visit_id):
    return visits_of_shop(shop).get(pk=visit_id)


def visit_of_season(season, visit_id):
    """Return one visit of a season, for its team; raise Visit.DoesNotExist otherwise."""
    return Visit.objects.filter(pairing__season=season).select_related(*FULL, "minutes").prefetch_related("slots").get(pk=visit_id)


def visit_by_link(link):
    """Return the visit of a mailed link if its person still is of the pairing, else None."""
    visit = Visit.objects.filter(pk=link.target_id).select_related(*FULL, "minutes").prefetch_related("slots").first()
    return visit if visit and is_party(link.person, visit.pairing) else None


def is_party(person, pairing):
    """Say whether this person is the mentor or a merchant of a pairing."""
    return pairing.mentor.person_id == person.pk or pairing.shop_id in scopes_of(person, Role.Kind.MERCHANT)


def next_visit(pairing):
    """Return the visit that comes next in a pairing, or None when all are done."""
    return pairing.visits.exclude(state__in=[Visit.State.DONE, Visit.State.CANCELLED]).select_related(*FULL).order_by("number").first()


# --- calendars --------------------------------------------------------------------------------------------------------

def appointment(visit, people=(), *, cancelled=False):
    """Return a fixed visit as a calendar appointment, in the language of the moment."""
    pairing = visit.pairing
    contact = pairing.season.contact or pairing.mentor.person
    words = {"n": visit.number, "shop": pairing.shop, "mentor": pairing.mentor.person.given_name}
    return Appointment(
        uid=f"{visit.uid}@chalandise", sequence=visit.sequence, starts_at=visit.starts_at, ends_at=visit.ends_at,
        summary=_("Visite %(n)s : %(shop)s avec %(mentor)s") % words, place=pairing.shop.address, cancelled=cancelled,
        description=_("Visite %(n)s du parrainage. Pour la déplacer, ouvrez le lien du courrier qui accompagne cette invitation.") % words,
        organizer=Guest(contact.full_name, contact.email), guests=tuple(Guest(p.full_name, p.email) for p in people))


def appointments_of(person):
    """Return the visits of a person's calendar: as mentor, or as merchant of the shop."""
    mine = Q(pairing__mentor__person=person) | Q(pairing__shop_id__in=scopes_of(person, Role.Kind.MERCHANT))
    rows = Visit.objects.filter(mine, starts_at__isnull=False, state__in=[Visit.State.FIXED, Visit.State.DONE]).select_related(*FULL)
    return [appointment(visit) for visit in rows]


# --- slots ------------------------------------------------------------------------------------------------------------

def busy(mentor, *, but=None):
    """Return [(start, end)] of what a mentor has fixed or proposed from now on, except one visit."""
    now, visits = clock.now(), Visit.objects.filter(pairing__mentor__person=mentor.person_id)
    fixed = visits.filter(state=Visit.State.FIXED, ends_at__gt=now)
    open_ = visits.filter(state=Visit.State.PROPOSED, slots__ends_at__gt=now)
    if but is not None:
        fixed, open_ = fixed.exclude(pk=but.pk), open_.exclude(pk=but.pk)
    return sorted([*fixed.values_list("starts_at", "ends_at"), *open_.values_list("slots__starts_at", "slots__ends_at")])


def suggest_slots(visit, *, count=3, minutes=60):
    """Return up to three slots on different days: half days of the mentor when the shop is open, none taken yet."""
    mentor, hours = visit.pairing.mentor, open_half_days(visit.pairing.shop.opening_hours)
    wanted = set(mentor.availability) or set(HALF_DAYS[:10])
    if hours is not None:
        wanted = wanted & hours or wanted
    today, season, taken, found = clock.today(), visit.pairing.season, busy(mentor, but=visit), []
    off = closed_days(season.territory, {today.year, today.year + 1})
    for ahead in range(2, 30):
        day = today + timedelta(days=ahead)
        halves = [h for h in HALF_DAYS[2 * day.weekday():2 * day.weekday() + 2] if h in wanted] if day.weekday() < 6 else []
        for half in halves if day not in off else ():
            start = clock.local(day, 9 if half.endswith("am") else 14, 30)
            end = start + timedelta(minutes=minutes)
            if not any(start < e and s < end for s, e in taken):
                found.append((start, end))
                break
        if len(found) == count:
            break
    return found


def pairing_by_link(link):
    """Return the pairing of a mailed link if its person still is of it, else None."""
    pairing = Pairing.objects.filter(pk=link.target_id).select_related(
        "season__territory", "season__contact", "shop", "mentor__person").first()
    return pairing if pairing and is_party(link.person, pairing) else None
