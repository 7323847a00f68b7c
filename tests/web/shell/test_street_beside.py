"""A merchant, of the panel or compared, reads their own curve beside the street's; no other shop is in the page."""
import pytest
from django.urls import reverse

from chalandise.impact.operations import agree
from chalandise.impact.tasks import draw_streets
from tests.browser import check_axe, views
from tests.impact.neighbours import compared, months, neighbour, street


def text(answer):
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_compared_shop_gives_and_gets_its_curve_in_return(client, cast):
    street(cast, 5, span=26)
    shop, person = compared(cast, 9)
    client.force_login(person)
    home = reverse("merchant:home", args=[shop.pk])
    assert "Vous aidez la rue à savoir" in text(client.get(home)) and "Donner mes recettes" in text(client.get(home))
    here = reverse("merchant:takings", args=[shop.pk])
    assert "En retour, dès que six boutiques les donnent" in text(client.get(here))
    from tests.impact.neighbours import gives
    gives(cast, shop, person, months(9, 26, level=5432))
    page = text(client.get(here))
    assert "La courbe de la rue paraît quand 6 boutiques" in page and "Votre boutique à côté de la rue" in page
    draw_streets()
    page = text(client.get(here))
    assert "Derrière chaque carré, 6 boutiques au moins" in page and page.count("<rect") >= 14
    assert not any(f"Boutique {n}" in page.partition("<main")[2] for n in range(5))


def test_too_short_a_year_says_how_many_months_are_missing(client, cast):
    shop, person = neighbour(cast, 1, months(1, 20))
    client.force_login(person)
    page = text(client.get(reverse("merchant:takings", args=[shop.pk])))
    assert "Il manque 4 mois de l’année d’avant la saison" in page


def test_nobody_reads_the_street_who_gives_nothing(client, cast):
    street(cast, 6, span=26)
    draw_streets()
    shop, person = neighbour(cast, 30)
    agree(by=person, shop=shop)
    client.force_login(person)
    assert "à côté de la rue</h2>" not in text(client.get(reverse("merchant:takings", args=[shop.pk])))


@pytest.mark.browser
@pytest.mark.slow
def test_both_curves_are_open_to_everybody(page, cast):
    (shop, person), *_others = street(cast, 7, span=26)
    draw_streets()
    page.sign_in(person)
    assert page.open(reverse("merchant:takings", args=[shop.pk])) == 200
    for view in views():
        page.show(**view)
        page.shoot("rue-{width}-{scheme}-{language}".format(**view))
        assert (view, check_axe(page), page.overflow()) == (view, [], 0)
