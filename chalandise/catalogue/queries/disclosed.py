"""Conflicts of interest told to everybody: who, in the programme, is close to a company. Nobody is named."""
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chalandise.foundation import clock
from chalandise.people.models import Affiliation, Person, Role, Tie
from chalandise.people.queries import roles_now
from chalandise.people.queries.conflicts import ORGANISATION, graph_around, node, verdict

# Who takes part in the programme, in the order in which the page tells them; a merchant who buys from a company is told by the uses.
PROGRAMME = {
    Role.Kind.ADMIN: gettext_lazy("Une personne de l’équipe"), Role.Kind.REFERENT: gettext_lazy("Une personne de l’équipe"),
    Role.Kind.COMMITTEE: gettext_lazy("Un membre du comité"), Role.Kind.PARTNER: gettext_lazy("Une personne d’un partenaire"),
    Role.Kind.MENTOR: gettext_lazy("Un parrain ou une marraine"), Role.Kind.REVIEWER: gettext_lazy("Un relecteur"),
}
_WORDS = {
    "employer": gettext_lazy("%(who)s travaille pour cette entreprise."), "keeps": gettext_lazy("%(who)s travaille pour cette entreprise."),
    "siren": gettext_lazy("%(who)s travaille pour cette entreprise."), "group": gettext_lazy("%(who)s travaille dans le même groupe."),
    "family": gettext_lazy("%(who)s a un proche dans cette entreprise."), "client": gettext_lazy("%(who)s est client de cette entreprise."),
    "supplier": gettext_lazy("%(who)s est fournisseur de cette entreprise."),
    "competitor": gettext_lazy("%(who)s a un intérêt concurrent de cette entreprise."),
    "reviewer": gettext_lazy("%(who)s a évalué une solution concurrente."), "provider": gettext_lazy("%(who)s propose cette solution."),
}
_OTHER = gettext_lazy("%(who)s a déclaré un lien avec cette entreprise.")


@dataclass(frozen=True)
class Disclosure:
    """One sentence, and how many people of the programme it is true of."""

    words: str
    people: int = 1


def disclosures(solution):
    """Return the Disclosures of a solution, in a number of queries that does not depend on how many people are tied.

    Read from the same graph of ties that bars a gesture: somebody of the programme for whom recommending the solution is
    not plainly allowed is told by their part in it and by the kind of their tie.
    """
    company, thing = node(solution.provider.organisation), node(solution)
    near = _near(company, thing)
    roles = _parts(near)
    if not roles:
        return _money(solution)
    graph = graph_around([company, thing, *(node(p) for p in near if p.pk in roles)])
    counted = {}
    for person in near:
        found = verdict(graph, "recommend", person, (company, thing)) if person.pk in roles else None
        if found is not None and found.path:
            key = (roles[person.pk], found.kind)
            counted[key] = counted.get(key, 0) + 1
    order = list(PROGRAMME)
    told = [Disclosure(str(_WORDS.get(kind, _OTHER)) % {"who": PROGRAMME[part]}, count)
            for (part, kind), count in sorted(counted.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))]
    return told + _money(solution)


def _near(company, thing):
    """Return the people who have anything to do with a company, its group or the solution (four queries)."""
    today = clock.today()
    holds = Q(until=None) | Q(until__gt=today)
    groups = set(Tie.objects.filter(holds, since__lte=today, kind="group", object_kind=ORGANISATION)
                 .filter(Q(organisation=company[1]) | Q(object_id=company[1])).values_list("organisation", "object_id"))
    bodies = {company[1], *(body for pair in groups for body in pair)}
    about = Q(object_kind=ORGANISATION, object_id__in=bodies) | Q(object_kind=thing[0], object_id=thing[1])
    tied = Tie.objects.filter(holds, about, since__lte=today, person__isnull=False).values("person")
    members = Affiliation.objects.filter(Q(until=None) | Q(until__gte=today), organisation__in=bodies, since__lte=today).values("person")
    staff = roles_now().filter(kind=Role.Kind.PROVIDER, scope_id__in=bodies).values("person")
    return list(Person.objects.filter(Q(pk__in=tied) | Q(pk__in=members) | Q(pk__in=staff)).order_by("pk"))


def _parts(people):
    """Return {person id: their first part in the programme, in the order of PROGRAMME} (one query)."""
    order, found = list(PROGRAMME), {}
    for person, kind in roles_now().filter(person__in=people, kind__in=order).values_list("person", "kind"):
        if person not in found or order.index(kind) < order.index(found[person]):
            found[person] = kind
    return found


def _money(solution):
    """Say that the pot paid the company, when it did."""
    today = clock.today()
    paid = Tie.objects.filter(Q(until=None) | Q(until__gt=today), organisation=solution.provider.organisation, kind="invoice", since__lte=today)
    return [Disclosure(_("La cagnotte d’une saison a payé cette entreprise."))] if paid.exists() else []
