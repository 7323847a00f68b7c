"""The whole answer: found when it is there, not when it is not, exact under a constant effect, the same for the same seed."""
from dataclasses import replace

import numpy as np
import pytest

from chalandise.computing.effects import Line, Problem, Result, solve
from chalandise.computing.effects.reasons import Reason
from chalandise.computing.effects.result import SYNTHETIC, YEAR_ON_YEAR
from tests.computing.effects.panels import asked

DEALS = 39


@pytest.fixture(scope="module")
def found():
    return solve(asked(3, effect=0.08), seed=4, deals=DEALS)


def test_the_lines_come_in_their_order_with_the_shops_that_count(found):
    assert [line.name for line in found.lines] == ["synthetic", "year_on_year", "imputation", "group_time"]
    assert found.treated == tuple(range(10)) and found.compared == tuple(range(10, 40))
    assert (found.deals, found.seed) == (DEALS, 4)


def test_an_effect_that_is_there_is_found(found):
    line = found.effect
    assert line.low < 0.08 < line.high and found.verdict == "up" and not found.disagree
    value, low, high = line.percents
    assert low < 100 * (np.exp(0.08) - 1) < high and low < value < high
    assert line.chance < 0.05


def test_a_fall_is_found_too_and_nothing_is_found_where_there_is_nothing():
    assert solve(asked(3, effect=-0.15), seed=4, deals=DEALS, checks=False).verdict == "down"
    assert solve(asked(3), seed=4, deals=DEALS, checks=False).verdict == "cannot_tell"


def test_a_constant_effect_moves_every_line_by_exactly_itself_and_no_spread(found):
    nothing = solve(asked(3), seed=4, deals=DEALS, checks=False)
    for with_it, without in zip(found.lines, nothing.lines, strict=True):
        assert abs(with_it.value - without.value - 0.08) < 1e-9
        assert abs(with_it.spread - without.spread) < 1e-12


def test_the_same_seed_gives_the_same_answer(found):
    again = solve(asked(3, effect=0.08), seed=4, deals=DEALS)
    assert again.lines == found.lines and again.without == found.without and again.before.placebo == found.before.placebo
    assert solve(asked(3, effect=0.08), seed=5, deals=DEALS).lines[0].spread != found.lines[0].spread


def test_currency_and_the_order_of_shops_change_nothing(found):
    problem = asked(3, effect=0.08)
    order = np.random.default_rng(0).permutation(40)
    other = Problem(tuple(problem.shops[n] for n in order), problem.takings[order] * 6.55957, problem.starts)
    moved = solve(other, seed=4, deals=DEALS, checks=False)
    np.testing.assert_allclose([line.value for line in moved.lines], [line.value for line in found.lines], atol=5e-4)


def test_the_course_starts_at_the_start(found):
    course = found.course
    assert course.times[0] == -26 and course.times[-1] == 51
    low, high = course.band
    inside = (low < 0.08) & (high > 0.08)
    assert inside[course.times >= 0].mean() > 0.8
    assert ((low < 0) & (high > 0))[course.times < 0].mean() > 0.8


def test_each_treated_shop_is_left_out_once(found):
    assert set(found.without) == set(found.treated)
    assert max(abs(v - found.effect.value) for v in found.without.values()) < found.effect.margin


def test_what_came_before_is_clean_where_nothing_happened(found):
    assert found.before.clean and found.before.placebo.low < 0 < found.before.placebo.high
    assert found.before.leads.shape == found.before.spread.shape == (3,)
    assert found.before.chance > 0.05


def test_a_trend_before_the_start_is_told():
    problem = asked(2)
    takings = problem.takings.copy()
    for shop, start in problem.starts.items():
        takings[shop, start - 12:start] *= 1.25
    result = solve(replace(problem, takings=takings), seed=1, deals=99)
    assert not result.before.clean and "trend_before" in [r.code for r in result.reasons]


def test_one_shop_that_carries_everything_is_named():
    problem = asked(3, treated=5)
    takings = problem.takings.copy()
    takings[2, problem.starts[2]:] *= 1.9
    result = solve(replace(problem, takings=takings), seed=1, deals=99)
    named = [r for r in result.reasons if r.code == "one_shop"]
    assert [r.shop for r in named] == [2]
    assert [r.code for r in result.about(2)] == ["level_break", "one_shop"]


def test_under_a_year_and_a_half_the_second_opinion_is_missing_and_that_is_said():
    result = solve(asked(3, starts={n: 60 + n for n in range(8)}, weeks=120), seed=1, deals=DEALS)
    assert [line.name for line in result.lines] == ["synthetic", "imputation", "group_time"]
    assert [(r.code, r.figures) for r in result.reasons if r.code == "year_on_year_short"] == [("year_on_year_short", {"needed": 5, "weeks": 78})]
    assert result.line(YEAR_ON_YEAR) is None and result.before.chance is None


def test_the_second_opinion_counts_the_shops_that_it_can():
    starts = dict.fromkeys(range(8), 96) | {8: 60, 9: 62}
    result = solve(asked(3, starts=starts), seed=1, deals=DEALS, checks=False)
    assert [(line.name, line.treated) for line in result.lines[:2]] == [("synthetic", 10), ("year_on_year", 8)]


def test_months_are_measured_as_weeks_are():
    weekly = asked(5, weeks=156)
    takings = weekly.takings.reshape(40, 39, 4).sum(2)[:, :36]
    starts = {n: 20 + n % 3 for n in range(8)}
    result = solve(Problem(weekly.shops, takings, starts, period="month"), seed=1, deals=DEALS)
    assert [line.name for line in result.lines] == ["synthetic", "year_on_year", "imputation", "group_time"]
    assert result.course.times[0] == -6 and result.course.times[-1] == 11


def test_holes_and_a_shop_that_came_late_still_give_an_answer():
    problem = asked(6, effect=0.1)
    holes = np.random.default_rng(1).random(problem.takings.shape) < 0.3
    takings = np.where(holes, np.nan, problem.takings)
    takings[39, :20] = np.nan
    line = solve(replace(problem, takings=takings), seed=1, deals=DEALS).effect
    assert line.low < 0.1 < line.high


def test_progress_is_told_until_all_deals_are_done():
    told = []
    solve(asked(3), seed=1, deals=200, checks=False, progress=lambda done, all_of_them: told.append((done, all_of_them)))
    assert told == [(96, 200), (192, 200), (200, 200)]


def result(first, second, *codes):
    lines = (Line(SYNTHETIC, *first, 20), Line(YEAR_ON_YEAR, *second, 20))
    return Result(lines, tuple(Reason(code, None, {"points": 3}) for code in codes))


@pytest.mark.parametrize(("first", "second", "codes", "verdict"), [
    ((0.08, 0.01), (0.05, 0.04), (), "up"),
    ((0.08, 0.01), (0.05, 0.04), ("disagreement",), "cannot_tell"),
    ((0.08, 0.01), (0.20, 0.04), ("disagreement",), "up"),
    ((0.08, 0.01), (-0.20, 0.04), ("disagreement",), "cannot_tell"),
    ((-0.08, 0.01), (-0.08, 0.01), (), "down"),
    ((0.08, 0.05), (0.08, 0.01), (), "cannot_tell"),
])
def test_an_effect_is_told_only_when_it_is_sure_and_a_second_opinion_that_differs_says_the_same(first, second, codes, verdict):
    assert result(first, second, *codes).verdict == verdict


def test_an_effect_that_differs_by_shop_and_week_moves_the_estimate_by_its_mean_over_treated_cells():
    """What is estimated is the mean over the shops that acted: how much they differ neither moves it nor widens its interval."""
    problem, random = asked(3), np.random.default_rng(8)
    takings, cells = problem.takings.copy(), []
    for shop, start in problem.starts.items():
        effect = random.normal(0.08, 0.06) + np.linspace(0, 0.1, 150 - start)
        takings[shop, start:] *= np.exp(effect)
        cells += effect[:52].tolist()
    one, other = (solve(p, seed=4, deals=DEALS, checks=False) for p in (replace(problem, takings=takings), problem))
    for with_it, without in zip(one.lines, other.lines, strict=True):
        assert abs(with_it.value - without.value - np.mean(cells)) < 1e-9
        assert abs(with_it.spread - without.spread) < 1e-12 and abs(with_it.margin - without.margin) < 1e-12


def test_the_margin_is_student_s_with_the_freedom_of_the_spread():
    assert Line(SYNTHETIC, 0.0, 0.01, 20, 30.0).margin == pytest.approx(0.01 * 2.0423, abs=1e-6)
    assert Line(SYNTHETIC, 0.0, 0.01, 20).margin == pytest.approx(0.01 * 2.0930, abs=1e-6)
