"""Reading who uses what: a shop's own tools, what passers-by may read, what the team looks at."""
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.utils.translation import gettext as _

from chalandise.catalogue.models import Opinion, Use, UseCheck
from chalandise.foundation import clock
from chalandise.people.models import Role
from chalandise.people.queries import consents_now, scopes_of
from chalandise.shops.rules.trades import trade_label

ASKED_LATE = 60  # days after which a question is no longer asked
CROWD = 3        # shops among which one of them is not recognised
NAMED = "quote"  # purpose of the consent that lets a shop be named


def uses_of(person, shop):
    """Return what a shop uses and used, for one of its people; nothing for others."""
    mine = shop.pk in scopes_of(person, Role.Kind.MERCHANT)
    rows = Use.objects.filter(shop=shop) if mine else Use.objects.none()
    return rows.select_related("solution__provider__organisation", "shop", "opinion").order_by("-since", "-pk")


def checks_due():
    """Return the questions whose day has come and that nobody asked nor answered: the latest of each use."""
    today = clock.today()
    rows = (UseCheck.objects.filter(due_on__lte=today, due_on__gt=today - timedelta(days=ASKED_LATE), asked_at=None, answered_at=None)
            .select_related("use__shop", "use__solution").order_by("use", "months"))
    return list({check.use_id: check for check in rows}.values())


def check_of_link(link):
    """Return the question of a mailed link; raise UseCheck.DoesNotExist when its person no longer keeps the shop."""
    return UseCheck.objects.select_related("use__shop__territory", "use__solution", "use__opinion").get(
        pk=link.target_id, use__shop__in=scopes_of(link.person, Role.Kind.MERCHANT))


def opinions_about(provider):
    """Return what merchants say of a company's solutions, what waits for an answer first; hidden ones left out."""
    rows = Opinion.objects.filter(use__solution__provider=provider, hidden_at=None)
    return rows.select_related("use__solution", "use__shop__territory").order_by("answered_at", "-at", "-pk")


def opinions_in(territory):
    """Return what the merchants of a territory say, the newest first, for its team, which the door's gate has checked."""
    return Opinion.objects.filter(use__shop__territory=territory).select_related("use__solution", "use__shop__territory", "by")


# --- what passers-by read ---------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Voice:
    """What a merchant says, signed as they agreed to be: by name with a living consent, else by no more than a crowd shares."""

    opinion: Opinion
    who: str
    still: bool


def voices(solution):
    """Return what is said of a solution, the newest first; hidden words left out (four queries)."""
    rows = list(Opinion.objects.filter(use__solution=solution, hidden_at=None).select_related("use__shop__territory").order_by("-at", "-pk"))
    signed = signatures([row.use for row in rows])
    return [Voice(row, signed[row.use_id], row.use.stopped_on is None) for row in rows]


def signatures(uses):
    """Return {use id: how its shop may be called in public}, in three queries.

    Without consent, a shop is told by its trade and its season only when three shops at the least share both in what is
    recorded; otherwise by its season, its territory, or as a shop.
    """
    named = set(consents_now().filter(purpose=NAMED, about_kind="catalogue.use", about_id__in=[u.pk for u in uses])
                .values_list("about_id", flat=True))
    crowd = _crowds(uses)
    return {use.pk: str(use.shop) if use.pk in named else _unnamed(use, crowd) for use in uses}


def _crowds(uses):
    """Return how many shops are recorded for each (season, trade), (season,) and (territory,) of these uses."""
    crowd = Counter()
    seasons = {u.season_key for u in uses} - {None}
    for season, trade, count in (Use.objects.filter(season_key__in=seasons).order_by("season_key", "shop__trade")
                                 .values_list("season_key", "shop__trade").annotate(shops=Count("shop", distinct=True))):
        crowd[season, trade] += count
        crowd[season] += count
    for territory, count in (Use.objects.filter(shop__territory__in={u.shop.territory_id for u in uses}).order_by("shop__territory")
                             .values_list("shop__territory").annotate(shops=Count("shop", distinct=True))):
        crowd["territory", territory] += count
    return crowd


def _unnamed(use, crowd):
    where = {"trade": trade_label(use.shop.trade), "season": use.season_label, "place": use.shop.territory}
    if use.season_key and use.shop.trade and crowd[use.season_key, use.shop.trade] >= CROWD:
        return _("une boutique, %(trade)s, %(season)s") % where
    if use.season_key and crowd[use.season_key] >= CROWD:
        return _("une boutique, %(season)s") % where
    if crowd["territory", use.shop.territory_id] >= CROWD:
        return _("une boutique, %(place)s") % where
    return _("une boutique")


def hidden_reasons(solution):
    """Return why words about a solution were hidden, one reason each."""
    return list(Opinion.objects.filter(use__solution=solution, hidden_at__isnull=False).order_by("hidden_at").values_list("hidden_reason", flat=True))


@dataclass(frozen=True)
class Adoption:
    """How many shops of a season use or used a solution, and which of them agreed to be named."""

    season: str
    shops: int
    running: int
    names: tuple


def adoptions(solution):
    """Return the Adoption of each season, the latest first (two queries)."""
    rows = list(Use.objects.filter(solution=solution).select_related("shop").order_by("-since", "-pk"))
    named = set(consents_now().filter(purpose=NAMED, about_kind="catalogue.use", about_id__in=[u.pk for u in rows]).values_list("about_id", flat=True))
    found = {}
    for use in rows:
        found.setdefault(use.season_label, []).append(use)
    return [Adoption(label, len({u.shop_id for u in uses}), len({u.shop_id for u in uses if u.stopped_on is None}),
                     tuple(sorted({str(u.shop) for u in uses if u.pk in named}))) for label, uses in found.items()]
