import pytest

from chalandise.catalogue.models import Registration
from chalandise.catalogue.queries.companies import people_of
from chalandise.foundation import clock
from tests.web.team.seasons.test_calendar import text


@pytest.fixture
def nadia(client, cast):
    client.force_login(cast.nadia)
    return client


def at(cast, *rest):
    return "/".join([f"/offreur/{cast.ardoise.pk}", *rest, ""])


def test_a_company_says_how_it_is_reached(nadia, cast):
    page = text(nadia.post(at(cast, "entreprise"), {"contact_email": "a@ardoise.invalid", "contact_phone": "", "website": "ardoise.invalid",
                                                    "headcount": "1-9"}, follow=True))
    cast.ardoise.refresh_from_db()
    assert "C’est enregistré." in page
    assert (cast.ardoise.contact_email, cast.ardoise.organisation.website) == ("a@ardoise.invalid", "https://ardoise.invalid")


def test_a_colleague_is_invited_then_retired(nadia, cast):
    page = text(nadia.post(at(cast, "entreprise", "personnes"), {"email": "paul@exemple.invalid", "given_name": "Paul", "family_name": "Roy"}, follow=True))
    assert "Paul Roy reçoit un lien pour entrer." in page
    paul = people_of(cast.ardoise).get(given_name="Paul")
    page = text(nadia.post(at(cast, "entreprise", "personnes", str(paul.pk), "fin"), follow=True))
    assert "Paul Roy n’a plus accès" in page and list(people_of(cast.ardoise)) == [cast.nadia]


def test_a_colleague_already_there_is_said_next_to_the_address(nadia, cast):
    answer = nadia.post(at(cast, "entreprise", "personnes"), {"email": cast.nadia.email})
    assert answer.status_code == 422 and "partage déjà cet espace" in text(answer)


def test_a_request_is_answered_on_the_first_page(nadia, cast):
    iris = cast.person("Iris", "Demande")
    asked = Registration.objects.create(person=iris, name="Ardoise", siren="732829320", asked_at=clock.now(), confirmed_at=clock.now(),
                                        organisation=cast.ardoise.organisation)
    assert "Iris Demande" in text(nadia.get(at(cast)))
    nadia.post(at(cast, "entreprise", "demandes", str(asked.pk)), {"answer": "yes"})
    assert list(people_of(cast.ardoise)) == [cast.nadia, iris]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_first_page_costs_the_same_with_one_answer_and_thirty(nadia, cast, rows, django_assert_num_queries):
    from chalandise.catalogue.models import Submission
    assert cast.call
    for n in range(rows):
        solution = cast._solution(cast.ardoise, f"Solution {n}", needs=["booking"])
        Submission.objects.create(call=cast.call, solution=solution, created_at=clock.now(), saved_at=clock.now(), number=n + 1, state="submitted")
    with django_assert_num_queries(8):
        nadia.get(at(cast))
