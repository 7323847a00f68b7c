"""What could be seen, said beforehand: near what the estimator then does, larger for fewer, longer or noisier."""
import numpy as np
import pytest
from scipy import stats

from chalandise.computing.effects.power import Plan, detectable, detectable_alone
from tests.computing.effects.panels import asked


def plan(seed=0, acting=8, after=26, **more):
    return Plan(asked(seed, starts=dict.fromkeys(range(acting)), **more), after)


def test_it_rests_on_the_deals_and_is_found_four_times_out_of_five():
    found = detectable(plan(), seed=1, deals=60)
    assert found.tried == 60 and 10 < found.freedom < 40
    assert found.smallest == pytest.approx((stats.t.ppf(0.975, found.freedom) + stats.t.ppf(0.8, found.freedom)) * found.spread)
    assert found.percent == pytest.approx(100 * (np.exp(found.smallest) - 1))


def test_noisier_shops_and_fewer_of_them_see_less():
    calm = detectable(plan(noise=0.05), seed=1, deals=60).spread
    assert detectable(plan(noise=0.2), seed=1, deals=60).spread > 2 * calm
    assert detectable(plan(acting=5), seed=1, deals=60).smallest > detectable(plan(acting=14), seed=1, deals=60).smallest


def test_the_starts_that_are_asked_are_not_read():
    problem = asked(0, starts=dict.fromkeys(range(8)))
    other = asked(0, starts=dict.fromkeys(range(8), 96))
    assert detectable(Plan(problem, 26), seed=1, deals=20) == detectable(Plan(other, 26), seed=1, deals=20)


def test_a_past_that_is_too_short_says_nothing():
    assert detectable(plan(weeks=70), seed=1) is None
    assert detectable(plan(acting=25), seed=1) is None


def test_one_shop_alone_sees_less_than_eight():
    alone, group = detectable_alone(plan(), 3, every=4), detectable(plan(), seed=1, deals=60)
    assert alone.tried == 1 + (150 - 26 - 52) // 4
    assert alone.smallest > group.smallest


def test_one_shop_without_a_past_or_unknown_sees_nothing():
    assert detectable_alone(plan(weeks=80), 3) is None
    assert detectable_alone(plan(), 99) is None


@pytest.mark.parametrize("after", [0, 53])
def test_following_for_no_time_or_more_than_a_year_is_refused(after):
    with pytest.raises(ValueError, match="followed"):
        plan(after=after)
