"""Alerts are written when they first speak, grow, fall silent; once a day or ten times a day the same."""
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chalandise.foundation import clock
from chalandise.mentoring.models import AlertRaised, Pairing, SignOfLife
from chalandise.mentoring.operations.alerts import record_alerts
from chalandise.mentoring.operations.health import sign
from tests.mentoring.queries.test_health import many


def written():
    return list(AlertRaised.objects.order_by("raised_on", "code").values_list("code", "state", "raised_on", "ended_on"))


def test_an_alert_is_written_once_grows_and_ends(cast):
    day = clock.today()
    sign(pairing=cast.pairing, kind="contact", at=clock.now() - timedelta(days=15))
    assert [a.since for a in record_alerts(cast.season)] == [day - timedelta(days=15)]
    with clock.at(clock.now() + timedelta(days=6)):
        for _ in range(2):
            assert record_alerts(cast.season) == []
    assert written() == [("silence", "risk", day, None)]
    with clock.at(clock.now() + timedelta(days=7)):
        sign(pairing=cast.pairing, kind="call")
        record_alerts(cast.season)
    assert written() == [("silence", "risk", day, day + timedelta(days=7))]


def test_a_pairing_that_ended_has_no_open_alert(cast):
    cast.pairing  # noqa: B018
    record_alerts(cast.season)
    Pairing.objects.update(ended_at=clock.now())
    record_alerts(cast.season)
    assert AlertRaised.objects.filter(ended_on=None).count() == 0


@pytest.mark.parametrize("count", [10, 300])
def test_a_season_is_watched_in_the_same_number_of_queries(cast, count):
    many(cast, count)
    Pairing.objects.update(announced_at=clock.now() - timedelta(days=60))
    SignOfLife.objects.update(at=clock.now() - timedelta(days=55))
    with CaptureQueriesContext(connection) as seen:
        made = record_alerts(cast.season)
    verbs = [q["sql"].split(" ", 1)[0] for q in seen.captured_queries]
    assert (len(made) >= count, verbs.count("SELECT"), verbs.count("UPDATE")) == (True, 14, 0)
