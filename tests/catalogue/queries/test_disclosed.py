"""Who is close to a company is told to everybody, and nobody is named."""
import pytest

from chalandise.catalogue.queries.disclosed import disclosures
from chalandise.people.models import Role
from chalandise.people.operations import affiliate, declare_tie, derive_tie, grant_role


def told(cast):
    return [(d.words, d.people) for d in disclosures(cast.solution)]


def test_a_mentor_who_works_there_is_told_without_a_name(cast):
    affiliate(by=cast.odile, person=cast.karim, organisation=cast.ardoise.organisation)
    assert told(cast) == [("Un parrain ou une marraine travaille pour cette entreprise.", 1)]
    assert "Karim" not in str(told(cast))


@pytest.mark.parametrize("kind, words", [
    ("family", "a un proche dans cette entreprise"), ("client", "est client de cette entreprise"),
    ("other", "a déclaré un lien avec cette entreprise")])
def test_each_kind_of_tie_has_its_words(cast, kind, words):
    declare_tie(by=cast.odile, person=cast.odile, thing=cast.ardoise.organisation, kind=kind)
    assert [w for w, _n in told(cast)] == [f"Une personne de l’équipe {words}."]


def test_several_people_of_one_kind_are_counted_in_one_sentence(cast):
    for person in (cast.karim, cast.awa):
        declare_tie(by=cast.odile, person=person, thing=cast.ardoise.organisation, kind="supplier")
    assert [n for _w, n in told(cast)] == [2]


def test_who_has_no_part_in_the_programme_is_nobodys_business(cast):
    declare_tie(by=cast.bruno, person=cast.bruno, thing=cast.ardoise.organisation, kind="client")
    cast.nadia  # noqa: B018  (she runs the company, and nothing else)
    assert told(cast) == []


def test_the_pots_money_is_told(cast):
    derive_tie(by=None, organisation=cast.ardoise.organisation, thing=cast.lys, kind="invoice")
    assert told(cast) == [("La cagnotte d’une saison a payé cette entreprise.", 1)]


def test_it_costs_the_same_for_one_and_for_thirty(cast, django_assert_num_queries):
    cast.solution.provider.organisation  # noqa: B018  (loaded with the page)
    declare_tie(by=cast.odile, person=cast.karim, thing=cast.ardoise.organisation, kind="client")
    with django_assert_num_queries(9):
        assert [d.people for d in disclosures(cast.solution)] == [1]
    for n in range(29):
        person = cast.person(f"Mentor {n}", "Un")
        grant_role(person=person, kind=Role.Kind.MENTOR, scope_id=cast.season.pk)
        declare_tie(by=cast.odile, person=person, thing=cast.ardoise.organisation, kind="client")
    with django_assert_num_queries(9):
        assert [d.people for d in disclosures(cast.solution)] == [30]
