"""The past of a season's takings as the kernel reads it. For jobs: what comes out of it are shares and reasons, never an amount."""
from datetime import timedelta

import numpy as np

from chalandise.computing import takings as computing
from chalandise.computing.effects import Problem
from chalandise.computing.takings import Grain
from chalandise.impact.models import Channel, Taking
from chalandise.impact.queries.takings import agreements, asked_shops, figures_of, present
from chalandise.seasons.models import PanelPlace
from chalandise.shops.models import Shop


def series_by_shop(season):
    """Return {shop id: [Figure]} of the shops of a season whose agreement stands."""
    return {shop.pk: figures_of(present(shop).filter(channel=Channel.ALL)) for shop in Shop.objects.filter(pk__in=agreements(asked_shops(season))).order_by("pk")}


def panel_ids(season):
    return set(PanelPlace.objects.filter(season=season, left_at=None).values_list("shop_id", flat=True))


def problem(series, acting, grain):
    """Return the Problem of some series by week or month, or None when nothing whole is known of anybody who acts.

    A week or month that is not whole, or doubtful, is not known; closed throughout, it is 0.
    """
    wholes = {shop: {t.start: t for t in computing.totals(figures, grain) if t.is_whole} for shop, figures in series.items()}
    wholes = {shop: known for shop, known in wholes.items() if known}
    starts = dict.fromkeys(sorted(set(acting) & set(wholes)))
    if not starts:
        return None
    periods = _periods(grain, min(min(k) for k in wholes.values()), max(max(k) for k in wholes.values()))
    shops = tuple(wholes)
    takings, opened = np.full((len(shops), len(periods)), np.nan), np.zeros((len(shops), len(periods)))
    for row, shop in enumerate(shops):
        for column, start in enumerate(periods):
            if total := wholes[shop].get(start):
                takings[row, column], opened[row, column] = total.cents / 100, total.opened
    return Problem(shops, takings, starts, days=opened, period=str(grain))


def _periods(grain, first, last):
    found = [first]
    while found[-1] < last:
        found.append(computing.end_of(grain, found[-1]) + timedelta(days=1))
    return found


def has_takings(shop_id):
    """Say whether anything is known of a shop under a living agreement; no figure is read."""
    return shop_id in agreements([shop_id]) and Taking.objects.filter(shop=shop_id, ended_at=None, channel=Channel.ALL).exists()


GRAINS = (Grain.WEEK, Grain.MONTH)
