"""One's own shop beside the street's typical curve: for who gives takings, and for nobody else."""
from dataclasses import dataclass
from datetime import date

from chalandise.computing.benchmark import LEAST, STEP, index_of
from chalandise.computing.takings import Grain, totals
from chalandise.foundation import clock
from chalandise.impact.models import StreetPoint
from chalandise.impact.queries.readings import first_of, shift
from chalandise.impact.queries.takings import agreement_of, figures_of, takings_seen_by
from chalandise.people.queries import consents_now
from chalandise.seasons.models import Application, Season
from chalandise.seasons.queries import season_of_shop

YEAR, SHOWN = 12, 30  # months of the year that stands for 100, and months drawn at most


def base_of(season):
    """Return the first days of the twelve months before a season: their mean is 100."""
    return [shift(first_of(season.starts_on), n - YEAR) for n in range(YEAR)]


def season_served(shop):
    """Return the season that a shop's takings serve: the one where it has a place, else the latest to which it agreed to be compared; or None (two queries at most)."""
    if found := season_of_shop(shop):
        return found
    agreed = consents_now().filter(purpose="comparison", about_kind="seasons.application").values("about_id")
    compared = Application.objects.filter(shop=shop, pk__in=agreed, selection__announced_at__isnull=False).values("season")
    return Season.objects.filter(pk__in=compared).select_related("territory", "axis", "closure", "contact").order_by("-starts_on", "-id").first()


@dataclass(frozen=True)
class Beside:
    """A shop beside its street: (month, own index or None, the street's or None), oldest first; what is missing to have one.

    Attributes
    ----------
    missing : months of the year before the season that are not known whole
    """

    rows: tuple
    missing: int
    least: int = LEAST
    step: int = STEP

    @property
    def has_street(self):
        return any(street is not None for _month, _own, street in self.rows)

    @property
    def has_own(self):
        return not self.missing


def beside(person, shop, season):
    """Return the Beside of a shop for a person who may see its takings while the agreement stands; None otherwise (constant queries)."""
    if season is None or agreement_of(shop) is None:
        return None
    base, now = base_of(season), first_of(clock.today())
    months = {t.start: float(t.cents) for t in totals(figures_of(takings_seen_by(person, shop).filter(channel="all")), Grain.MONTH) if t.is_whole}
    if not months:
        return None
    own = index_of(months, base)
    street = dict(StreetPoint.objects.filter(season=season, ended_at=None).values_list("month", "index"))
    rows: list[tuple[date, float | None, int | None]] = []
    month = base[0]
    while month < now and len(rows) < SHOWN:
        rows.append((month, own.get(month), street.get(month)))
        month = shift(month, 1)
    return Beside(tuple(rows), sum(m not in months for m in base))
