"""What is read around people and things: enough to see every path, at a cost that does not grow."""
from datetime import date

import pytest

from chalandise.computing.conflicts import Level, Tie
from chalandise.foundation import clock
from chalandise.people.models import Affiliation, Organisation, Role
from chalandise.people.operations import affiliate, declare_tie, derive_tie, grant_role, join_group
from chalandise.people.queries.conflicts import node, verdict
from chalandise.people.queries.reasons import reason
from chalandise.shops.queries import graph_around


def level(cast, gesture="pair", person=None, thing=None, **words):
    person, thing = person or cast.karim, thing or cast.lys
    return verdict(graph_around([node(person), node(thing)], **words), gesture, person, [node(thing)]).level


def body(name, siren=None):
    return Organisation.objects.create(name=name, siren=siren)


def works(cast, organisation, person=None, **dates):
    return Affiliation.objects.create(person=person or cast.karim, organisation=organisation, **{"since": date(2017, 1, 1), **dates})


def test_nobody_is_tied_by_nothing(cast):
    assert level(cast) is Level.ALLOWED


def test_the_merchant_is_tied_to_their_shop(cast):
    assert level(cast, person=cast.lila) is Level.BARRED


def test_one_siren_makes_one_house(cast):
    works(cast, body("Lys SARL", "552100554"))
    assert level(cast) is Level.ALLOWED
    cast.lys.siret = "55210055400013"
    cast.lys.save()
    assert level(cast) is Level.BARRED


def test_two_houses_of_one_group_are_one(cast):
    mine, theirs, head = body("Agenda Facile"), body("Lys SARL"), body("Groupe Agenda")
    works(cast, mine)
    cast.lys.organisation = theirs
    cast.lys.save()
    join_group(by=cast.rose, organisation=mine, parent=head)
    assert level(cast) is Level.ALLOWED
    join_group(by=cast.rose, organisation=theirs, parent=head)
    assert level(cast) is Level.BARRED


def test_a_paid_supplier_is_watched_while_the_tie_holds(cast):
    house = body("Agenda Facile")
    works(cast, house)
    derive_tie(by=cast.rose, organisation=house, thing=cast.lys, kind="invoice", until=date(2019, 11, 20))
    assert (level(cast), level(cast, on=date(2019, 11, 20))) == (Level.SUPERVISED, Level.ALLOWED)


@pytest.mark.parametrize(("until", "expected"), [(None, 2), (date(2017, 11, 20), 2), (date(2017, 11, 19), 0)])
def test_a_belonging_holds_to_the_evening_of_its_last_day(cast, until, expected):
    house = body("Lys SARL")
    cast.lys.organisation = house
    cast.lys.save()
    works(cast, house, until=until)
    assert level(cast) == expected


def test_a_tie_is_seen_from_both_ends(cast):
    """The merchant's own declaration that the mentor is family bars as much as the mentor's."""
    declare_tie(by=cast.lila, person=cast.lila, thing=cast.karim, kind="family")
    assert level(cast) is Level.BARRED


def test_a_relative_s_house_is_met_through_them(cast):
    house = body("Agenda Facile")
    works(cast, house, person=cast.awa)
    declare_tie(by=cast.karim, person=cast.karim, thing=cast.awa, kind="family")
    assert level(cast, "recommend", thing=house) is Level.BARRED
    derive_tie(by=cast.rose, organisation=house, thing=cast.lys, kind="invoice")
    assert level(cast) is Level.ALLOWED  # supervised for her, one step softer for him


def test_who_answers_for_a_provider_works_there(cast):
    house = body("Agenda Facile")
    grant_role(person=cast.karim, kind=Role.Kind.PROVIDER, scope_id=house.pk)
    assert level(cast, "review", thing=house) is Level.BARRED


def test_a_solution_is_named_by_its_key_only(cast):
    """The catalogue does not exist yet: its provider and a reviewer are tied to a key, and the predicate answers."""
    solution, house = ("catalogue.solution", 7), body("Agenda Facile")
    works(cast, house)
    ties = [Tie(node(house), solution, "provider"), Tie(node(cast.awa), solution, "reviewer")]
    graph = graph_around([node(cast.karim), node(cast.awa), solution], extra=ties)
    assert (verdict(graph, "review", cast.karim, [solution]).level, verdict(graph, "review", cast.awa, [solution]).level,
            verdict(graph, "pair", cast.awa, [solution]).level) == (Level.BARRED, Level.SUPERVISED, Level.ALLOWED)


def test_another_s_ties_say_nothing_of_mine(cast):
    declare_tie(by=cast.awa, person=cast.awa, thing=cast.lys, kind="supplier")
    assert (level(cast), level(cast, person=cast.awa)) == (Level.ALLOWED, Level.BARRED)


@pytest.mark.parametrize("count", [1, 30])
def test_reading_costs_the_same_for_one_and_for_thirty(cast, count, django_assert_num_queries):
    nodes = []
    for n in range(count):
        person, house, shop = cast.person("P", f"N{n}"), body(f"Maison {n}"), cast._shop(f"Boutique {n}")
        affiliate(by=cast.rose, person=person, organisation=house, since=date(2017, 1, 1))
        declare_tie(by=person, person=person, thing=shop, kind="client")
        grant_role(person=cast.person("M", f"N{n}"), kind=Role.Kind.MERCHANT, scope_id=shop.pk)
        nodes += [node(person), node(shop)]
    with django_assert_num_queries(8):
        graph_around(nodes)


def test_a_crowd_of_clients_is_not_read_in(cast):
    """A supplier's other shops, and their merchants, stay out of the graph."""
    house = body("Téléphone")
    works(cast, house)
    for n in range(5):
        derive_tie(by=cast.rose, organisation=house, thing=cast._shop(f"Boutique {n}"), kind="invoice")
    graph = graph_around([node(cast.karim), node(cast.lys)])
    assert sum(t.kind == "invoice" for t in graph.ties) == 5  # the rows themselves, and nothing behind them
    assert {n for t in graph.ties for n in (t.a, t.b) if n[0] == "people.person"} == {node(cast.karim)}


def test_nobody_in_the_middle_of_a_path_is_named(cast):
    steps = [("family", node(cast.karim), node(cast.awa)), ("keeps", node(cast.awa), ("shops.shop", 99))]
    assert reason(steps, {node(cast.karim): "Karim Benali"}) == (
        "Lien de famille entre Karim Benali et une autre personne\u00a0; une autre personne tient une autre boutique.")
    assert reason([], {}) == "C’est sa propre maison."


def test_two_steps_through_one_number_are_told_as_one():
    steps = [("employer", ("people.person", 1), ("people.organisation", 2)), ("siren", ("people.organisation", 2), ("siren", "552100554")),
             ("siren", ("shops.shop", 3), ("siren", "552100554"))]
    names = {("people.person", 1): "Karim", ("people.organisation", 2): "Lys SARL", ("shops.shop", 3): "Institut Lys"}
    assert reason(steps, names) == "Karim travaille pour Lys SARL\u00a0; Lys SARL et Institut Lys sont le même organisme."


def test_today_is_the_trade_s_clock(cast):
    declare_tie(by=cast.karim, person=cast.karim, thing=cast.lys, kind="client")
    with clock.at(date(2017, 11, 19)):
        assert level(cast) is Level.ALLOWED
