"""Who has to do with a season, and the ties that may be read there: never a shop or a person of another territory."""
from dataclasses import dataclass

from django.db.models import Q

from chalandise.computing.conflicts import KEEPS, SIREN, Tie
from chalandise.people import models as people
from chalandise.people.models import Declaration, Organisation, Person, Role
from chalandise.people.queries import roles_now, scopes_of
from chalandise.people.queries.conflicts import node, seconds_of, siren_node, supervisors, verdict
from chalandise.people.queries.reasons import gesture_words, names_of, reason
from chalandise.people.queries.ties import declared_on, has_said, held, tie_lines
from chalandise.people.rules import GESTURES
from chalandise.seasons.models import Application, PanelPlace, Partner, Season
from chalandise.shops.models import Shop
from chalandise.shops.queries import graph_around

K, S = Role.Kind, Role.Scope
OF_A_SEASON = (K.REFERENT, K.MENTOR, K.PARTNER, K.COMMITTEE)


def people_of(season):
    """Return the persons who have to do with a season: team, mentors, partners, committee, merchants of its panel."""
    panel = PanelPlace.objects.filter(season=season, left_at=None).values("shop_id")
    # A union and not an OR, which reads every role of the country.
    first, *others = (roles_now().filter(scope).values("person_id") for scope in (
        Q(kind__in=OF_A_SEASON, scope_kind=S.SEASON, scope_id=season.pk), Q(kind=K.ADMIN, scope_kind=S.TERRITORY, scope_id=season.territory_id),
        Q(kind=K.MERCHANT, scope_kind=S.SHOP, scope_id__in=panel)))
    return Person.objects.filter(pk__in=first.union(*others), is_active=True).order_by("sort_key", "pk")


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
    if found.barred:
        return Access("recused", why)
    if not has_said(said, found):
        return Access("ask", why)
    return Access("second" if found.supervised and application.pk not in seconds else "open", why)


def access_to(person, application):
    """Return the Access of one reader to one application."""
    return accesses(person, [application])[application.pk]


def applications_to_declare(season, person):
    """Return the applications on which a person has not said whether they are concerned, in the order of arrival."""
    said = Declaration.objects.filter(person=person, object_kind=Application._meta.label_lower).values("object_id")
    return (Application.objects.filter(season=season, state=Application.State.SENT).exclude(pk__in=said)
            .select_related("shop", "person", "season").order_by("sent_at", "pk"))


def applications_known(season):
    """Return everything that was sent to a season, for knowing at once what is open to a reader."""
    return Application.objects.filter(season=season).exclude(state=Application.State.DRAFT)


def other_readers(season, person):
    """Return who else of the team may read in the place of somebody who withdraws."""
    return supervisors(season, person)


# --- people and organisations -----------------------------------------------------------------------------------------

def shops_tieable_by(person):
    """Return the shops with which somebody may declare a tie: those of the seasons that they have to do with."""
    shops = scopes_of(person, K.MERCHANT)
    seasons = Season.objects.filter(
        Q(pk__in=scopes_of(person, *OF_A_SEASON)) | Q(territory__in=scopes_of(person, K.ADMIN)) | Q(places__shop__in=shops)).values("pk")
    sent = Application.objects.filter(season__in=seasons, state=Application.State.SENT).values("shop_id")
    placed = PanelPlace.objects.filter(season__in=seasons).values("shop_id")
    return Shop.objects.filter(Q(pk__in=sent) | Q(pk__in=placed)).exclude(pk__in=shops).order_by("sort_key", "pk")


def own_ties(person):
    """Return everything that ties a person now, in words: it is theirs to read, wherever it is (a constant number of queries)."""
    ties = list(held().filter(person=person).order_by("since", "pk"))
    shops = [t.object_id for t in ties if t.object_kind == "shops.shop"]
    people_ids = [t.object_id for t in ties if t.object_kind == "people.person"]
    return tie_lines(ties, things=[*(Shop.objects.filter(pk__in=shops) if shops else ()),
                                   *(Person.objects.filter(pk__in=people_ids) if people_ids else ())])


@dataclass(frozen=True)
class Hindrance:
    """What the ties of a person stop, on one shop or partner."""

    thing: object
    why: str
    barred: list      # gestures, in words
    supervised: list


def hindrances(season, person):
    """Return what somebody's ties stop in a season: on each shop of the panel and partner, in words."""
    things = subjects_of(season)
    graph = graph_around([node(person), *(node(t) for t in things)])
    found = []
    for thing in things:
        said = {g: verdict(graph, g, person, [node(thing)]) for g in GESTURES}
        worst = max(said.values(), key=lambda v: v.level)
        if worst.level:
            found.append((thing, worst, [g for g, v in said.items() if v.barred], [g for g, v in said.items() if v.supervised]))
    bodies = names_of({n for _t, v, _b, _s in found for n in v.nodes})
    return [Hindrance(thing, reason([(t.kind, t.a, t.b) for t in worst.path], {**bodies, node(thing): str(thing), node(person): person.full_name}),
                      [gesture_words(g) for g in barred], [gesture_words(g) for g in watched])
            for thing, worst, barred, watched in found]


def person_in(season, number):
    """Return somebody who has to do with a season; raise Person.DoesNotExist otherwise."""
    return people_of(season).get(pk=number)


def body_in(season, number):
    """Return an organisation that has to do with a season; raise Organisation.DoesNotExist otherwise."""
    return bodies_of(season).get(pk=number)


def ties_of_body(season, body):
    """Return the ties of an organisation that hold now, in words: its groups, the shops for which the pot paid it."""
    return lines_in(season, held().filter(organisation=body).order_by("since", "pk"))


def people_tied(season):
    """Return [(person, number of ties that hold)] of a season, those with ties first (two queries)."""
    everybody = list(people_of(season))
    counts = {}
    for line in lines_in(season, held().filter(person__in=[p.pk for p in everybody])):
        counts[line.tie.person_id] = counts.get(line.tie.person_id, 0) + 1
    return sorted(((p, counts.get(p.pk, 0)) for p in everybody), key=lambda row: (not row[1], row[0].sort_key, row[0].pk))
