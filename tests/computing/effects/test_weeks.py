"""Weeks and months out of days: full ones only, closed days counted, a day that is not known makes its week unknown."""
from datetime import date

import numpy as np
import pytest

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
