"""Which solutions somebody may not recommend, and which ones some words name."""
from datetime import date

import pytest

from chalandise.catalogue.operations.recommending import check_solution
from chalandise.catalogue.queries.recommending import named_in, not_recommendable
from chalandise.computing.conflicts import EMPLOYER, Tie
from chalandise.people.models import Affiliation
from chalandise.people.operations import declare_tie
from chalandise.people.operations.conflicts import Barred
from chalandise.people.queries.conflicts import node
from tests.catalogue.operations.quoting import second

pytestmark = pytest.mark.django_db


def test_who_works_for_the_company_may_not_recommend_its_solution_and_reads_why(cast):
    other, _paul = second(cast)
    Affiliation.objects.create(person=cast.karim, organisation=cast.ardoise.organisation, since=date(2017, 1, 1))
    found = not_recommendable(cast.karim, [cast.solution, other])
    assert list(found) == [cast.solution.pk]
    assert found[cast.solution.pk] == "Karim Benali travaille pour Ardoise. Laissez un autre parrain ou l’équipe porter cette idée."
    assert not_recommendable(cast.awa, [cast.solution, other]) == {}


def test_an_employer_that_only_the_profile_names_counts_too(cast):
    works = [Tie(node(cast.karim), node(cast.ardoise.organisation), EMPLOYER, source="derived")]
    assert list(not_recommendable(cast.karim, [cast.solution], extra=works)) == [cast.solution.pk]


def test_a_client_of_the_company_needs_a_second_person(cast):
    declare_tie(by=cast.karim, person=cast.karim, thing=cast.ardoise.organisation, kind="client")
    with pytest.raises(Barred) as refusal:
        check_solution(by=cast.karim, person=cast.karim, place=cast.season, solution=cast.solution)
    assert refusal.value.field == "supervisor"
    assert check_solution(by=cast.karim, person=cast.karim, place=cast.season, solution=cast.solution, supervisor=cast.rose).supervised
    assert check_solution(by=cast.awa, person=cast.awa, place=cast.season, solution=cast.solution).level == 0


@pytest.mark.parametrize(("words", "named"), [
    ("Essayer Ardoise RDV dès lundi", True), ("essayer ARDOISE-RDV", True), ("une ardoise pour le menu", False), ("", False), ("Ardoise RDVs", False)])
def test_a_solution_is_found_by_its_name_whatever_its_capitals(cast, words, named):
    cast.qualification  # noqa: B018
    assert named_in(words, cast.bordeaux.pk) == ([cast.solution] if named else [])


def test_one_query_for_any_number_of_solutions(cast, django_assert_num_queries):
    cast.qualification  # noqa: B018
    second(cast)
    with django_assert_num_queries(1):
        assert [s.provider.organisation.name for s in named_in("Ardoise RDV ou Carnet", cast.bordeaux.pk)] == ["Ardoise", "Maison Carnet"]
