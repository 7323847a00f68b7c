"""Conflicts of interest: every tie that bars, and none that does not."""
import pytest

from chalandise.mentoring.rules import MentorTies, ShopTies, conflict, loose_tie

SHOP = ShopTies(shop=1, organisation=7, siren="552100554", merchants=frozenset({30}))


@pytest.mark.parametrize(("mentor", "code"), [
    (MentorTies(), ""),
    (MentorTies(shops=frozenset({1})), "self"),
    (MentorTies(shops=frozenset({2})), ""),
    (MentorTies(organisations=frozenset({7})), "same_organisation"),
    (MentorTies(sirens=frozenset({"552100554"})), "same_organisation"),
    (MentorTies(declared={("shops.shop", 1): "supplier"}), "tie_supplier"),
    (MentorTies(declared={("people.organisation", 7): "client"}), "tie_client"),
    (MentorTies(declared={("people.person", 30): "family"}), "tie_family"),
    (MentorTies(declared={("people.person", 31): "family"}), ""),
    (MentorTies(declared={("shops.shop", 1): "other"}), ""),
])
def test_what_bars(mentor, code):
    assert conflict(mentor, SHOP) == code


def test_two_unknown_organisations_are_not_the_same():
    assert conflict(MentorTies(organisations=frozenset({None}), sirens=frozenset()), ShopTies(shop=1)) == ""


def test_a_tie_that_does_not_bar_is_said():
    assert loose_tie(MentorTies(declared={("shops.shop", 1): "other"}), SHOP) == "other"
    assert loose_tie(MentorTies(declared={("shops.shop", 1): "client"}), SHOP) == ""
