"""How small an effect could be seen, computed by a job on the season's past; nothing but shares and reasons is written."""
from itertools import groupby

from chalandise.computing.effects.power import Plan, detectable, detectable_alone
from chalandise.foundation import clock
from chalandise.impact.models import MeasurePlan
from chalandise.impact.queries.measures import to_weigh
from chalandise.impact.queries.past import GRAINS, panel_ids, problem, series_by_shop
from chalandise.impact.rules.measures import FOLLOWED, announced

SEED, DEALS = 20, 199


def weigh(plan):
    """Write down what one plan could show. Returns what was written."""
    return weigh_season(plan.action.season, [plan])[0].seen


def weigh_all():
    """Weigh again every plan whose action has not started: takings came in, or were taken back. Returns how many."""
    plans = list(to_weigh(clock.today()))
    for _season, mine in groupby(plans, key=lambda p: p.action.season_id):
        mine = list(mine)
        weigh_season(mine[0].action.season, mine)
    return len(plans)


def weigh_season(season, plans):
    """Write down what some plans of one season could show, its takings read once. Returns the plans."""
    series = series_by_shop(season)
    acting = panel_ids(season)
    together = _together(series, acting)
    for plan in plans:
        shop = plan.action.shop_id
        alone, why = _alone(series, acting, shop)
        plan.seen = {name: value for name, value in (("alone", alone), ("together", together), ("why", why)) if value}
        plan.weighed_at = clock.now()
    MeasurePlan.objects.bulk_update(plans, ["seen", "weighed_at"])
    return plans


def _together(series, acting):
    """The smallest effect of all who act, by simulated deals on the season's past; None when its shops are too few."""
    for grain in GRAINS:
        past = problem(series, acting, grain)
        found = detectable(Plan(past, FOLLOWED[grain]), seed=SEED, deals=DEALS) if past else None
        if found:
            return announced(found.percent)
    return None


def _alone(series, acting, shop):
    """(the smallest effect of one shop on its own past, why there is none)."""
    if not series.get(shop):
        return None, "none"
    for grain in GRAINS:
        past = problem(series, {shop}, grain)
        found = detectable_alone(Plan(past, FOLLOWED[grain]), shop) if past else None
        if found:
            return announced(found.percent), ""
    return None, "others" if _long_enough(series, shop) else "short"


def _long_enough(series, shop):
    """Say whether the shop's own past would do: four dates at least can be tried on it."""
    for grain in GRAINS:
        past = problem({shop: series[shop]}, {shop}, grain)
        if past and (past.takings >= 0).sum() >= past.year + FOLLOWED[grain] + 3:
            return True
    return False
