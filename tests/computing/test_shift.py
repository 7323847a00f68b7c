"""The change of view on one's own start: by hand, and what too few shops do not say."""
import pytest

from chalandise.computing.shift import Problem, Result, solve


def test_three_shops_by_hand():
    pairs = [({"a": 50, "b": 100, "only then": 3}, {"a": 30, "b": 80}), ({"a": 70}, {"a": 70, "b": 0}), ({"a": 40}, {"a": 30})]
    found = solve(Problem(pairs))
    # shifts −20, 0, −10: mean −10, spread 10, half interval 4.3027 × 10 / √3 = 24.84
    assert (found.mean, found.n) == (-10, 3)
    assert (found.low, found.high) == pytest.approx((-34.841, 14.841), abs=0.001)
    assert not found.sure


def test_a_shift_that_leaves_zero_aside_is_sure():
    assert solve(Problem([({"a": 50}, {"a": 40 - n % 2}) for n in range(8)])).sure


def test_one_shop_has_no_interval_and_none_has_no_mean():
    assert solve(Problem([({"a": 1}, {"a": 2})])) == Result(1, None, None, 1)
    assert solve(Problem([({"a": 1}, {"b": 2}), ({}, {})])) == Result(None, None, None, 0)
