"""The team looks at new prices, renewals and opinions, suspends and takes out; what waits comes first."""
from datetime import date

import pytest
from django.urls import reverse

from chalandise.catalogue.models import Opinion, PriceChange, Qualification, RenewalRequest
from chalandise.catalogue.operations.renewals import ask_renewal
from chalandise.foundation import clock
from tests.browser import check_axe, views
from tests.web.public.catalogue.scenes import qualified, used
from tests.web.public.catalogue.test_solution import new_price


@pytest.fixture
def team(cast, client):
    client.force_login(cast.odile)
    return lambda name, *keys: reverse(f"team:catalogue{name}", args=[cast.bordeaux.slug, *keys])


def post(client, address, **words):
    answer = client.post(address, words, follow=True)
    return answer.content.decode()


def test_what_waits_comes_first(cast, client, team):
    solution = qualified(cast)
    used(cast, solution, 1, stopped=0)
    with clock.at(date(2018, 10, 1)):
        ask_renewal(by=cast.nadia, qualification=solution.qualifications.get())
        new_price(cast, qualified(cast, "Caisse Bleue"), "24")
        page = client.get(team("")).content.decode()
    assert "prix à vérifier" in page and "renouvellement demandé" in page and "se termine bientôt" in page and "8 sur 10" in page


def test_a_new_price_is_looked_at_before_and_after(cast, client, team):
    solution = qualified(cast)
    change, = new_price(cast, solution, "24")
    address = team("_price", change.pk)
    assert "19,00 €" in client.get(address).content.decode().replace("\xa0", " ")
    assert "Dites pourquoi ce prix" in post(client, address, gesture="refuse", reason="")
    assert "Le nouveau prix est vérifié." in post(client, address, gesture="accept")
    assert (PriceChange.objects.get().accepted, Qualification.objects.get().suspended_at) == (True, None)
    assert client.get(address).status_code == 404


def test_a_renewal_is_answered_with_a_reason_when_it_is_no(cast, client, team):
    solution = qualified(cast)
    with clock.at(date(2018, 10, 1)):
        asked = ask_renewal(by=cast.nadia, qualification=solution.qualifications.get(), text="Nouvel hébergeur.")
        address = team("_renewal", asked.pk)
        assert "Nouvel hébergeur." in client.get(address).content.decode()
        assert "Dites pourquoi vous ne renouvelez pas" in post(client, address, gesture="refuse", reason=" ")
        post(client, address, gesture="renew")
    assert (RenewalRequest.objects.get().answer, Qualification.objects.get().until) == ("renewed", date(2019, 11, 20))


def test_a_solution_is_suspended_put_back_and_taken_out(cast, client, team):
    row = qualified(cast).qualifications.get()
    address = team("_entry", row.pk)
    assert "est suspendue" in post(client, address, gesture="suspend", reason="complaint")
    assert "de nouveau proposée" in post(client, address, gesture="restore")
    assert "Dites pourquoi" in post(client, address, gesture="end", reason="")
    assert "n’est plus au catalogue" in post(client, address, gesture="end", reason="Le service a fermé.")
    assert Qualification.objects.get().ended_reason == "Le service a fermé."
    assert client.get(address).status_code == 200


def test_an_opinion_is_hidden_with_a_reason_and_shown_again(cast, client, team):
    opinion = used(cast, qualified(cast), 1, stopped=0)[0].opinion
    address = team("_opinion", opinion.pk)
    assert "Dites pourquoi" in post(client, address, gesture="hide", reason="")
    post(client, address, gesture="hide", reason="Une insulte.")
    assert Opinion.objects.get().hidden_reason == "Une insulte."
    post(client, address, gesture="show")
    assert Opinion.objects.get().hidden_at is None


def test_the_page_costs_the_same_for_one_and_for_thirty(cast, client, team, django_assert_num_queries):
    first = qualified(cast)
    used(cast, first, 1, stopped=0)
    new_price(cast, first, "24")
    with django_assert_num_queries(10):
        client.get(team(""))
    for n in range(29):
        solution = qualified(cast, f"Solution {n}")
        used(cast, solution, 1, stopped=0)
        new_price(cast, solution, "24")
    with django_assert_num_queries(10):
        client.get(team(""))


@pytest.mark.browser
def test_the_teams_pages_read_well_on_every_screen(page, cast, team):
    solution = qualified(cast)
    opinion = used(cast, solution, 2)[0].opinion
    change, = new_price(cast, qualified(cast, "Caisse Bleue"), "24")
    page.sign_in(cast.odile)
    page.travel(date(2018, 10, 1))
    with clock.at(date(2018, 10, 1)):
        asked = ask_renewal(by=cast.nadia, qualification=solution.qualifications.get(), text="Nouvel hébergeur.")
    for name, address in (("", team("")), ("price", team("_price", change.pk)), ("renewal", team("_renewal", asked.pk)),
                          ("entry", team("_entry", solution.qualifications.get().pk)), ("opinion", team("_opinion", opinion.pk))):
        assert page.open(address) == 200
        for view in views():
            page.show(**view)
            page.shoot(f"team-catalogue-{name}" + "-{width}-{scheme}-{language}".format(**view))
            assert (name, view, check_axe(page), page.overflow()) == (name, view, [], 0)
