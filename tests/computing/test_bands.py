"""Ranges offered near the last answer: in order, without a gap, never far from what they stand for."""
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.bands import BANDS, SHOWN, Band, around, band


def test_the_first_ranges_and_those_near_an_answer():
    assert around() == (Band(1, 2), Band(3, 5), Band(6, 10), Band(11, 20))
    assert around(0) == around(1) == around()
    assert around(12) == (Band(6, 10), Band(11, 20), Band(21, 50), Band(51, 100))
    assert Band(6, 10).middle == 8 and Band(1, 2).middle == Fraction(3, 2)


@given(st.integers(1, 10_000_000))
def test_an_answer_given_again_is_among_the_ranges_and_so_are_a_third_and_the_double(number):
    shown = around(number)
    assert len(shown) == SHOWN and [b.high + 1 for b in shown[:-1]] == [b.low for b in shown[1:]]
    assert any(number in b for b in shown)
    assert any(2 * number in b for b in shown) or 2 * number > BANDS[-1].high


@given(st.integers(3, 10_000_000))
def test_the_middle_of_a_range_is_near_what_it_stands_for(number):
    middle = next(b for b in BANDS if number in b).middle
    assert Fraction(4, 7) <= number / middle <= Fraction(7, 4)


@given(st.one_of(st.none(), st.floats(min_value=0, max_value=1e12)))
def test_anything_before_gives_ranges(previous):
    assert len(around(previous)) == SHOWN


def test_a_range_is_found_by_where_it_begins():
    assert band(6) == Band(6, 10)
    assert band(7) is None
    assert all(band(b.low) == b for b in BANDS)
