"""When a reminder may leave, in summer and in winter."""
from datetime import UTC, date, datetime

import pytest

from chalandise.computing.post import PARIS, Calendar
from chalandise.computing.workdays import french_holidays

FRENCH = Calendar(french_holidays({2017, 2018}), ((date(2017, 12, 15), date(2017, 12, 31)),))


@pytest.mark.parametrize(("moment", "leaves"), [
    (datetime(2017, 10, 27, 6, 0, tzinfo=UTC), True),     # Friday, summer time: eight in Paris
    (datetime(2017, 10, 27, 5, 59, tzinfo=UTC), False),
    (datetime(2017, 10, 30, 6, 30, tzinfo=UTC), False),   # the Monday after the change: half past seven
    (datetime(2017, 10, 30, 7, 0, tzinfo=UTC), True),
    (datetime(2017, 10, 30, 17, 59, tzinfo=UTC), True),
    (datetime(2017, 10, 30, 18, 0, tzinfo=UTC), False),   # seven in the evening
    (datetime(2018, 3, 23, 6, 30, tzinfo=UTC), False),
    (datetime(2018, 3, 26, 6, 0, tzinfo=UTC), True),      # the Monday after summer time came back
    (datetime(2018, 3, 25, 2, 30, tzinfo=UTC), False),    # the night itself
    (datetime(2017, 11, 1, 10, 0, tzinfo=UTC), False),    # All Saints' Day, a Wednesday
    (datetime(2018, 4, 2, 10, 0, tzinfo=UTC), False),     # Easter Monday
    (datetime(2017, 11, 18, 10, 0, tzinfo=UTC), False),   # Saturday
    (datetime(2017, 12, 20, 10, 0, tzinfo=UTC), False),   # the quiet of Christmas
])
def test_a_letter_leaves_in_working_hours_of_paris(moment, leaves):
    assert FRENCH.may_leave(moment) is leaves


def test_the_next_and_the_last_open_day_step_over_what_is_closed():
    assert FRENCH.next_open(date(2017, 12, 15)) == date(2018, 1, 2)
    assert FRENCH.last_open(date(2018, 1, 1)) == date(2017, 12, 14)
    assert FRENCH.next_open(date(2017, 11, 20)) == FRENCH.last_open(date(2017, 11, 20)) == date(2017, 11, 20)
    always = Calendar(quiet=((date(2017, 1, 1), date(2018, 1, 1)),))
    assert always.last_open(date(2017, 11, 20)) == date(2017, 11, 20)  # nothing is open for a month: the day itself


@pytest.mark.parametrize(("hour", "day"), [(7, 17), (18, 17), (19, 20)])
def test_what_is_due_in_the_evening_leaves_on_the_next_open_day(hour, day):
    assert FRENCH.first_day(datetime(2017, 11, 17, hour, tzinfo=PARIS)) == date(2017, 11, day)
