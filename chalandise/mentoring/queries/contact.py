"""The first contact, counted the same way for everybody: days from the announcement until the two met or spoke."""
from dataclasses import dataclass, field
from statistics import median

from django.db.models import Min, Q

from chalandise.computing.hits import Share
from chalandise.foundation import clock
from chalandise.mentoring.models import Pairing
from chalandise.mentoring.queries.known import CONTACTS, day_of

SOON, LATEST = 3, 5        # days (Conseillers-Entreprises measures exactly these)
TARGETS = {SOON: 80, LATEST: 95}  # per cent


@dataclass(frozen=True)
class Contact:
    """One announced pairing: `days` until the first contact, None while there is none; `waited` since the announcement."""

    pairing: Pairing
    days: int | None
    waited: int

    @property
    def late(self):
        return (self.waited if self.days is None else self.days) > SOON


@dataclass(frozen=True)
class Contacts:
    """Every announced pairing of a season and what they say together."""

    rows: list = field(default_factory=list)

    def within(self, days):
        """Return the Share met within so many days, of those met or who had the time."""
        ripe = [r for r in self.rows if r.days is not None or r.waited > days]
        return Share(sum(r.days is not None and r.days <= days for r in ripe), len(ripe))

    @property
    def soon(self):
        return self.within(SOON)

    @property
    def latest(self):
        return self.within(LATEST)

    @property
    def median(self):
        met = [r.days for r in self.rows if r.days is not None]
        return median(met) if met else None


def first_contacts(season):
    """Return the Contacts of a season, the longest wait first (one query). A pairing that ended unmet waits no longer."""
    rows = Pairing.objects.filter(season=season, announced_at__isnull=False).select_related("shop", "mentor__person").annotate(
        contact=Min("signs__at", filter=Q(signs__kind__in=CONTACTS)))
    found = []
    for row in rows:
        told, until = day_of(row.announced_at), day_of(row.ended_at) or clock.today()
        found.append(Contact(row, max(0, (day_of(row.contact) - told).days) if row.contact else None, (until - told).days))
    return Contacts(sorted(found, key=lambda r: (r.days is not None, -(r.waited if r.days is None else r.days), r.pairing.shop.sort_key)))
