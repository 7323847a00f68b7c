"""Reading pairings for the team, the mentor and the merchant."""
from django.db.models import Prefetch

from chalandise.mentoring.models import HelpOffer, Minutes, Pairing, PairingProposal, Visit

FULL = ("season__territory", "season__contact", "shop", "mentor__person", "mentor__employer", "after__mentor__person")


def pairings_of_season(season):
    """Return every pairing of a season, open ones first, for its team."""
    return Pairing.objects.filter(season=season).select_related(*FULL).order_by("ended_at", "shop__sort_key", "pk")


def running_pairings(season):
    """Return the pairings of a season that have not ended, by shop, for its team (one query)."""
    return pairings_of_season(season).filter(ended_at=None)


def pairing_of_season(season, pairing_id):
    """Return one pairing of a season; raise Pairing.DoesNotExist otherwise."""
    return _told(Pairing.objects.filter(season=season)).get(pk=pairing_id)


def pairings_of_mentor(mentor):
    """Return a mentor's announced pairings of the season, open ones first."""
    return _told(Pairing.objects.filter(mentor=mentor, announced_at__isnull=False)).order_by("ended_at", "shop__sort_key")


def pairing_of_mentor(mentor, pairing_id):
    return pairings_of_mentor(mentor).get(pk=pairing_id)


def pairings_of_shop(shop):
    """Return the announced pairings of a shop, newest first."""
    return _told(Pairing.objects.filter(shop=shop, announced_at__isnull=False)).order_by("-opened_at")


def _told(rows):
    visits = Visit.objects.select_related("minutes").prefetch_related("slots").order_by("number", "pk")
    return rows.select_related(*FULL).prefetch_related(Prefetch("visits", visits), "fits")


def story_of(pairing):
    """Return a pairing and those before it on the same shop, the oldest first: the story is never lost."""
    found = [pairing]
    while found[-1].after_id:
        found.append(Pairing.objects.select_related("mentor__person").get(pk=found[-1].after_id))
    return found[::-1]


def passed_on(pairing):
    """Return [(visit, minutes)] that the mentors before left to this one, the oldest first; what they saw only when it was agreed.

    What each side said of the other is not among it.
    """
    earlier = [p.pk for p in story_of(pairing)[:-1]]
    if "decided" not in pairing.shares or not earlier:
        return []
    rows = Visit.objects.filter(pairing__in=earlier, state=Visit.State.DONE, minutes__isnull=False).select_related(
        "minutes", "pairing__mentor__person").order_by("starts_at", "pk")
    for visit in rows:
        if "seen" not in pairing.shares:
            visit.minutes.seen = ""
    return [(visit, visit.minutes) for visit in rows]


def latest_proposal(season):
    return PairingProposal.objects.filter(season=season).first()


def offers_of(season, skills=()):
    """Return the help that mentors of a season offer, of these skills when some are named."""
    rows = HelpOffer.objects.filter(mentor__season=season, withdrawn_at=None).select_related("mentor__person")
    return rows.filter(skill__in=list(skills)) if skills else rows


def hours_of(mentor):
    """Return the minutes that a mentor gave: visits, travel, the rest, and the total."""
    written = Minutes.objects.filter(visit__pairing__mentor=mentor).values_list("duration", "travel")
    visits, travel = sum(d for d, _t in written), sum(t for _d, t in written)
    other = sum(mentor.times.values_list("minutes", flat=True))
    return {"visits": visits, "travel": travel, "other": other, "total": visits + travel + other, "count": len(written)}
