"""Who can be measured: refusals and warnings, each with its code, its figures and its sentence."""
import numpy as np
import pytest

from chalandise.computing.effects import Problem, solve
from chalandise.computing.effects.reasons import WORDS, Reason
from chalandise.computing.effects.screen import screen
from tests.computing.effects.panels import WAVES, asked


def codes(problem):
    return sorted({r.code for r in screen(problem)[1]})


def changed(problem, takings):
    return Problem(problem.shops, takings, problem.starts)


def test_a_good_panel_has_nothing_said_of_it():
    cut, reasons = screen(asked())
    assert reasons == []
    assert (len(cut.treated), len(cut.compared)) == (10, 30)


def test_under_five_shops_nothing_is_told():
    result = solve(asked(treated=4), seed=1)
    assert [(r.code, r.figures) for r in result.reasons] == [("too_few_treated", {"many": 4, "needed": 5})]
    assert (result.verdict, result.effect, result.lines) == ("refused", None, ())
    assert result.reasons[0].words.startswith("4 commerces peuvent être mesurés ; il en faut au moins 5.")


def test_all_shops_treated_leave_nobody_to_compare_with():
    assert codes(asked(treated=40)) == ["no_comparison"]
    assert codes(asked(starts=dict.fromkeys(range(40), 96))) == ["no_comparison", "one_start"]


def test_one_comparison_shop_is_refused_and_under_two_a_treated_one_is_told():
    assert codes(asked(treated=39)) == ["too_few_comparison"]
    assert codes(asked(treated=14)) == ["few_comparison"]
    assert codes(asked(treated=13)) == []


def test_a_single_start_is_told():
    assert codes(asked(starts=dict.fromkeys(range(8), 96))) == ["one_start"]


def test_an_unknown_start_counts_on_no_side():
    starts = {n: WAVES[n % 4] for n in range(8)} | {8: None}
    cut, reasons = screen(asked(starts=starts))
    assert [(r.code, r.shop) for r in reasons] == [("start_unknown", 8)]
    assert 8 not in cut.shops


def test_under_a_year_before_the_start_a_shop_is_not_measured():
    starts = {n: WAVES[n % 4] for n in range(8)} | {8: 40}
    cut, reasons = screen(asked(starts=starts))
    assert [(r.code, r.shop, r.figures) for r in reasons if r.code == "history_short"] == [("history_short", 8, {"weeks": 40, "needed": 52})]
    assert 8 not in cut.shops and len(cut.treated) == 8


def test_the_history_of_a_shop_that_gave_its_takings_late_counts_from_there():
    problem = asked()
    takings = problem.takings.copy()
    takings[0, :60] = np.nan
    reasons = screen(changed(problem, takings))[1]
    assert [(r.code, r.shop, r.figures["weeks"]) for r in reasons] == [("history_short", 0, 36)]


def test_a_start_of_last_week_is_too_recent():
    starts = {n: WAVES[n % 4] for n in range(8)} | {8: 148}
    assert ("too_recent", 8) in [(r.code, r.shop) for r in screen(asked(starts=starts))[1]]


def test_a_comparison_shop_half_unknown_does_not_compare():
    problem = asked()
    takings = problem.takings.copy()
    takings[20, 40:110] = np.nan
    cut, reasons = screen(changed(problem, takings))
    assert [(r.code, r.shop) for r in reasons] == [("comparison_short", 20)] and 20 not in cut.shops


def test_a_zero_too_many_is_found_and_set_aside():
    problem = asked()
    takings = problem.takings.copy()
    takings[3, 70] *= 10
    takings[25, [30, 31]] /= 100
    cut, reasons = screen(changed(problem, takings))
    assert [(r.code, r.shop, r.figures) for r in reasons] == [("suspect", 3, {"many": 1}), ("suspect", 25, {"many": 2})]
    assert not cut.seen[3, 70] and not cut.seen[25, 30] and cut.seen[3, 71]


def test_a_christmas_that_comes_each_year_is_not_suspect():
    problem = asked(weeks=156)
    takings = problem.takings.copy()
    takings[30, 50:52] *= 8
    takings[30, 102:104] *= 8
    takings[30, 154:156] *= 8
    assert codes(changed(problem, takings)) == []


def test_a_week_when_the_whole_street_was_shut_is_not_suspect():
    problem = asked()
    takings = problem.takings.copy()
    takings[:, 80] /= 20
    assert codes(changed(problem, takings)) == []


def test_negative_takings_are_told_and_not_counted():
    problem = asked()
    takings = problem.takings.copy()
    takings[2, 10:13] = -50
    assert [(r.code, r.shop, r.figures) for r in screen(changed(problem, takings))[1]] == [("negative", 2, {"many": 3})]


def test_the_same_takings_under_two_names_count_once():
    problem = asked()
    takings = problem.takings.copy()
    takings[31] = takings[30]
    cut, reasons = screen(changed(problem, takings))
    assert ("same_series", 31, {"other": 30}) in [(r.code, r.shop, r.figures) for r in reasons]
    assert 30 in cut.shops and 31 not in cut.shops


def test_another_unit_from_one_day_on_is_told():
    problem = asked()
    takings = problem.takings.copy()
    takings[4, 120:] *= 100
    assert ("level_break", 4) in [(r.code, r.shop) for r in screen(changed(problem, takings))[1]]


def test_opening_more_days_is_told_because_it_is_counted_by_day():
    days = np.full((40, 150), 5.0)
    days[:10, 104:] = 6
    found = [r for r in screen(asked(days=days))[1] if r.code == "days_changed"]
    assert len(found) == 1 and found[0].figures["percent"] >= 15


def test_works_that_are_told_are_set_aside_and_said():
    disturbed = np.zeros((40, 150), dtype=bool)
    disturbed[:5, 110:120] = True
    cut, reasons = screen(asked(disturbed=disturbed))
    assert [r.code for r in reasons] == ["disturbed"] and not cut.seen[:5, 110:120].any()


def test_many_holes_are_told():
    problem = asked()
    holes = np.random.default_rng(0).random(problem.takings.shape) < 0.3
    assert "holes" in codes(changed(problem, np.where(holes, np.nan, problem.takings)))


@pytest.mark.parametrize("code", sorted(WORDS))
def test_each_reason_has_a_weight_and_a_sentence(code):
    figures = dict.fromkeys(("many", "needed", "treated", "compared", "weeks", "other", "percent", "points", "shop", "all", "without", "dealt"), 7)
    reason = Reason(code, None, figures)
    assert reason.weight in ("refusal", "warning", "note")
    assert "{" not in reason.words and reason.words.endswith((".", "!", "?"))
