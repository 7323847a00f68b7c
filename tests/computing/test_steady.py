"""A change that lasts is told from a season that comes back and from chance."""
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.steady import days_change, level_change
from chalandise.computing.takings import Total


def months(values, first=(2015, 9)):
    year, month = first
    starts = [date(year + (month - 1 + n) // 12, (month - 1 + n) % 12 + 1, 1) for n in range(len(values))]
    return [Total(start, round(v), 26, 4, 0, 0) for start, v in zip(starts, values, strict=True)]


def weeks(opened):
    return [Total(date(2016, 1, 4) + timedelta(weeks=n), 100_000, days, 7 - days, 0, 0) for n, days in enumerate(opened)]


def test_another_unit_in_the_middle_is_told_with_its_month():
    found = level_change(months([800_000] * 11 + [80_000_000] * 13))
    assert (found.kind, found.start, round(found.size)) == ("level", date(2016, 8, 1), 100)
    assert level_change(months([800_000] * 12 + [300_000] * 12)).size == pytest.approx(0.375)


def test_a_season_that_comes_back_is_no_change():
    beach = [100_000, 100_000, 100_000, 100_000, 100_000, 150_000, 300_000, 500_000, 900_000, 1_000_000, 800_000, 300_000]
    assert level_change(months(beach * 2)) is None
    assert level_change(months(beach[6:] + beach * 2)) is None


@given(st.lists(st.integers(600_000, 1_100_000), min_size=2, max_size=40))
def test_chance_within_less_than_the_double_is_never_told(values):
    assert level_change(months(values)) is None


def test_too_short_a_series_and_a_hole_say_nothing():
    assert level_change(months([800_000] * 5 + [80_000_000] * 5)) is None
    assert level_change([]) is None and days_change([]) is None
    holes = [Total(t.start, t.cents, 20, 4, 6, 0) for t in months([800_000] * 12 + [80_000_000] * 12)]
    assert level_change(holes) is None


def test_one_more_day_open_is_told_holidays_are_not():
    found = days_change(weeks([5] * 20 + [6] * 20))
    assert (found.kind, found.start, found.size) == ("days", date(2016, 1, 4) + timedelta(weeks=20), 1)
    assert days_change(weeks([6] * 20 + [2] * 3 + [6] * 20)) is None
    assert days_change(weeks([6] * 9 + [5] * 9)) is None
