"""What the alerts of a season foresaw: alerts and problems read from the records, counted by computing/hits."""
from collections import defaultdict
from datetime import timedelta

from chalandise.computing.hits import Event, measure
from chalandise.foundation import clock
from chalandise.foundation.models import Trace
from chalandise.mentoring.models import AlertRaised, Pairing, SignOfLife
from chalandise.mentoring.queries.known import day_of
from chalandise.people.models import Role
from chalandise.seasons.models import Complaint, SeasonClosure

LONG = 36  # days without any sign of life
ENDINGS = {Pairing.Ending.NO_FIT: "no_fit", Pairing.Ending.MERCHANT_LEFT: "left", Pairing.Ending.MENTOR_LEFT: "left"}


def hit_rate(season, *, dropped=()):
    """Return the Hits of a season; docs/computing/hits.md says what counts. A constant number of queries.

    Parameters
    ----------
    dropped : iterable of (int, date)
        Pairing and day of each action stopped before its end; given by the doors and the white paper, which read them.
    """
    pairings = list(Pairing.objects.filter(season=season).select_related("mentor"))
    alerts = [Event(p, code, on) for p, code, on in AlertRaised.objects.filter(pairing__season=season).order_by("raised_on", "pk").values_list(
        "pairing_id", "code", "raised_on")]
    problems = [*_endings(pairings), *_missed(pairings), *_complaints(season, pairings), *_silences(pairings),
                *(Event(pairing, "action_abandoned", on) for pairing, on in dropped if pairing)]
    closed = SeasonClosure.objects.filter(season=season).values_list("at", flat=True).first()
    return measure(alerts, problems, until=day_of(closed) or clock.today(), over=bool(closed))


def _endings(pairings):
    return [Event(p.pk, ENDINGS[p.ending], day_of(p.ended_at)) for p in pairings if p.ended_at and p.ending in ENDINGS]


def _missed(pairings):
    """A missed visit is planned again: only the journal remembers it."""
    rows = Trace.objects.filter(kind=Pairing._meta.label_lower, object_id__in=[p.pk for p in pairings], entry__verb="visit.missed")
    return [Event(pairing, "visit_missed", day_of(at)) for pairing, at in rows.values_list("object_id", "entry__at")]


def _complaints(season, pairings):
    shops = {p.shop_id for p in pairings}
    merchants = defaultdict(set)
    for shop, person in Role.objects.filter(kind=Role.Kind.MERCHANT, scope_id__in=shops).values_list("scope_id", "person_id"):
        merchants[shop].add(person)
    found = []
    for c in Complaint.objects.filter(season=season):
        found += [Event(p.pk, "complaint", day_of(c.at)) for p in pairings
                  if p.opened_at <= c.at and (p.ended_at is None or c.at <= p.ended_at)
                  and (c.shop_id == p.shop_id or c.person_id in {p.mentor.person_id, *merchants[p.shop_id]})]
    return found


def _silences(pairings):
    """Each time that 36 days passed without a sign of life, from the announcement to the end."""
    days = defaultdict(list)
    for pairing, at in SignOfLife.objects.filter(pairing__in=[p.pk for p in pairings]).values_list("pairing_id", "at"):
        days[pairing].append(day_of(at))
    found = []
    for p in pairings:
        if p.announced_at is None:
            continue
        start, end = day_of(p.announced_at), day_of(p.ended_at) or clock.today()
        moments = [start, *sorted(d for d in days[p.pk] if start < d <= end), end]
        found += [Event(p.pk, "long_silence", a + timedelta(days=LONG)) for a, b in zip(moments, moments[1:], strict=False)
                  if (b - a).days >= LONG]
    return found
