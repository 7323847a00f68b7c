import pytest
from django.utils import translation

from chalandise.shops.rules import FAMILIES, TRADES, family_of, trade_choices, trade_label, trade_of


@pytest.mark.parametrize(("evidence", "trade"), [
    ({"naf": "47.24Z"}, "bakery"), ({"naf": "1071C"}, "bakery"), ({"naf": "10.71D"}, "bakery"), ({"naf": "47.78A"}, "optician"),
    ({"naf": "47.62Z"}, "books"), ({"naf": "96.02B"}, "beauty-salon"), ({"naf": "56.10C"}, "fast-food"), ({"naf": "01.11Z"}, ""),
    ({"naf": "Néant"}, ""), ({"naf": ""}, ""),
    ({"osm": {"shop": "florist"}}, "flowers"), ({"osm": {"amenity": "pub", "cuisine": "x"}}, "cafe"), ({"osm": "bakery"}, "bakery"),
    ({"osm": {"craft": "basket_maker"}}, "workshop"), ({"osm": {"office": "lawyer"}}, "agency"), ({"osm": {"shop": "vacant"}}, ""),
    ({"text": "Boulangerie et boulangerie-pâtisserie"}, "bakery"), ({"text": "Salon de coiffure"}, "hairdresser"),
    ({"text": "Librairies / papeteries"}, "books"), ({"text": "Barbara"}, ""), ({"text": "Institut de beauté"}, "beauty-salon"),
    ({"text": ""}, ""), ({"osm": {"shop": "wine"}, "naf": "56.30Z"}, "wine"),
])
def test_the_best_evidence_names_the_trade(evidence, trade):
    assert trade_of(**evidence) == trade


def test_every_trade_has_a_family_and_words_in_both_languages():
    assert {t.family for t in TRADES.values()} == set(FAMILIES)
    assert [t.code for t in TRADES.values() if not (t.fr and t.en and t.naf and t.osm and t.words)] == []
    assert not set(TRADES) & set(FAMILIES)
    assert (len(FAMILIES), len(TRADES)) == (9, 30)


def test_a_family_stands_for_a_trade_that_is_not_precise():
    assert [family_of(c) for c in ("bakery", "beauty", "unheard", "")] == ["food", "beauty", "", ""]


def test_words_follow_the_reader():
    assert trade_label("bakery") == "Boulangerie, pâtisserie"
    with translation.override("en"):
        assert (trade_label("bakery"), trade_label("beauty"), trade_label("unheard")) == ("Bakery, pastry shop", "Beauty and well-being", "")


def test_the_choices_of_a_form_hold_every_trade_once():
    codes = [code for _, group in trade_choices()[1:] for code, _ in group]
    assert sorted(codes) == sorted([*TRADES, *FAMILIES])
