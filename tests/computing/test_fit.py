"""The fit of a mentor and a shop: bounds, and nothing good ever lowers it."""
import doctest
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing import fit
from chalandise.computing.fit import Facts, Reason, changes, fit_score

CODES = st.frozensets(st.sampled_from(["booking", "site", "social", "video", "delivery"]))
FACTS = st.builds(Facts, needed=CODES, offered=CODES, trade_known=st.booleans(),
                  overlap=st.none() | st.integers(0, 12), distance_km=st.none() | st.floats(0, 40),
                  tie=st.sampled_from(["", "other"]), sells=st.booleans(),
                  merchant_wish=st.sampled_from(fit.WISHES), mentor_wish=st.sampled_from(fit.WISHES))


def test_the_examples_of_the_documentation_hold():
    assert doctest.testmod(fit).failed == 0


@given(FACTS)
def test_a_fit_lies_between_1_and_100_and_always_says_something(facts):
    found = fit_score(facts)
    assert 1 <= found.value <= 100
    assert found.reasons_for + found.reasons_against


@given(FACTS, st.sampled_from(["booking", "site", "social", "video", "delivery"]))
def test_one_more_skill_never_lowers_the_fit(facts, skill):
    assert fit_score(replace(facts, offered=facts.offered | {skill})).value >= fit_score(facts).value


@given(FACTS)
def test_knowing_the_trade_never_lowers_the_fit(facts):
    assert fit_score(replace(facts, trade_known=True)).value >= fit_score(facts).value


@given(FACTS, st.integers(0, 12), st.integers(0, 5))
def test_one_more_half_day_never_lowers_the_fit(facts, overlap, more):
    assert (fit_score(replace(facts, overlap=overlap + more)).value
            >= fit_score(replace(facts, overlap=overlap)).value)


@given(FACTS, st.floats(0, 40), st.floats(0, 10))
def test_coming_nearer_never_lowers_the_fit(facts, far, nearer):
    assert (fit_score(replace(facts, distance_km=max(0, far - nearer))).value
            >= fit_score(replace(facts, distance_km=far)).value)


@given(FACTS)
def test_a_tie_is_always_said(facts):
    found = fit_score(replace(facts, tie="client"))
    assert Reason("tie", ("client",)) in found.reasons_against


@given(FACTS, st.sampled_from(["merchant_wish", "mentor_wish"]))
def test_a_wish_never_lowers_the_fit_and_a_doubt_never_lifts_it(facts, side):
    doubted, quiet, wished = (fit_score(replace(facts, **{side: says})).value for says in ("rather_not", "fine", "gladly"))
    assert doubted <= quiet <= wished


def test_both_wishes_are_said_with_their_points():
    plain = Facts(frozenset({"booking", "video"}), frozenset({"video"}))
    wished = fit_score(replace(plain, merchant_wish="gladly", mentor_wish="rather_not"))
    assert (fit_score(plain).value, wished.value) == (40, 25)
    assert (wished.reasons_for[0], wished.reasons_against[0]) == (Reason("merchant_wishes"), Reason("mentor_doubts"))


@pytest.mark.parametrize("wrong", [{"merchant_wish": "maybe"}, {"overlap": -1}, {"distance_km": -1.0}, {"distance_km": float("nan")}])
def test_facts_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError):
        Facts(**wrong)


@given(FACTS)
def test_the_parts_add_up_to_the_fit(facts):
    found = fit_score(facts)
    assert found.value == max(1, min(100, round(sum(part.points for part in found.parts))))
    assert [part.code for part in found.parts if part.points > part.of] == []


@given(FACTS)
def test_every_change_raises_the_fit_and_the_smallest_comes_first(facts):
    found = changes(facts)
    assert [change for change in found if change.fit <= fit_score(facts).value] == []
    assert [change.code for change in found] == sorted((c.code for c in found), key=["half_day", "skill", "trade"].index)
