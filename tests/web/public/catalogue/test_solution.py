"""A solution's page says everything that a merchant needs and nothing that is not public; up to four stand side by side."""
from datetime import date

import pytest
from django.urls import reverse

from chalandise.catalogue.models import SolutionDocument
from chalandise.catalogue.operations.opinions import hide_opinion
from chalandise.catalogue.operations.prices import check_price, sheet_changed
from chalandise.catalogue.operations.qualifications import end, suspend
from chalandise.catalogue.rules import prices_of
from chalandise.foundation import clock
from chalandise.foundation.models import StoredFile
from chalandise.people.operations import affiliate
from tests.browser import check_axe, views
from tests.web.public.catalogue.scenes import qualified, used


def read(client, solution):
    answer = client.get(reverse("public:solution", args=[solution.slug]))
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def new_price(cast, solution, price):
    solution.refresh_from_db()
    before = prices_of(solution)
    solution.price_month = price
    solution.save()
    solution.refresh_from_db()
    return sheet_changed(by=cast.nadia, solution=solution, prices_before=before)


def test_the_page_says_what_for_how_much_how_one_leaves_and_who_uses_it(cast, client):
    solution = qualified(cast)
    used(cast, solution)
    page = read(client, solution)
    for words in ("Prendre des rendez-vous", "19,00 € par mois pendant 3 mois, puis 29,00 € par mois", "sans engagement".capitalize(),
                  "318,00 €", "666,00 €", "Un fichier de vos clients, en un clic.", "4 boutiques s’en sont servies", "3 sur 4 (75 %)",
                  "environ 1,5 h, d’après 4 boutiques", "2 h, selon l’offreur", "Le prix ensuite.", "Ardoise répond",
                  "Simple, et l’on part avec ses clients.", "jusqu’au 20 nov. 2018"):
        assert words in page, words
    assert "Commerçant" not in page and "Salon 1" not in page


def test_nothing_confidential_is_on_the_page(cast, client):
    solution = qualified(cast)
    solution.demo_account = "compte-secret / mot-de-passe"
    solution.save()
    file = StoredFile.objects.create(file="files/none.pdf", name="a.pdf", kind="pdf", media_type="application/pdf", size=1, sha256="0" * 64,
                                     given_at=clock.now())
    for title, public in (("Tarif public", True), ("Bilan réservé", False)):
        SolutionDocument.objects.create(solution=solution, file=file, title=title, public=public, at=clock.now())
    page = read(client, solution)
    assert "Tarif public" in page
    for words in ("compte-secret", "Bilan réservé", cast.ardoise.contact_email, "Nadia"):
        assert words not in page


def test_a_new_price_is_shown_before_and_after_until_it_is_checked(cast, client):
    solution = qualified(cast)
    change, = new_price(cast, solution, "24")
    page = read(client, solution)
    assert "n’a pas encore vérifié" in page and "19,00 €" in page and "24,00 €" in page and "Suspendue à Bordeaux" in page
    check_price(by=cast.odile, change=change, accepted=False, reason="Trop pour une boutique.")
    assert "n’accepte pas" in read(client, solution) and "Trop pour une boutique." in read(client, solution)
    new_price(cast, solution, "19")
    assert "n’accepte pas" not in read(client, solution)


@pytest.mark.parametrize("state, words", [("suspended", "Suspendue à Bordeaux"), ("ended", "Le service a fermé."), ("expired", "n’a pas été renouvelée"),
                                          ("withdrawn", "ne propose plus cette solution")])
def test_each_state_is_said_honestly(cast, client, state, words):
    solution = qualified(cast)
    row = solution.qualifications.get()
    if state == "suspended":
        suspend(by=cast.odile, qualification=row, reason="company")
    elif state == "ended":
        end(by=cast.odile, qualification=row, reason="Le service a fermé.")
    elif state == "withdrawn":
        type(solution).objects.filter(pk=solution.pk).update(withdrawn_at=clock.now())
    with clock.at(date(2018, 11, 20) if state == "expired" else date(2017, 11, 21)):
        assert words in read(client, solution)


def test_who_is_close_to_the_company_is_told_without_a_name(cast, client):
    affiliate(by=cast.odile, person=cast.karim, organisation=cast.ardoise.organisation)
    page = read(client, qualified(cast))
    assert "Un parrain ou une marraine travaille pour cette entreprise." in page and "Karim" not in page


def test_hidden_words_are_told_as_hidden(cast, client):
    solution = qualified(cast)
    opinion = used(cast, solution)[0].opinion
    hide_opinion(by=cast.odile, opinion=opinion, reason="Un nom de personne.")
    page = read(client, solution)
    assert "1 avis est masqué par l’équipe : Un nom de personne." in page


def test_texts_are_shown_as_texts(cast, client):
    solution = qualified(cast)
    type(solution).objects.filter(pk=solution.pk).update(text="<script>alert(1)</script> http://mauvais.invalid", exit_text="<b>x</b>")
    page = read(client, solution)
    assert "<script>alert" not in page and "<b>x</b>" not in page and 'href="http://mauvais.invalid' not in page


def test_a_solution_that_was_never_qualified_has_no_page(cast, client):
    assert client.get(reverse("public:solution", args=[cast.solution.slug])).status_code == 404


def test_a_page_costs_the_same_for_one_opinion_and_for_thirty(cast, client, django_assert_num_queries):
    few, many = qualified(cast), qualified(cast, "Autre")
    used(cast, few, 1, stopped=0)
    used(cast, many, 30)
    for solution in (few, many):
        with django_assert_num_queries(15):
            read(client, solution)


def test_up_to_four_stand_side_by_side(cast, client):
    solutions = [qualified(cast), *(qualified(cast, f"Solution {n}", price_month=str(10 * n)) for n in range(1, 6))]
    address = reverse("public:compare") + "?" + "&".join(f"s={s.slug}" for s in solutions)
    answer = client.get(address)
    assert [s.name for s, _state in answer.context["columns"]] == ["Ardoise RDV", "Solution 1", "Solution 2", "Solution 3"]
    assert len(answer.context["left"]) == 2
    page = answer.content.decode().replace("\xa0", " ")
    assert "318,00 €" in page and "Sur 24 mois" in page


@pytest.mark.parametrize("asked", ["", "s=rien", "s=%00", "s=" + "a" * 500])
def test_nothing_to_compare_says_how(cast, client, asked):
    answer = client.get(reverse("public:compare") + "?" + asked)
    assert answer.status_code == 200 and "Rien à comparer encore" in answer.content.decode()


def test_a_comparison_costs_the_same_for_one_and_for_four(cast, client, django_assert_num_queries):
    solutions = [qualified(cast), *(qualified(cast, f"Solution {n}") for n in range(3))]
    for count in (1, 4):
        with django_assert_num_queries(2):
            client.get(reverse("public:compare") + "?" + "&".join(f"s={s.slug}" for s in solutions[:count]))


@pytest.mark.browser
def test_a_solution_and_a_comparison_read_well_on_every_screen(page, cast):
    solution = qualified(cast)
    used(cast, solution)
    affiliate(by=cast.odile, person=cast.karim, organisation=cast.ardoise.organisation)
    other = qualified(cast, "Caisse Bleue", price_month="9", trial_months=0, price_after=None)
    new_price(cast, other, "12")
    for name, address in (("solution", reverse("public:solution", args=[solution.slug])), ("solution-suspended", reverse("public:solution", args=[other.slug])),
                          ("compare", reverse("public:compare") + f"?s={solution.slug}&s={other.slug}"), ("rule", reverse("public:catalogue_rule")),
                          ("data", reverse("public:catalogue_data"))):
        assert page.open(address) == 200
        for view in views():
            page.show(**view)
            page.shoot(name + "-{width}-{scheme}-{language}".format(**view))
            assert (name, view, check_axe(page), page.overflow()) == (name, view, [], 0)
