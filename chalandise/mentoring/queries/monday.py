"""The referent's Monday: who needs them, in which order; who is put aside; who is well; the season's figures."""
from dataclasses import dataclass, field

from django.utils.translation import gettext, ngettext

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.mentoring.models import Mentor, Pairing, Visit
from chalandise.mentoring.queries.health import season_health
from chalandise.people.models import Person, Role
from chalandise.seasons.models import Application, PanelPlace

_SPELLED = {1: ("un", "a"), 2: ("deux", "two"), 3: ("trois", "three"), 4: ("quatre", "four"), 5: ("cinq", "five"),
            6: ("six", "six"), 7: ("sept", "seven"), 8: ("huit", "eight"), 9: ("neuf", "nine"), 10: ("dix", "ten")}


@dataclass
class Monday:
    todo: list = field(default_factory=list)
    aside: list = field(default_factory=list)
    others: list = field(default_factory=list)
    waiting: list = field(default_factory=list)  # places of the panel without a mentor
    beside: list = field(default_factory=list)  # what the doors know besides, one sentence each

    @property
    def count(self):
        return len(self.todo)

    @property
    def heading(self):
        """The page's title, in words."""
        n = self.count
        if not n and not (self.others or self.aside):
            return gettext("Aucun parrainage pour l’instant")
        if not n:
            return gettext("Tous les parrainages suivent leur cours")
        return ngettext("%(n)s parrainage a besoin de vous cette semaine", "%(n)s parrainages ont besoin de vous cette semaine", n) % {
            "n": spelled(n)}


def spelled(n):
    """Return a small number as a capitalised word, a larger one in figures."""
    from chalandise.foundation import wording  # noqa: PLC0415  (cold path)
    if n not in _SPELLED:
        return wording.number(n)
    word = _SPELLED[n][0 if wording.french() else 1]
    return ("One" if n == 1 and not wording.french() else word.capitalize())


def monday(season, *, moves=None, beside=()):
    """Return the Monday of a season; see queries.health.season_health for `moves`. `beside`: sentences that the doors add."""
    lines = season_health(season, moves=moves)
    return Monday(todo=[x for x in lines if x.needs], aside=[x for x in lines if x.aside],
                  others=[x for x in lines if not x.needs and not x.aside], waiting=places_without_mentor(season), beside=list(beside))


def places_without_mentor(season):
    """Return the places of the panel whose shop nobody accompanies."""
    paired = Pairing.objects.filter(season=season, ended_at=None).values("shop_id")
    return list(PanelPlace.objects.filter(season=season, left_at=None).exclude(shop_id__in=paired).select_related("shop")
                .order_by("shop__sort_key"))


def visit_figures(season):
    """Return how many visits are done, of how many due by today (their milestone is past) and of how many in all."""
    today = clock.today()
    past = [m.key.removeprefix("visit") for m in season.milestones.all() if m.key.startswith("visit") and (m.until or m.on) <= today]
    rows = list(Visit.objects.filter(pairing__season=season).exclude(state=Visit.State.CANCELLED).values_list("number", "state"))
    return {"done": sum(s == Visit.State.DONE for _n, s in rows), "all": len(rows),
            "due": sum(s == Visit.State.DONE or str(n) in past for n, s in rows)}


def desk(season):
    """Return what else waits for the referent: addresses that bounce, letters held, applications left as drafts."""
    shops = PanelPlace.objects.filter(season=season, left_at=None).values("shop_id")
    letters = Letter.objects.filter(scope_kind="season", scope_id=season.pk)
    mentors = Mentor.objects.filter(season=season).order_by().values("person_id")
    merchants = Role.objects.filter(kind="merchant", scope_kind="shop", scope_id__in=shops, until=None).values("person_id")
    # A union and not an OR, which reads every person of the country.
    bounced = Person.objects.filter(bounced_at__isnull=False, pk__in=mentors.union(merchants))
    return {"bounced": list(bounced[:20]), "held": letters.filter(state=Letter.State.HELD).count(),
            "failed": letters.filter(state=Letter.State.FAILED).count(),
            "drafts": Application.objects.filter(season=season, state=Application.State.DRAFT).count()}


