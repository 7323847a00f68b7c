"""The street's typical curve, told month by month to those who give their takings; a job writes it."""
from collections import defaultdict

from django.db import transaction

from chalandise.computing.benchmark import fresh_points, index_of
from chalandise.computing.takings import Grain, totals
from chalandise.foundation import clock
from chalandise.impact import mails
from chalandise.impact.models import StreetPoint
from chalandise.impact.queries.past import series_by_shop
from chalandise.impact.queries.readings import first_of
from chalandise.impact.queries.street import base_of
from chalandise.seasons.models import Season
from chalandise.shops.models import Shop


def draw_all():
    """Tell what may be told of each season under way, the year after its end included. Returns how many points."""
    return sum(draw(season) for season in Season.objects.filter(closure=None).select_related("territory"))


@transaction.atomic
def draw(season):
    """Tell the months of one season that may be told; what was told stays until many shops come or go together. Returns how many points."""
    Season.objects.select_for_update(of=("self",)).get(pk=season.pk)  # one clock at a time
    base, now = base_of(season), first_of(clock.today())
    indexes = {}
    for shop, figures in series_by_shop(season).items():
        months = {t.start: float(t.cents) for t in totals(figures, Grain.MONTH) if t.is_whole and t.start < now}
        indexes[shop] = {m: value for m, value in index_of(months, base).items() if m >= base[0]}
    told = defaultdict(list)
    for month, shops in StreetPoint.objects.filter(season=season).values_list("month", "shops"):
        told[month].append(frozenset(shops))
    fresh = fresh_points(indexes, told)
    StreetPoint.objects.filter(season=season, month__in=[p.month for p in fresh], ended_at=None).update(ended_at=clock.now())
    StreetPoint.objects.bulk_create(StreetPoint(season=season, month=p.month, index=p.index, shops=sorted(p.shops), at=clock.now()) for p in fresh)
    for shop in Shop.objects.filter(pk__in=frozenset().union(*(p.shops for p in fresh))).order_by("pk"):
        mails.street_told(shop, season)
    return len(fresh)
