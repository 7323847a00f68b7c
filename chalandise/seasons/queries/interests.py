"""Who has to do with a season, and the ties that may be read there: never a shop or a person of another territory."""
from dataclasses import dataclass

from django.db.models import Q

from chalandise.computing.conflicts import KEEPS, SIREN, Tie
from chalandise.people import models as people
from chalandise.people.models import Declaration, Organisation, Person, Role
from chalandise.people.queries import roles_now
from chalandise.people.queries.conflicts import node, seconds_of, siren_node, supervisors, verdict
from chalandise.people.queries.reasons import names_of, reason
from chalandise.people.queries.ties import declared_on, held, tie_lines
from chalandise.seasons.models import Application, PanelPlace, Partner
from chalandise.shops.models import Shop
from chalandise.shops.queries import graph_around

K, S = Role.Kind, Role.Scope
OF_A_SEASON = (K.REFERENT, K.MENTOR, K.PARTNER, K.COMMITTEE)


def people_of(season):
    """Return the persons who have to do with a season: team, mentors, partners, committee, merchants of its panel."""
    panel = PanelPlace.objects.filter(season=season, left_at=None).values("shop_id")
    holding = roles_now().filter(
        Q(kind__in=OF_A_SEASON, scope_kind=S.SEASON, scope_id=season.pk) | Q(kind=K.ADMIN, scope_kind=S.TERRITORY, scope_id=season.territory_id)
        | Q(kind=K.MERCHANT, scope_kind=S.SHOP, scope_id__in=panel))
    return Person.objects.filter(pk__in=holding.values("person_id"), is_active=True).order_by("sort_key", "pk")


def shops_tied(season, ties):
    """Return the shops of the season's territory among the objects of some ties (one query, none when there is none)."""
    ids = {t.object_id for t in ties if t.object_kind == "shops.shop"}
    return Shop.objects.filter(pk__in=ids, territory=season.territory_id) if ids else Shop.objects.none()


def lines_in(season, ties):
    """Return ties in words, those with another territory's shop or somebody outside the season left out."""
    ties = list(ties)
    persons = {t.object_id for t in ties if t.object_kind == "people.person"}
    known = people_of(season).filter(pk__in=persons) if persons else ()
    return tie_lines(ties, things=[*shops_tied(season, ties), *known])


def ties_in(season, person):
    """Return the ties of a person that the team of a season may read, in words."""
    return lines_in(season, held().filter(person=person).order_by("since", "pk"))


def tie_in(season, person, number):
    """Return one tie of a person, among those that `ties_in` shows; raise people.Tie.DoesNotExist otherwise."""
    found = next((line.tie for line in ties_in(season, person) if line.tie.pk == number), None)
    if found is None:
        raise people.Tie.DoesNotExist
    return found


def bodies_of(season):
    """Return the organisations that have to do with a season: its partners, the employers of its people, those tied to them."""
    ours = people_of(season).order_by().values("pk")
    tied = held().filter(person__in=ours, object_kind="people.organisation").values("object_id")
    return Organisation.objects.filter(
        Q(partnerships__season=season) | Q(affiliations__person__in=ours) | Q(pk__in=tied)
        | Q(shops__in=PanelPlace.objects.filter(season=season, left_at=None).values("shop_id"))).distinct().order_by("sort_key", "pk")


def panel_shops(season):
    """Return the shops of the panel, by name."""
    return Shop.objects.filter(pk__in=PanelPlace.objects.filter(season=season, left_at=None).values("shop_id")).order_by("sort_key", "pk")


def subjects_of(season):
    """Return what a committee may decide about: the shops of the panel, then the partners' organisations (two queries)."""
    return [*panel_shops(season), *(p.organisation for p in Partner.objects.filter(season=season).select_related("organisation")
                                    .order_by("organisation__sort_key"))]


# --- applications -----------------------------------------------------------------------------------------------------

def about_application(application):
    """Return the nodes that an application touches: itself, its shop."""
    return (node(application), ("shops.shop", application.shop_id) if application.shop_id else None)


def graph_of(applications, people):
    """Read the graph around some applications and the persons who would read them."""
    ties = []
    for one in applications:
        ends = [siren_node(one.siret), ("shops.shop", one.shop_id) if one.shop_id else None]
        ties += [Tie(node(one), end, SIREN, source="derived") for end in ends if end]
        if one.person_id:
            ties.append(Tie(("people.person", one.person_id), node(one), KEEPS, source="derived"))
    return graph_around([*(node(a) for a in applications), *(node(p) for p in people if p is not None)], extra=ties)


def names_around(application):
    """Return the names that the team may read of what an application touches: the shop and who applies."""
    found = {node(application): application.shop_name, ("shops.shop", application.shop_id): application.shop_name}
    if application.person_id:
        found["people.person", application.person_id] = f"{application.given_name} {application.family_name}".strip()
    return found


@dataclass(frozen=True)
class Access:
    """Whether a reader may see what an application keeps for its readers.

    state: "ask" (has not said whether it concerns them), "open", "second" (needs the name of a second person),
    "recused"; `why`: the ties, in a sentence.
    """

    state: str
    why: str = ""
    declared: str = ""  # the kind of tie that the reader declared on it


def accesses(person, applications):
    """Return {application id: Access} for one reader, in a constant number of queries."""
    applications = list(applications)
    if not applications:
        return {}
    graph, label = graph_of(applications, [person]), Application._meta.label_lower
    declared, seconds = declared_on(person, label), seconds_of(person, "score", label)
    judged = {a.pk: verdict(graph, "score", person, about_application(a)) for a in applications}
    bodies = names_of({n for v in judged.values() for n in v.nodes})
    return {a.pk: _access(a, person, judged[a.pk], declared.get(a.pk), seconds, bodies) for a in applications}


def _access(application, person, found, said, seconds, bodies):
    known = {**bodies, **names_around(application), node(person): person.full_name}
    why = reason([(t.kind, t.a, t.b) for t in found.path], known) if found.level else ""
    if found.barred or said:
        return Access("recused", why, said or "")
    if found.supervised and application.pk not in seconds:
        return Access("second", why)
    return Access("ask" if said is None else "open", why)


def access_to(person, application):
    """Return the Access of one reader to one application."""
    return accesses(person, [application])[application.pk]


def applications_to_declare(season, person):
    """Return the applications on which a person has not said whether they are concerned, in the order of arrival."""
    said = Declaration.objects.filter(person=person, object_kind=Application._meta.label_lower).values("object_id")
    return (Application.objects.filter(season=season, state=Application.State.SENT).exclude(pk__in=said)
            .select_related("shop", "person", "season").order_by("sent_at", "pk"))


def other_readers(season, person):
    """Return who else of the team may read in the place of somebody who withdraws."""
    return supervisors(season, person)
