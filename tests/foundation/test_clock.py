"""The date of the trade can be fixed and moved; wall times that do not exist are refused."""
from datetime import UTC, date, datetime, timedelta

import pytest

from chalandise.foundation import clock


def test_the_clock_is_where_the_test_put_it():
    assert clock.today() == date(2017, 11, 20)
    with clock.at(date(2018, 2, 1)):
        assert clock.now() == datetime(2018, 2, 1, 9, tzinfo=UTC)
        with clock.at(clock.now() + timedelta(days=1)):
            assert clock.today() == date(2018, 2, 2)
        assert clock.today() == date(2018, 2, 1)
    assert clock.today() == date(2017, 11, 20)


def test_midnight_is_in_paris():
    with clock.at(datetime(2017, 11, 20, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2017, 11, 21)


def test_a_wall_time_lost_to_summer_is_refused():
    assert clock.local(date(2018, 3, 25), 1, 59).utcoffset() == timedelta(hours=1)
    with pytest.raises(ValueError, match="does not exist"):
        clock.local(date(2018, 3, 25), 2, 30)


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="aware"), clock.at(datetime(2017, 11, 20)):  # noqa: DTZ001
        pass


def test_the_settings_may_shift_the_real_clock(settings):
    clock._moment.set(None)
    settings.CLOCK_OFFSET = timedelta(days=-365)
    shifted = clock.now()
    settings.CLOCK_OFFSET = None
    assert (clock.now() - shifted).days in (364, 365)
