"""What anybody may read of the catalogue: nothing confidential leaves by here."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chalandise.catalogue.models import CatalogueChange, PriceChange, Qualification, Solution
from chalandise.catalogue.queries.qualifications import listed_now, qualified_now
from chalandise.catalogue.rules import PRICE_FIELDS, prices_of
from chalandise.foundation import clock
from chalandise.territory.models import Territory

QUALIFIED, SUSPENDED, ENDED, EXPIRED, WITHDRAWN = "qualified", "suspended", "ended", "expired", "withdrawn"


def published():
    """Return the solutions that have, or had, a place in a catalogue: their page answers for ever."""
    return (Solution.objects.filter(pk__in=Qualification.objects.values("solution"))
            .select_related("provider__organisation", "evidence"))


def solution_published(slug):
    """Return one of them; raise Solution.DoesNotExist otherwise."""
    return published().get(slug=slug)


def solutions_published(slugs):
    """Return those of some addresses, in the order asked, each once; unknown ones left out (one query)."""
    found = {s.slug: s for s in published().filter(slug__in=slugs)}
    return [found[slug] for slug in dict.fromkeys(slugs) if slug in found]


@dataclass(frozen=True)
class Standing:
    """Where a solution stands in one territory's catalogue today."""

    row: Qualification
    state: str

    @property
    def territory(self):
        return self.row.territory

    @property
    def listed(self):
        return self.state == QUALIFIED


def state_of(row):
    """Return where a qualification stands today, whatever the daily job has written down."""
    if row.until <= clock.today():
        return EXPIRED
    if row.ended_at is not None:
        return ENDED
    if row.solution.withdrawn_at is not None:
        return WITHDRAWN
    return SUSPENDED if row.suspended_at is not None else QUALIFIED


def standings(solutions):
    """Return {solution id: [Standing]}, the latest of each territory, in the order of their names (one query)."""
    found = {}
    rows = (Qualification.objects.filter(solution__in=[s.pk for s in solutions]).select_related("territory", "solution", "call")
            .order_by("territory__name", "territory", "since", "pk"))
    for row in rows:
        found.setdefault(row.solution_id, {})[row.territory_id] = Standing(row, state_of(row))
    return {number: list(of.values()) for number, of in found.items()}


def suspended_in(territory=None):
    """Return the qualifications that are suspended today, in a territory or anywhere, by the name of their solution."""
    rows = qualified_now().exclude(suspended_at=None).select_related("solution__provider__organisation", "territory")
    return (rows.filter(territory=territory) if territory else rows).order_by("solution__sort_key", "pk")


def price_doubts(solutions):
    """Return the price changes that no team has accepted, the latest of each territory: one that waits, or the refused price of today (one query)."""
    latest = {}
    for change in PriceChange.objects.filter(solution__in=solutions).select_related("territory", "solution").order_by("at", "pk"):
        latest[change.solution_id, change.territory_id] = change
    return [c for c in latest.values() if c.accepted is None or not c.accepted and c.after == prices_of(c.solution)]


def price_lines(change):
    """Return [(field, words, before, after)] of what a price change changed, values as they were kept."""
    return [(name, str(Solution._meta.get_field(name).verbose_name), change.before.get(name), change.after.get(name))
            for name in PRICE_FIELDS if change.before.get(name) != change.after.get(name)]


def public_documents(solution):
    """Return the documents that the company shows to everybody."""
    return solution.documents.filter(public=True, removed_at=None).select_related("file").order_by("at", "pk")


def catalogue_territories():
    """Return the territories whose catalogue has something, by name."""
    return Territory.objects.filter(pk__in=listed_now().values("territory")).order_by("name", "pk")


def changes(territory=None):
    """Return the public feed of changes, the latest first."""
    rows = CatalogueChange.objects.select_related("solution__provider__organisation", "territory").order_by("-at", "-pk")
    return rows.filter(territory=territory) if territory else rows


def change_words(change):
    """Say a change in one sentence: "Ardoise RDV entre au catalogue de Bordeaux – Le Bouscat."."""
    return _("%(name)s %(what)s (%(place)s).") % {"name": change.solution.name, "what": change.get_kind_display(),
                                                  "place": change.territory or _("tous les territoires")}
