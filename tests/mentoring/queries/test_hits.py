"""What the alerts foresaw, read from the records of a season."""
from datetime import timedelta

import pytest

from chalandise.computing.hits import Share
from chalandise.foundation import clock
from chalandise.mentoring.models import AlertRaised, Pairing
from chalandise.mentoring.operations.appointments import miss_visit
from chalandise.mentoring.operations.health import sign
from chalandise.mentoring.operations.pairings import close_pairing
from chalandise.mentoring.operations.visits import propose_slots
from chalandise.mentoring.queries.hits import hit_rate
from chalandise.seasons.models import Complaint, SeasonClosure
from tests.mentoring import scenes
from tests.mentoring.queries.test_health import many
from tests.mentoring.scenes import hour


def ago(days):
    return clock.now() - timedelta(days=days)


@pytest.fixture
def alive(cast):
    """News every week since the announcement, and one alert five days ago."""
    for days in range(0, 57, 7):
        sign(pairing=cast.pairing, kind="contact", at=ago(days))
    AlertRaised.objects.create(pairing=cast.pairing, code="visit_late", state="call", since=ago(5).date(), raised_on=ago(5).date())
    return cast


@pytest.mark.parametrize(("ending", "kind"), [("no_fit", "no_fit"), ("mentor_left", "left"), ("merchant_left", "left")])
def test_a_pairing_that_ends_badly_is_a_problem(alive, ending, kind):
    close_pairing(pairing=alive.pairing, by=alive.rose, ending=ending)
    found = hit_rate(alive.season)
    assert (found.kinds, found.precision) == ({kind: Share(1, 1)}, Share(1, 1))


def test_the_end_of_the_season_is_none(alive):
    close_pairing(pairing=alive.pairing, by=alive.rose, ending="season")
    found = hit_rate(alive.season)
    assert (found.kinds, found.precision, found.waiting) == ({}, Share(0, 0), 1)


def test_a_missed_visit_counts_even_when_it_was_planned_again(alive):
    visit = scenes.fixed(alive, 20, 9)
    miss_visit(visit=visit, missed_by="merchant", by=alive.karim)
    propose_slots(visit=visit, slots=[hour(28, 9)], by=alive.karim)
    assert hit_rate(alive.season).kinds == {"visit_missed": Share(1, 1)}


def test_a_complaint_of_either_side_counts_for_their_pairing_only(alive):
    many(alive, 2)
    Complaint.objects.create(season=alive.season, person=alive.karim, text="…", at=clock.now(), answered_at=clock.now())
    Complaint.objects.create(season=alive.season, person=alive.bruno, text="…", at=clock.now())
    assert hit_rate(alive.season).kinds == {"complaint": Share(1, 1)}


def test_more_than_a_month_of_silence_counts_even_when_they_came_back(cast):
    sign(pairing=cast.pairing, kind="contact", at=cast.pairing.announced_at + timedelta(days=40))
    assert hit_rate(cast.season).kinds == {"long_silence": Share(0, 1)}


def test_an_action_stopped_before_its_end_is_told_by_the_doors(alive):
    found = hit_rate(alive.season, dropped=[(alive.pairing.pk, clock.today()), (None, clock.today())])
    assert found.kinds == {"action_abandoned": Share(1, 1)}


def test_once_the_season_is_closed_every_alert_is_judged(alive):
    SeasonClosure.objects.create(season=alive.season, at=clock.now())
    alive.season.refresh_from_db()
    found = hit_rate(alive.season)
    assert (found.rules, found.waiting) == ({"visit_late": Share(0, 1)}, 0)


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_queries(cast, count, django_assert_num_queries):
    many(cast, count)
    for pairing in Pairing.objects.all():
        AlertRaised.objects.create(pairing=pairing, code="silence", state="call", since=ago(9).date(), raised_on=ago(9).date())
    with django_assert_num_queries(7):
        hit_rate(cast.season)
