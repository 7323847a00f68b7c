from datetime import date, timedelta

import pytest

from chalandise.catalogue.operations.submissions import start_submission
from chalandise.catalogue.tasks import remind_deadlines, sweep_deadlines
from chalandise.foundation import clock
from chalandise.foundation.jobs import every
from chalandise.foundation.models import Letter


@pytest.fixture
def draft(cast):
    with clock.at(clock.local(date(2017, 9, 4), 15)):
        return start_submission(by=cast.nadia, call=cast.call, solution=cast.solution)


def subjects():
    return list(Letter.objects.order_by("pk").values_list("subject", flat=True))


def test_a_draft_is_reminded_seven_days_and_a_day_before_once_each(cast, draft):
    for hours in (8 * 24, 7 * 24, 7 * 24 - 1, 25, 24, 23, 1):
        with clock.at(cast.call.deadline - timedelta(hours=hours)):
            remind_deadlines()
    assert subjects() == ["Ardoise RDV : votre brouillon attend, jusqu’à mardi 31 octobre à 18 h"] * 2
    assert "- Dites pourquoi pour les boutiques de ce territoire." in Letter.objects.first().text


def test_a_draft_begun_within_the_week_waits_for_its_day(cast):
    with clock.at(cast.call.deadline - timedelta(days=3)):
        start_submission(by=cast.nadia, call=cast.call, solution=cast.solution)
        assert remind_deadlines() == 0
    with clock.at(cast.call.deadline - timedelta(hours=23)):
        assert remind_deadlines() == 1


def test_a_new_deadline_is_reminded_anew(cast, draft):
    with clock.at(cast.call.deadline - timedelta(hours=20)):
        remind_deadlines()
    cast.call.deadline += timedelta(days=7)
    cast.call.save()
    with clock.at(cast.call.deadline - timedelta(hours=20)):
        remind_deadlines()
    assert len(subjects()) == 2


def test_a_sent_answer_is_not_reminded(cast):
    assert cast.submission
    with clock.at(cast.call.deadline - timedelta(hours=20)):
        assert remind_deadlines() == 0


def test_the_hour_is_looked_at_each_minute(cast, draft):
    assert ("chalandise.catalogue.tasks.sweep_deadlines", 1) in every()
    with clock.at(cast.call.deadline + timedelta(minutes=1)):
        assert sweep_deadlines() == [0, 1]
