"""Who did not answer: a mean gain between its bounds, and groups that differ by chance or not."""
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from chalandise.computing.attrition import bounds, difference

SCORES = st.lists(st.tuples(st.integers(0, 100), st.one_of(st.none(), st.integers(0, 100))), min_size=1, max_size=12)


def test_three_shops_by_hand():
    found = bounds([40, 50, 60], [60, 55, None])
    assert (found.answered, found.silent, found.mean) == (2, 1, 12.5)
    assert (found.unchanged, found.low, found.high) == (pytest.approx(25 / 3), pytest.approx((25 - 60) / 3), pytest.approx((25 + 40) / 3))


@given(SCORES)
def test_whatever_the_silent_ones_would_have_said_the_mean_lies_between_the_bounds(rows):
    before, after = [b for b, _ in rows], [a for _, a in rows]
    found = bounds(before, after)
    if found is None:
        assert all(a is None for a in after)
        return
    for said in product((0, 37, 100), repeat=min(found.silent, 4)):
        rest = iter([*said, *[100] * (found.silent - len(said))])
        whole = [next(rest) if a is None else a for a in after]
        mean = sum(a - b for b, a in zip(before, whole, strict=True)) / len(before)
        assert found.low - 1e-9 <= mean <= found.high + 1e-9
    assert found.low - 1e-9 <= found.unchanged <= found.high + 1e-9


def test_everybody_answered_leaves_no_doubt_and_bad_scores_are_refused():
    found = bounds([10, 20], [30, 20])
    assert found.low == found.high == found.mean == found.unchanged == 10
    assert bounds([10], [None]) is None
    for wrong in (([10], []), ([101], [None]), ([10], [-1])):
        with pytest.raises(ValueError):
            bounds(*wrong)


def test_a_small_split_is_tried_in_every_way_as_scipy_does():
    one, other = [31, 44, 52, 60, 18], [12, 25, 33, 20]
    theirs = stats.permutation_test((one, other), lambda a, b: a.mean() - b.mean(), n_resamples=9999, vectorized=False)
    found = difference(one, other, seed=1)
    assert (found.answered, found.silent, found.gap) == (41, 22.5, 18.5)
    assert found.chance == pytest.approx(theirs.pvalue, abs=0.02)  # two-sided: theirs doubles the smaller tail


@given(st.lists(st.integers(0, 100), min_size=1, max_size=25), st.lists(st.integers(0, 100), min_size=1, max_size=25))
def test_chance_is_a_share_the_same_from_both_sides_and_for_the_same_seed(one, other):
    found, back = difference(one, other, seed=3), difference(other, one, seed=3)
    assert 0 < found.chance <= 1 and found.gap == pytest.approx(-back.gap)
    assert difference(one, other, seed=3) == found
    assert difference([], other, seed=3) is None


def test_groups_far_apart_are_told_from_chance():
    assert difference([80 + n for n in range(15)], [20 + n for n in range(15)], seed=1).chance < 0.001
    assert difference([50, 50, 50], [50, 50], seed=1).chance == 1
