"""What a merchant's words must not give away before they agree."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.catalogue.rules.quotes import given_away, given_words, masked
from chalandise.people.models import Person
from chalandise.shops.models import Shop

SHOP = Shop(name="L’Atelier du Cuir", number="41", street="avenue de la Libération")
PEOPLE = [Person(given_name="Bruno", family_name="Peyrac", email="bruno@exemple.invalid")]


def kinds(text):
    return [g.kind for g in given_away(text, shop=SHOP, people=PEOPLE)]


@pytest.mark.parametrize("text", [
    "Appelez le 06 00 00 00 02", "06.00.00.00.02 le soir", "+33 6 00 00 00 02", "0600000002", "00 33 (0)6-00-00-00-02", "０６ ００ ００ ００ ０２"])
def test_a_number_is_found_however_it_is_written(text):
    assert kinds(text) == ["phone"]


@pytest.mark.parametrize("text", [
    "bruno@exemple.fr", "Bruno.Peyrac@Exemple.invalid", "bruno (at) exemple.fr", "bruno [arobase] exemple point fr", "écrivez à bruno arobase exemple.fr"])
def test_a_mail_address_is_found_however_it_is_written(text):
    assert kinds(text) == ["mail"]


@pytest.mark.parametrize("text", ["www.atelier.invalid", "voir atelierducuir.fr", "https://exemple.invalid/x", "sur @atelier_cuir"])
def test_an_address_of_a_site_or_a_network_is_found(text):
    assert kinds(text) == ["web"]


@pytest.mark.parametrize("text", ["l'atelier du cuir", "L’ATELIER DU CUIR", "notre Atelier-du-Cuir", "chez Peyrac", "M. PEYRAC", "Bruno Peyrac"])
def test_the_name_of_the_shop_or_of_its_people_is_found(text):
    assert kinds(text) == ["name"]


def test_the_street_and_its_number_are_found():
    assert kinds("au 41, Avenue de la Liberation") == ["street"]


@pytest.mark.parametrize("text", [
    "Je voudrais prendre des rendez-vous le soir, pour 30 € par mois, avant le 12/12/2017.", "J’ai 2 fauteuils, 150 clients, et une caisse de 2015.",
    "Un atelier de cuir et de cuivre", "Nous ouvrons de 9 h 30 à 19 h.", "peyracoise", "un agenda.simple"])
def test_a_plain_request_gives_nothing_away(text):
    assert kinds(text) == []


def test_what_is_found_is_said_and_hidden():
    text = "Appelez Bruno Peyrac au 06 00 00 00 02."
    found = given_away(text, shop=SHOP, people=PEOPLE)
    assert given_words(found) == "un nom (Bruno Peyrac), un numéro de téléphone (06 00 00 00 02)"
    assert masked(text, found) == "Appelez […] au […]."


@given(st.text(max_size=200))
def test_a_hidden_text_gives_nothing_more_away(text):
    hidden = masked(text, given_away(text, shop=SHOP, people=PEOPLE))
    assert masked(hidden, given_away(hidden, shop=SHOP, people=PEOPLE)).count("[…]") >= hidden.count("[…]")
    assert all("…" in g.words for g in given_away(hidden, shop=SHOP, people=PEOPLE))
