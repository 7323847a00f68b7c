"""A small version of the "how right" table (bench/effects_right.py), with its seeds: the bands are those of so few draws, and they can fail."""
import numpy as np
import pytest
from scipy import stats

from bench import effects_right, takings
from chalandise.computing.effects import solve

BY_CHANCE = 0.001  # a right estimator leaves a band so often, if the seeds were drawn again


def rows(design, many):
    return [effects_right.replicate(design, number, deals=19) for number in range(many)]


def covers(found, name, narrower=1.0):
    """Say whether the intervals of one line cover often enough for 95 % ones, by the binomial law of so many draws."""
    value, margin = np.array([row["lines"][name] for row in found])[:, [0, 2]].T
    return int((np.abs(value) <= narrower * margin).sum()) >= stats.binom.ppf(BY_CHANCE, len(value), 0.95)


def unbiased(found, name):
    """Say whether one line is within half a point of the truth, give or take the error of so few draws."""
    line = effects_right.table(found, name)
    return abs(line["bias"]) <= 0.005 + stats.norm.isf(BY_CHANCE / 2) * line["sd"] / np.sqrt(line["n"])


@pytest.mark.slow
def test_on_simulated_shops_the_estimate_is_right_and_before_after_is_not():
    found = rows("street_christmas", 15)
    assert unbiased(found, "synthetic") and covers(found, "synthetic")
    assert not unbiased(found, "before_after") and not covers(found, "before_after") and not covers(found, "synthetic", narrower=0.4)
    assert effects_right.table(found, "synthetic")["power"] >= 0.6


@pytest.mark.shared
@pytest.mark.slow
def test_on_real_stores_nothing_is_found_where_nothing_was_done_eight_percent_is_and_what_could_be_seen_was_announced():
    found = rows("stores", 27)
    assert unbiased(found, "synthetic") and covers(found, "synthetic")
    assert not unbiased(found, "before_after") and not covers(found, "before_after") and not covers(found, "synthetic", narrower=0.4)
    ours = effects_right.table(found, "synthetic")
    assert ours["power"] >= 0.9 and ours["sd"] < effects_right.table(found, "year_on_year")["sd"]
    announced, realised, many = effects_right.foreseen(found)
    assert many == 9 and 0.5 < announced / realised < 2


@pytest.mark.shared
@pytest.mark.slow
def test_effects_that_differ_by_shop_and_grow_are_found_as_their_mean_over_the_shops_that_acted():
    found = rows("stores_varied", 8)
    assert unbiased(found, "synthetic") and covers(found, "synthetic")
    assert {row["verdict"] for row in found} == {"up"}


@pytest.mark.shared
@pytest.mark.parametrize(("design", "code"), [("stores_works", "fell_together"), ("stores_works_told", "disturbed"), ("stores_20_compared", "few_comparison"),
                                              ("stores_missing", "holes")])
def test_where_the_data_cannot_hold_the_promise_the_answer_says_so(design, code):
    for seed in range(3):
        asked, _ = effects_right.problem(np.random.default_rng(seed), **effects_right.DESIGNS[design])
        assert code in [r.code for r in solve(asked, seed=1, deals=2, checks=False).reasons]
    plain, _ = effects_right.problem(np.random.default_rng(1))
    assert code not in [r.code for r in solve(plain, seed=1, deals=2, checks=False).reasons]


def test_a_mark_is_kept_missed_or_not_decided_by_so_few_draws():
    assert [effects_right.mark(v, 0.93, 0.97, 0.01) for v in (0.93, 0.97, 0.925, 0.975, 0.91, 0.99)] == [
        "PASS", "PASS", "UNDECIDED", "UNDECIDED", "FAIL", "FAIL"]


def test_the_simulated_street_has_a_christmas_of_seven_to_thirty_percent():
    share = takings.christmas_share(takings.street(np.random.default_rng(0), 400)[0])
    assert share.min() > 0.06 and share.max() < 0.33
