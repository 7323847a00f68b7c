"""A company follows its place in the catalogues, asks for a year more, answers what merchants say."""
from datetime import date

import pytest
from django.urls import reverse

from chalandise.catalogue.models import Opinion, Qualification, RenewalRequest
from chalandise.foundation import clock
from tests.browser import check_axe, views
from tests.web.public.catalogue.scenes import qualified, used
from tests.web.public.catalogue.test_solution import new_price


@pytest.fixture
def company(cast, client):
    client.force_login(cast.nadia)
    return lambda name, *keys: reverse(f"provider:{name}", args=[cast.ardoise.pk, *keys])


def test_the_company_sees_its_terms_and_the_prices_under_check(cast, client, company):
    solution = qualified(cast)
    new_price(cast, solution, "24")
    page = client.get(company("catalogue")).content.decode()
    assert "suspendue" in page and "n’a pas encore vérifié" in page


def test_a_renewal_is_asked_in_its_days_and_once(cast, client, company):
    row = qualified(cast).qualifications.get()
    address = company("renewal", row.pk)
    assert "dans les trois derniers mois" in client.get(address).content.decode()
    with clock.at(date(2018, 10, 1)):
        for _twice in range(2):
            client.post(address, {"text": "Nouvel hébergeur."})
        assert "l’équipe vous répond" in client.get(address).content.decode()
    assert RenewalRequest.objects.get().text == "Nouvel hébergeur."


def test_the_company_takes_its_solution_off_the_lists(cast, client, company):
    row = qualified(cast).qualifications.get()
    client.post(company("renewal", row.pk), {"gesture": "suspend"})
    assert Qualification.objects.get().suspended_reason == "provider"


def test_an_opinion_is_answered_without_knowing_who_speaks(cast, client, company):
    opinion = used(cast, qualified(cast), 1, stopped=0)[0].opinion
    Opinion.objects.update(answer="", answered_at=None)
    page = client.get(company("opinions")).content.decode()
    assert "sans réponse" in page and "Salon 0" not in page and "Commerçant" not in page
    client.post(company("opinion", opinion.pk), {"text": "C’est réparé."})
    assert Opinion.objects.get().answer == "C’est réparé."


def test_another_company_sees_nothing_of_it(cast, client, company):
    from chalandise.catalogue.models import Provider
    from chalandise.people.models import Organisation, Role
    from chalandise.people.operations import grant_role
    opinion = used(cast, qualified(cast), 1, stopped=0)[0].opinion
    other = Provider.objects.create(organisation=Organisation.objects.create(name="Voisine"), registered_at=clock.now())
    grant_role(person=cast.hugo, kind=Role.Kind.PROVIDER, scope_id=other.organisation_id)
    client.force_login(cast.hugo)
    for name, key in (("opinion", opinion.pk), ("renewal", Qualification.objects.get().pk)):
        assert client.get(reverse(f"provider:{name}", args=[other.pk, key])).status_code == 404
    assert client.get(company("catalogue")).status_code == 404


@pytest.mark.parametrize("name, queries", [("catalogue", 6), ("opinions", 7)])
def test_a_page_costs_the_same_for_one_and_for_thirty(cast, client, company, django_assert_num_queries, name, queries):
    first = qualified(cast)
    used(cast, first, 1, stopped=0)
    new_price(cast, first, "24")
    with django_assert_num_queries(queries):
        client.get(company(name))
    for n in range(29):
        solution = qualified(cast, f"Solution {n}")
        used(cast, solution, 1, stopped=0)
        new_price(cast, solution, "24")
    with django_assert_num_queries(queries):
        client.get(company(name))


@pytest.mark.browser
def test_the_companys_pages_read_well_on_every_screen(page, cast, company):
    solution = qualified(cast)
    opinion = used(cast, solution, 2)[0].opinion
    new_price(cast, qualified(cast, "Caisse Bleue"), "24")
    page.sign_in(cast.nadia)
    page.travel(date(2018, 10, 1))
    for name, address in (("catalogue", company("catalogue")), ("renewal", company("renewal", solution.qualifications.get().pk)),
                          ("opinions", company("opinions")), ("opinion", company("opinion", opinion.pk))):
        assert page.open(address) == 200
        for view in views():
            page.show(**view)
            page.shoot(f"provider-{name}" + "-{width}-{scheme}-{language}".format(**view))
            assert (name, view, check_axe(page), page.overflow()) == (name, view, [], 0)
