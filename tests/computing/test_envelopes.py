"""The rules of an envelope: caps, floors that are kept for others, and any order of grants within them."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.envelopes import Bound, Envelope, Limit


def test_a_floor_above_its_cap_is_refused():
    with pytest.raises(ValueError, match="floor 5 must not exceed the cap 4"):
        Bound(5, 4)
    with pytest.raises(ValueError, match="-1 cents"):
        Envelope(1, -1)


def test_the_common_purse_has_no_rule_but_its_money():
    purse = Envelope(0, 100)
    assert (purse.refusal(None, "", 100), purse.refusal(7, "site", 101)) == (None, Limit("money", 100))


def test_an_envelope_pays_its_kinds_only():
    assert Envelope(1, 100, kinds=frozenset({"site"})).refusal(7, "video", 1) == Limit("kind", 0)


@pytest.mark.parametrize(("shop", "kind", "limit"), [
    (1, "video", Limit("shop_cap", 20)),      # has 80 of at most 100
    (2, "site", Limit("kind_cap", 50)),       # sites hold 150 of at most 200
    (3, "video", Limit("shop_floor", 110)),   # 200 are there, 90 are owed to the others (2 and 4 have 30 and nothing of 60)
])
def test_the_tightest_rule_says_what_may_still_be_given(shop, kind, limit):
    purse = Envelope(1, 200, per_shop=Bound(60, 100 if shop == 1 else None), per_kind={"site": Bound(0, 200)}, owed=frozenset({1, 2, 3, 4}),
                     by_shop={1: 80, 2: 30}, by_kind={"site": 150})
    assert purse.refusal(shop, kind, limit.most) is None
    assert purse.refusal(shop, kind, limit.most + 1) == limit


def test_when_the_floors_are_larger_than_the_money_each_may_still_have_its_own():
    purse = Envelope(1, 100, per_shop=Bound(60), owed=frozenset({1, 2, 3}))
    assert (purse.refusal(1, "", 60), purse.refusal(1, "", 61)) == (None, Limit("shop_floor", 60))
    assert purse.refusal(None, "", 1) == Limit("shop_floor", 0)


CENTS = st.integers(0, 60)


@st.composite
def purses(draw):
    shops = frozenset(range(draw(st.integers(0, 4))))
    floor = draw(st.integers(0, 20))
    return Envelope(1, draw(CENTS), per_shop=Bound(floor, draw(st.one_of(st.none(), st.integers(floor, 40)))), owed=shops,
                    per_kind={"a": Bound(draw(st.integers(0, 10)), draw(st.one_of(st.none(), st.integers(10, 40))))},
                    by_shop={s: draw(CENTS) for s in shops}, by_kind={"a": draw(CENTS)})


def give(purse, shop, kind, amount):
    return Envelope(purse.key, purse.available - amount, per_shop=purse.per_shop, per_kind=purse.per_kind, owed=purse.owed,
                    by_shop={**purse.by_shop, shop: purse.by_shop.get(shop, 0) + amount},
                    by_kind={**purse.by_kind, kind: purse.by_kind.get(kind, 0) + amount})


@given(purses(), st.lists(st.tuples(st.integers(0, 4), st.sampled_from("ab"), CENTS), max_size=6))
def test_whatever_is_granted_the_floors_stay_payable_and_nothing_falls_below_zero(purse, grants):
    shops_short, kinds_short = (max(0, reserve - purse.available) for reserve in (purse.shops_reserve, purse.kinds_reserve))
    for shop, kind, amount in grants:
        if purse.refusal(shop, kind, amount) is None:
            purse = give(purse, shop, kind, amount)
    assert purse.available >= 0
    assert purse.shops_reserve - purse.available <= shops_short
    assert purse.kinds_reserve - purse.available <= kinds_short
