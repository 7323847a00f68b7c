"""Reading editions and packs."""
from chalandise.people.models import Role
from chalandise.people.queries import scopes_of
from chalandise.seasons.models import Gathering, Season
from chalandise.whitepaper.models import Edition, Pack


def editions_of(season):
    """Return the editions of a season that a gate has opened, newest first."""
    return Edition.objects.filter(season=season).select_related("by", "season__territory")


def edition_of(season, number):
    """Return one edition for the team; raise Edition.DoesNotExist otherwise."""
    return editions_of(season).get(number=number)


def published(slug, number=None):
    """Return the edition that everybody may read: the one of this number or the latest; raise Edition.DoesNotExist."""
    found = Edition.objects.filter(season__slug=slug, published_at__isnull=False).select_related("season__territory").order_by("-number")
    return found.get(number=number) if number else found[:1].get()


def published_numbers(season):
    return list(Edition.objects.filter(season=season, published_at__isnull=False).order_by("-number").values_list("number", flat=True))


def published_seasons():
    """Return the seasons that have a published white paper, newest first."""
    return Season.objects.filter(editions__published_at__isnull=False).select_related("territory", "axis").distinct()


def committees_of(season):
    """Return the committees of a season with their packs, for the team."""
    return Gathering.objects.filter(season=season, kind=Gathering.Kind.COMMITTEE, cancelled_at=None).prefetch_related("packs")


def committee_of(season, gathering_id):
    return Gathering.objects.select_related("season__territory", "season__axis").get(season=season, pk=gathering_id)


def latest_pack(gathering):
    return Pack.objects.filter(gathering=gathering).select_related("by", "gathering__season__territory").first()


def packs_of(season):
    """Return the latest pack of each committee of a season, the next committee first, without their content (one query).

    For those who follow the season: the caller passed the gate.
    """
    rows = (Pack.objects.filter(gathering__season=season, gathering__cancelled_at=None).select_related("gathering")
            .defer("content").order_by("-gathering__starts_at", "-gathering_id", "-made_at", "-pk"))
    latest = {}
    for pack in rows:
        latest.setdefault(pack.gathering_id, pack)
    return list(latest.values())


def pack_of(season, gathering_id):
    """Return the latest pack of one committee of a season; raise Pack.DoesNotExist otherwise."""
    return Pack.objects.select_related("gathering__season__territory", "gathering__season__axis").filter(
        gathering__season=season, gathering__cancelled_at=None, gathering_id=gathering_id).order_by("-made_at", "-pk")[:1].get()


def pack_by_link(link):
    """Return the pack of a mailed link while its person still is of the committee, a partner or of the team; else raise DoesNotExist."""
    pack = Pack.objects.select_related("gathering__season__territory").get(pk=link.target_id)
    season = pack.gathering.season
    allowed = (season.pk in scopes_of(link.person, Role.Kind.COMMITTEE, Role.Kind.PARTNER, Role.Kind.REFERENT)
               or season.territory_id in scopes_of(link.person, Role.Kind.ADMIN))
    if not allowed:
        raise Pack.DoesNotExist
    return pack
