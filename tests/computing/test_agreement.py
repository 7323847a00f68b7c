"""Weighted kappa by hand, its standard error, its interval, and what it is when nothing can be said."""
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.agreement import Problem, solve


def test_the_example_of_the_documentation():
    """Ten pairs on the scale 0, 50, 100; the table by hand: diagonal 3, 2, 2, one pair 0–50, one 50–100, one 100–0."""
    first, second = [0, 0, 0, 50, 50, 100, 100, 0, 50, 100], [0, 0, 0, 50, 50, 100, 100, 50, 100, 0]
    found = solve(Problem(first, second))
    # Mean squared distance: (2500 + 2500 + 10000) / 10 = 1500. By chance: both sides are 0 ×4, 50 ×3, 100 ×3: mean 45,
    # mean square (3·2500 + 3·10000)/10 = 3750, so 2·3750 − 2·45² = 3450. kappa = 1 − 1500/3450.
    assert found.kappa == pytest.approx(1 - 1500 / 3450)
    assert (found.same, found.pairs, found.groups) == (0.7, 10, 10)


def test_two_categories_are_cohens_kappa_with_its_known_standard_error():
    """Cohen's table of 200 pairs: 88, 14, 10, 40, 18, 20 … is longer; here 2 × 2: both yes 45, both no 25, 15 and 15 apart."""
    first, second = [1] * 60 + [0] * 40, [1] * 45 + [0] * 15 + [1] * 15 + [0] * 25
    found = solve(Problem(first, second))
    # observed 0.70; by chance 0.6² + 0.4² = 0.52; kappa = 0.18 / 0.48 = 0.375
    assert found.kappa == pytest.approx(0.375)
    # Fleiss, Cohen & Everitt eq. 13 for 2 × 2, by hand:
    # Σ p_ii [(1−pe) − (p.i+pi.)(1−po)]² = .45(.48−1.2·.3)² + .25(.48−.8·.3)²  = .45·.0144 + .25·.0576 = .02088
    # (1−po)² Σ_{i≠j} p_ij (p.i + pj.)² = .09·(.15·1 + .15·1) = .027 ; minus (po·pe − 2pe + po)² = (.364 − 1.04 + .70)² = .000576
    assert found.error == pytest.approx(sqrt((0.02088 + 0.027 - 0.000576) / 100) / 0.48**2)
    low, high = found.analytic
    assert (low, high) == pytest.approx((0.375 - 1.959964 * found.error, 0.375 + 1.959964 * found.error))


def test_full_agreement_is_one_and_full_opposition_is_minus_one():
    assert solve(Problem([0, 100, 50, 0], [0, 100, 50, 0])).kappa == 1
    assert solve(Problem([0, 100], [100, 0])).kappa == -1


def test_nothing_can_be_said_without_pairs_or_without_any_difference():
    for problem in (Problem([], []), Problem([50, 50, 50], [50, 50, 50])):
        found = solve(problem)
        assert (found.kappa, found.low, found.error, found.analytic) == (None, None, None, None)
    assert solve(Problem([], [])).same is None


def test_two_visits_have_no_interval_by_visit():
    found = solve(Problem([0, 100, 50, 0], [0, 100, 0, 0], groups=["a", "a", "b", "b"]))
    assert (found.groups, found.low, found.high) == (2, None, None)


def test_the_interval_draws_whole_groups_again_and_its_seed_is_kept():
    chance = np.random.default_rng(5)
    first = chance.integers(0, 5, 80) * 25
    second = np.clip(first + chance.integers(-1, 2, 80) * 25, 0, 100)
    groups = np.repeat(range(8), 10)
    one, again, other = (solve(Problem(first, second, groups), seed=s) for s in (1, 1, 2))
    assert (one.low, one.high) == (again.low, again.high) != (other.low, other.high)
    assert one.low < one.kappa < one.high


def test_the_bootstrap_of_independent_pairs_agrees_with_the_large_sample_error():
    chance = np.random.default_rng(7)
    first = chance.integers(0, 5, 600) * 25
    second = np.clip(first + chance.integers(-1, 2, 600) * 25, 0, 100)
    found = solve(Problem(first, second), draws=4000)
    low, high = found.analytic
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.01)


def test_wrong_problems_are_refused():
    with pytest.raises(ValueError, match="both people must have rated the same pairs"):
        Problem([1], [])
    with pytest.raises(ValueError, match="a rating is not a number"):
        Problem([float("nan")], [1])


RATINGS = st.lists(st.tuples(st.sampled_from([0, 25, 50, 75, 100]), st.sampled_from([0, 25, 50, 75, 100])), min_size=2, max_size=30)


@given(RATINGS, st.sampled_from([0.5, 2, 10]), st.integers(-50, 50))
def test_the_scale_does_not_matter_nor_who_comes_first(pairs, times, plus):
    first, second = zip(*pairs, strict=True)
    one, turned = solve(Problem(first, second), draws=50), solve(Problem(second, first), draws=50)
    other = solve(Problem([a * times + plus for a in first], [b * times + plus for b in second]), draws=50)
    if one.kappa is None:
        assert turned.kappa is None and other.kappa is None
    else:
        assert -1 - 1e-9 <= one.kappa <= 1 and one.error >= 0
        assert turned.kappa == pytest.approx(one.kappa) and other.kappa == pytest.approx(one.kappa)
