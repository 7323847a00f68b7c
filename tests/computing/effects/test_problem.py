"""The panel: what is refused at once, and the outcome with closed days."""
import numpy as np
import pytest

from chalandise.computing.effects import Problem


def made(**more):
    given = {"shops": (1, 2), "takings": np.full((2, 60), 100.0), "starts": {1: 55}} | more
    return Problem(given.pop("shops"), given.pop("takings"), given.pop("starts"), **given)


@pytest.mark.parametrize(("more", "words"), [
    ({"shops": (1, 1)}, "twice"),
    ({"takings": np.ones((3, 60))}, "one row a shop"),
    ({"takings": np.full((2, 60), np.inf)}, "numbers"),
    ({"starts": {7: 3}}, "unknown shops"),
    ({"starts": {1: 60}}, "outside"),
    ({"starts": {1: -1}}, "outside"),
    ({"starts": {}}, "nobody"),
    ({"period": "day"}, "week or a month"),
    ({"horizon": 53}, "between 1 and 52"),
    ({"horizon": 0}, "between 1 and 52"),
    ({"period": "month", "horizon": 13}, "between 1 and 12"),
    ({"days": np.ones((2, 59))}, "days open"),
    ({"days": np.full((2, 60), -1.0)}, "days open"),
    ({"disturbed": np.zeros((2, 59), dtype=bool)}, "disturbed"),
])
def test_what_is_not_a_panel_is_refused(more, words):
    with pytest.raises(ValueError, match=words):
        made(**more)


def test_closed_and_unknown_periods_have_no_outcome():
    takings = np.full((2, 60), 100.0)
    takings[0, :4] = 0, np.nan, -5, 100
    outcome = made(takings=takings).outcome
    assert np.isfinite(outcome[0, :4]).tolist() == [False, False, False, True]


def test_a_week_open_three_days_out_of_six_is_counted_by_day():
    takings, days = np.full((2, 60), 600.0), np.full((2, 60), 6.0)
    takings[0, 10], days[0, 10] = 300, 3
    takings[1, 5], days[1, 5] = 0, 0
    outcome = made(takings=takings, days=days).outcome
    assert outcome[0, 10] == outcome[0, 11] == pytest.approx(np.log(600))
    assert np.isnan(outcome[1, 5])


def test_disturbed_periods_are_set_aside():
    disturbed = np.zeros((2, 60), dtype=bool)
    disturbed[1, 7] = True
    assert np.argwhere(np.isnan(made(disturbed=disturbed).outcome)).tolist() == [[1, 7]]


def test_a_year_is_the_horizon_unless_it_is_shorter():
    assert [made().span, made(horizon=8).span, made(period="month").span] == [52, 8, 12]
