"""The graph of ties around some people and things, and what the one predicate says of a gesture."""
from collections import defaultdict
from datetime import timedelta

from django.db.models import Q

from chalandise.computing.conflicts import EMPLOYER, KEEPS, SIREN, Graph, Tie, judge
from chalandise.foundation import clock
from chalandise.people import models
from chalandise.people.queries.directory import holders, roles_now
from chalandise.people.rules import conflict_table

PERSON, ORGANISATION, SHOP = "people.person", "people.organisation", "shops.shop"
ROUNDS = 4  # houses between the two ends of a path: an employer, its group, another member of it, its shop


def node(thing):
    """Return the key of a record in the graph."""
    return thing._meta.label_lower, thing.pk


def siren_node(number):
    """Return the key of a legal number, from a SIREN or a SIRET; None when there is none."""
    return (SIREN, number[:9]) if number and len(number) >= 9 else None


def graph_around(nodes, *, on=None, extra=(), bind=None):
    """Read every tie that can bind some nodes to each other, in a number of queries that does not depend on how many.

    Parameters
    ----------
    nodes : iterable of (label, id)
        Both ends: those who act, and what their gestures are about.
    extra : iterable of computing.conflicts.Tie
        What a higher room knows and has not written down (the employer of a mentor, who asked for money).
    bind : callable, optional
        Given shop ids, returns the ties of these shops with their organisations and legal numbers
        (shops.queries.bindings): people does not know shops.
    """
    on = on or clock.today()
    reading = _Reading(on, bind)
    reading.meet(nodes)
    reading.add(extra, follow=True)
    for _round in range(ROUNDS):
        if not reading.frontier:
            break
        reading.go_on()
    return Graph(reading.ties, on=on)


class _Reading:
    """Widens the circle: persons to their employers, shops to their merchants, organisations to their groups."""

    def __init__(self, on, bind):
        self.on, self.bind = on, bind
        self.ties, self.met, self.frontier = {}, set(), set()

    def meet(self, nodes):
        fresh = {n for n in nodes if n is not None} - self.met
        self.met |= fresh
        self.frontier |= fresh

    def add(self, ties, *, follow=False):
        for tie in ties:
            self.ties[tie] = None
            if follow:
                self.meet((tie.a, tie.b))

    def go_on(self):
        by_kind = defaultdict(set)
        for kind, key in self.frontier:
            by_kind[kind].add(key)
        self.frontier = set()
        persons, bodies, shops, numbers = (by_kind[k] for k in (PERSON, ORGANISATION, SHOP, SIREN))
        self._written(by_kind)
        if persons:
            self._belongings(persons)
        if persons or shops:
            self._keepers(persons, shops)
        if bodies or numbers:
            self._bodies(bodies, numbers)
        if shops and self.bind:
            self.add(self.bind(shops), follow=True)

    def _written(self, by_kind):
        """Ties written down: a person's are followed, an organisation's only to its group, a thing's only to families.

        A supplier's thousand shops are never read in: the shop that matters is met from the other end of the path.
        """
        asked = Q(person__in=by_kind[PERSON]) | Q(organisation__in=by_kind[ORGANISATION])
        for kind, keys in by_kind.items():
            if kind != SIREN:
                asked |= Q(object_kind=kind, object_id__in=keys)
        rows = models.Tie.objects.filter(Q(until=None) | Q(until__gt=self.on), asked, since__lte=self.on).order_by("pk")
        for row in rows:
            subject = (PERSON, row.person_id) if row.person_id else (ORGANISATION, row.organisation_id)
            thing = (row.object_kind, row.object_id)
            self.add([Tie(subject, thing, row.kind, row.since, row.until, row.source)])
            self.meet([thing] if subject in self.met and (row.person_id or row.kind == "group") else [])
            self.meet([subject] if row.kind == "family" else [])

    def _belongings(self, persons):
        for row in models.Affiliation.objects.filter(person__in=persons):
            self.add([Tie((PERSON, row.person_id), (ORGANISATION, row.organisation_id), EMPLOYER, row.since,
                          row.until and row.until + timedelta(days=1), "derived")], follow=True)

    def _keepers(self, persons, shops):
        kinds, scopes = models.Role.Kind, models.Role.Scope
        asked = (Q(kind=kinds.MERCHANT, scope_kind=scopes.SHOP) & (Q(person__in=persons) | Q(scope_id__in=shops))
                 | Q(kind=kinds.PROVIDER, scope_kind=scopes.ORGANISATION, person__in=persons))
        for person, kind, place in roles_now().filter(asked).values_list("person_id", "kind", "scope_id"):
            self.add([Tie((PERSON, person), (SHOP, place), KEEPS, source="derived") if kind == kinds.MERCHANT else
                      Tie((PERSON, person), (ORGANISATION, place), EMPLOYER, source="derived")], follow=True)

    def _bodies(self, bodies, numbers):
        rows = models.Organisation.objects.filter(Q(pk__in=bodies) | Q(siren__in=numbers)).exclude(siren=None)
        for pk, siren in rows.values_list("pk", "siren"):
            self.add([Tie((ORGANISATION, pk), (SIREN, siren), SIREN, source="derived")], follow=True)


def verdict(graph, gesture, person, about):
    """Return the Verdict on a person's gesture about some nodes."""
    return judge(graph, gesture, node(person), [n for n in about if n is not None], conflict_table())


def seconds_of(person, gesture, kind, ids=None):
    """Return {object id: person} of who was named second for a person's gestures on things of one kind."""
    rows = models.Supervision.objects.filter(person=person, gesture=gesture, object_kind=kind)
    rows = rows if ids is None else rows.filter(object_id__in=ids)
    return {row.object_id: row.supervisor for row in rows.select_related("supervisor").order_by("pk")}


def supervisors(place, *others):
    """Return who may be the second person in a season, a call…: who answers for its territory, a season's referents, but these."""
    team = holders(models.Role.Kind.ADMIN, place.territory_id)
    if place._meta.label_lower == "seasons.season":  # another place may have the same number
        team = team | holders(models.Role.Kind.REFERENT, place.pk)
    return team.exclude(pk__in=[p.pk for p in others if p is not None]).distinct().order_by("sort_key", "pk")
