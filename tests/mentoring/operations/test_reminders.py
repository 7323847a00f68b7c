"""What the clock sends by itself: when, to whom, and once."""
from datetime import date

import pytest

from chalandise.foundation import clock
from chalandise.mentoring.models import Visit
from chalandise.mentoring.operations.reminders import may_write, remind
from chalandise.mentoring.operations.visits import propose_slots
from chalandise.mentoring.tasks import remind as task
from tests.mentoring import scenes
from tests.mentoring.operations.test_visits import written
from tests.mentoring.scenes import at, hour


@pytest.mark.parametrize(("moment", "allowed"), [
    (at(20, 10), True), (at(20, 7), False), (at(20, 20), False), (at(19, 10), False), (at(1, 10), False), (at(11, 10), False),
    (clock.local(date(2017, 12, 25), 10), False)])
def test_nobody_is_reminded_at_night_on_sunday_or_on_a_holiday(cast, moment, allowed):
    with clock.at(moment):
        assert may_write(cast.season) is allowed


def test_both_are_reminded_two_days_before_and_the_day_before_once(cast):
    visit = scenes.fixed(cast, 23, 13)
    Visit.objects.update(fixed_at=at(10, 9))
    for moment in (at(20, 10), at(21, 10), at(21, 11), at(22, 9), at(22, 15)):
        with clock.at(moment):
            task()
    assert [(x.to_address, x.written_at) for x in written("visit_reminder")] == [
        (cast.lila.email, at(21, 10)), (cast.karim.email, at(21, 10)), (cast.lila.email, at(22, 9)), (cast.karim.email, at(22, 9))]
    assert "Demain à 13" in written("visit_reminder")[2].subject
    assert visit.pk


def test_somebody_who_fixed_it_this_morning_is_not_reminded_the_same_day(cast):
    scenes.fixed(cast, 21, 13)
    remind()
    assert written("visit_reminder") == []


def test_slots_without_answer_are_reminded_once_after_three_days(cast):
    propose_slots(visit=scenes.visit(cast), slots=[hour(30, 9)], by=cast.karim)
    for day in (22, 23, 24, 25):
        with clock.at(at(day, 11)):
            remind()
    assert [x.written_at for x in written("slots_reminder")] == [at(23, 11)]


def test_missing_minutes_are_asked_the_day_after_and_once(cast):
    scenes.fixed(cast, 20, 13)
    for moment in (at(20, 18), at(21, 9), at(22, 9)):
        with clock.at(moment):
            remind()
    assert [(x.to_address, x.written_at) for x in written("minutes_asked")] == [(cast.karim.email, at(21, 9))]


def test_a_pairing_that_ended_is_left_alone(cast):
    scenes.fixed(cast, 20, 13)
    cast.pairing.ended_at = clock.now()
    cast.pairing.save()
    with clock.at(at(21, 9)):
        assert remind() == 0
