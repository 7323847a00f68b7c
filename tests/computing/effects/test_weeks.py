"""Weeks and months out of days: full ones only, closed days counted, a day that is not known makes its week unknown."""
from datetime import date

import numpy as np
import pytest

from chalandise.computing.effects import Problem, solve
from chalandise.computing.effects.weeks import monthly, weekly


def test_days_make_weeks_from_monday_to_sunday():
    takings = np.ones((1, 20))                        # Wednesday 1 to Monday 20 November 2017
    first, sums, days = weekly(date(2017, 11, 1), takings)
    assert (first, sums.tolist(), days.tolist()) == (date(2017, 11, 6), [[7, 7]], [[7, 7]])


def test_closed_days_are_not_open_and_an_unknown_day_makes_the_week_unknown():
    takings = np.array([[5, 5, 0, 5, 5, 5, 0, 0, 0, 0, 0, 0, 0, 0, 5, np.nan, 5, 5, 5, 5, 5.0]])
    _, sums, days = weekly(date(2017, 11, 6), takings)
    np.testing.assert_equal(sums, [[25, np.nan, np.nan]])
    assert days.tolist() == [[5, 0, 0]]


def test_days_make_months():
    first, sums, days = monthly(date(2017, 1, 15), np.ones((1, 80)))   # until 4 April
    assert (first, sums.tolist(), days.tolist()) == (date(2017, 2, 1), [[28, 31]], [[28, 31]])


def test_less_than_a_week_or_a_month_is_refused():
    with pytest.raises(ValueError, match="no full week"):
        weekly(date(2017, 11, 7), np.ones((1, 8)))
    with pytest.raises(ValueError, match="no full month"):
        monthly(date(2017, 1, 2), np.ones((1, 40)))


def test_days_lost_and_days_closed_leave_the_effect_where_it_is():
    """Twenty shops by day over 150 weeks, six of them +10 %: a day lost leaves its week unknown, a fortnight shut too, three days shut count by day open."""
    random = np.random.default_rng(2)
    week = np.array([0.0, 1.0, 0.8, 0.9, 1.1, 1.5, 0.7])  # closed on Mondays
    days = np.tile(week, 150) * np.exp(random.normal(6, 0.4, (20, 1)) + random.normal(0, 0.1, (20, 1050)))
    days[:6, 7 * 100:] *= 1.1
    holed = days.copy()
    holed[0, 7 * 110:7 * 112] = 0
    holed[1, [703, 760, 900]] = np.nan
    holed[2, 7 * 120 + 2:7 * 120 + 5] = 0
    found = []
    for takings in (days, holed):
        _, sums, opened = weekly(date(2024, 1, 1), takings)
        problem = Problem(tuple(range(20)), sums, dict.fromkeys(range(6), 100), opened)
        found.append((solve(problem, seed=1, deals=19, checks=False).effect, np.isfinite(problem.outcome)))
    (whole, every), (line, seen) = found
    assert every.all() and (~seen).sum() == 5 and not seen[0, 110:112].any() and seen[2, 120]
    assert abs(line.value - whole.value) < 0.005 and line.low < np.log(1.1) < line.high
