import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.twins import Card, Index, similar

PAUL = Card(1, "Boulangerie PAUL", "51 cours Balguerie".removeprefix("51 "), "51", "33300", "73282932000074", "osm:node/1", (-0.5666879, 44.8583304))


@pytest.mark.parametrize(("one", "other", "alike"), [
    ("Boulangerie PAUL", "Paul", True), ("L’Œuf frais", "OEUF FRAIS (L')", True), ("Carrefour City", "Carrefour", True), ("Pharmacie", "Pharmacie", True),
    ("Chez Zoé", "Chez Zoë", True), ("Le Bistrot du Bouscat", "Bistrot du Bouscat", True), ("Fleuriste Martin", "Fleuriste Marin", True),
    ("Restaurant le Nord", "Restaurant le Sud", False), ("Pharmacie du Nord", "Pharmacie", False), ("Optique 1", "Optique 2", False), ("Boucherie des Arceaux", "Optique des Arceaux", False), ("", "Paul", False),
])
def test_two_names_may_name_one_shop(one, other, alike):
    assert similar(one, other) is alike and similar(other, one) is alike


@pytest.mark.parametrize(("card", "same", "alike"), [
    (Card(2, "X", siret="73282932000074"), True, False),
    (Card(2, "X", ref="osm:node/1"), True, False),
    (Card(2, "BOULANGERIE paul", "crs Balguerie", "51"), True, True),
    (Card(2, "BOULANGERIE paul", "crs Balguerie", "51", "75001"), False, False),
    (Card(2, "Paul", "crs Balguerie", "51"), False, True),
    (Card(2, "Boulangerie Paul", "crs Balguerie", "51", siret="35600000000048"), False, True),
    (Card(2, "Paul", point=(-0.5666, 44.8585)), False, True),
    (Card(2, "Paul", point=(-0.5676, 44.8583)), False, False),
    (Card(2, "Pressing", "crs Balguerie", "51"), False, False),
])
def test_a_shop_is_certain_by_its_number_or_door_and_likely_by_its_place(card, same, alike):
    index = Index([PAUL])
    assert (index.same(card) == PAUL, index.alike(card) == PAUL) == (same, alike)


def test_a_record_without_any_place_is_likely_by_its_whole_name():
    index = Index([Card(1, "Au Bon Coin")])
    assert index.alike(Card(2, "au bon coin", "rue X", "3")) == Card(1, "Au Bon Coin")
    assert index.alike(Card(2, "Au Bon", "rue X", "3")) is None
    assert index.alike(Card(2, "")) is None


@given(st.floats(-0.9, 0.9), st.floats(44, 45), st.floats(-0.0005, 0.0005), st.floats(-0.0004, 0.0004))
def test_the_grid_never_misses_a_neighbour(lon, lat, dx, dy):
    from chalandise.computing.geometry import metres
    here, there = (lon, lat), (lon + dx, lat + dy)
    found = Index([Card(1, "Paul", point=here)]).alike(Card(2, "Paul", point=there))
    assert (found is not None) == (metres(here, there) <= 60)
