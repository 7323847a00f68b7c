"""The three solutions that fit: bounds, evidence that only helps when it is good, ties that turn."""
import doctest
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing import fitting
from chalandise.computing.fitting import Candidate, Reason, Wish, share_kept, solve

NEEDS = ("booking", "loyalty")
TRADES = ("hairdresser", "beauty", "bakery")
EUROS = st.decimals(0, 300, places=2)


@st.composite
def candidates(draw, key=None):
    asked = {m: draw(st.integers(0, 40)) for m in (1, 3, 6, 12)}
    return Candidate(
        draw(st.integers(1, 10_000)) if key is None else key, needs=draw(st.frozensets(st.sampled_from(NEEDS), min_size=1)),
        trades=draw(st.frozensets(st.sampled_from(TRADES))), level=draw(st.sampled_from(("", *fitting.LEVELS))),
        price=draw(st.none() | EUROS), asked=tuple(asked.items()), kept=tuple((m, draw(st.integers(0, n))) for m, n in asked.items()),
        state=draw(st.sampled_from(["open", "open", "open", "suspended", "expired"])), barred=draw(st.booleans()))


MANY = st.lists(candidates(), max_size=12, unique_by=lambda c: c.key)
WISHES = st.builds(Wish, need=st.sampled_from(NEEDS), trade=st.sampled_from(["", "hairdresser", "bakery"]),
                   family=st.sampled_from(["", "beauty", "food"]), level=st.sampled_from(["", *fitting.LEVELS]), budget=st.none() | EUROS)
SEEDS = st.integers(0, 800_000)
PLAIN = Candidate(1, frozenset({"booking"}), trades=frozenset({"hairdresser"}), level="beginner", price=Decimal(29))
WISH = Wish("booking", "hairdresser", "beauty", "beginner", Decimal(30))


def test_the_examples_of_the_documentation_hold():
    assert doctest.testmod(fitting).failed == 0


@given(WISHES, MANY, SEEDS)
def test_each_solution_is_ranked_or_left_out_with_its_reason(wish, many, seed):
    found = solve(wish, many, seed=seed)
    assert sorted([f.key for f in found.ranked] + [key for key, _why in found.left_out]) == sorted(c.key for c in many)
    assert all(f.reasons or f.cautions for f in found.ranked)
    assert all(why in fitting.OUT for _key, why in found.left_out)
    assert bool(found.why_none) == (not found.ranked)


@given(WISHES, MANY, SEEDS)
def test_what_is_suspended_expired_barred_or_for_another_need_is_never_proposed(wish, many, seed):
    by_key = {c.key: c for c in many}
    for fit in solve(wish, many, seed=seed).ranked:
        one = by_key[fit.key]
        assert (one.state, one.barred, wish.need in one.needs) == ("open", False, True)


@given(WISHES, MANY, SEEDS)
def test_points_never_grow_along_the_list_and_stay_between_1_and_12(wish, many, seed):
    totals = [f.total for f in solve(wish, many, seed=seed).ranked]
    assert all(a >= b for a, b in pairwise(totals))
    assert all(1 < t < 12 for t in totals)


@given(WISHES, MANY, SEEDS, st.randoms())
def test_the_order_of_arrival_changes_nothing(wish, many, seed, chance):
    shuffled = list(many)
    chance.shuffle(shuffled)
    assert solve(wish, shuffled, seed=seed) == solve(wish, many, seed=seed)


@given(candidates(), st.sampled_from(fitting.MOMENTS))
def test_one_more_shop_that_still_uses_it_never_lowers_the_share_and_one_that_stopped_never_raises_it(one, month):
    def add(counts):
        return tuple((m, n + (m == month)) for m, n in counts)
    before = share_kept(one)
    assert share_kept(replace(one, asked=add(one.asked), kept=add(one.kept))) > before
    assert share_kept(replace(one, asked=add(one.asked))) < before
    assert 0 < before < 1


@given(MANY, SEEDS, st.sampled_from(fitting.MOMENTS))
def test_one_more_shop_that_still_uses_it_never_moves_a_solution_down(many, seed, month):
    for one in many[:1]:
        better = replace(one, asked=tuple((m, n + (m == month)) for m, n in one.asked), kept=tuple((m, n + (m == month)) for m, n in one.kept))
        rank = {f.key: n for n, f in enumerate(solve(WISH, many, seed=seed).ranked)}
        after = {f.key: n for n, f in enumerate(solve(WISH, [better, *many[1:]], seed=seed).ranked)}
        assert one.key not in rank or after[one.key] <= rank[one.key]


@given(st.integers(2, 9), SEEDS)
def test_in_as_many_days_as_there_are_equals_each_is_first_once(n, day):
    equals = [replace(PLAIN, key=k) for k in range(1, n + 1)]
    firsts = [solve(WISH, equals, seed=day + d).ranked[0].key for d in range(n)]
    assert sorted(firsts) == list(range(1, n + 1))


def test_small_numbers_are_believed_little():
    def kept(n, of):
        return share_kept(replace(PLAIN, asked=((6, of),), kept=((6, n),)))
    assert kept(0, 0) == Fraction(1, 2)
    assert kept(1, 1) < kept(9, 11) < kept(90, 110)


def test_a_solution_made_for_hairdressers_is_told_so_with_what_shops_say():
    one = replace(PLAIN, asked=((6, 11),), kept=((6, 9),))
    [fit] = solve(WISH, [one], seed=0).ranked
    assert fit.reasons == (Reason("trade"), Reason("level", "beginner"), Reason("kept", (9, 11, 6)), Reason("afforded", Decimal(29)), Reason("clear"))
    assert fit.cautions == ()


def test_what_nobody_has_used_yet_over_budget_harder_and_silent_on_its_price_is_told_before():
    one = replace(PLAIN, level="regular", trades=frozenset())
    [fit] = solve(replace(WISH, budget=Decimal(20)), [one], seed=0).ranked
    assert fit.reasons == (Reason("anybody"), Reason("clear"))
    assert fit.cautions == (Reason("harder", "regular"), Reason("new"), Reason("over", Decimal(9)))
    [fit] = solve(WISH, [replace(one, price=None)], seed=0).ranked
    assert fit.cautions[-1] == Reason("unclear")


def test_a_family_counts_less_than_the_trade_and_more_than_everybody():
    found = solve(WISH, [replace(PLAIN, key=1, trades=frozenset()), replace(PLAIN, key=2, trades=frozenset({"beauty"})), replace(PLAIN, key=3)], seed=0)
    assert [f.key for f in found.ranked] == [3, 2, 1]


@pytest.mark.parametrize(("change", "why"), [
    ({"state": "suspended"}, "suspended"), ({"state": "expired"}, "expired"), ({"barred": True}, "barred"),
    ({"trades": frozenset({"bakery"})}, "trade"), ({"level": "advanced"}, "level")])
def test_when_nothing_fits_the_answer_says_why(change, why):
    found = solve(WISH, [replace(PLAIN, **change)], seed=0)
    assert (found.best, found.why_none) == ((), why)


def test_an_empty_catalogue_and_one_for_other_needs_say_the_same():
    assert solve(WISH, [], seed=0).why_none == "empty"
    assert solve(WISH, [replace(PLAIN, needs=frozenset({"loyalty"}))], seed=0).why_none == "empty"


def test_at_most_three_are_best():
    assert len(solve(WISH, [replace(PLAIN, key=k) for k in range(7)], seed=0).best) == 3


@pytest.mark.parametrize("wrong", [
    lambda: Wish("booking", level="expert"), lambda: Wish("booking", budget=Decimal(-1)),
    lambda: replace(PLAIN, asked=((6, 1),), kept=((6, 2),)), lambda: solve(WISH, [PLAIN, PLAIN], seed=0)])
def test_nonsense_is_refused(wrong):
    with pytest.raises(ValueError, match="."):
        wrong()
