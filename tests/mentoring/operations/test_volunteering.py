"""Time given and help offered."""
from datetime import timedelta

import pytest

from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import HelpOffer, Minutes, VolunteerTime
from chalandise.mentoring.operations.volunteering import count_time, offer_help, uncount_time, withdraw_offer
from chalandise.mentoring.queries.pairings import hours_of, offers_of
from tests.mentoring import scenes


def test_hours_are_visits_travel_and_the_rest(cast):
    visit = scenes.fixed(cast, 20, 9)
    Minutes.objects.create(visit=visit, duration=60, travel=30, written_at=clock.now())
    count_time(mentor=cast.karim_mentor, on=clock.today(), minutes=45, what="call", by=cast.karim)
    assert hours_of(cast.karim_mentor) == {"visits": 60, "travel": 30, "other": 45, "total": 135, "count": 1}


@pytest.mark.parametrize(("minutes", "days", "field"), [(0, 0, "minutes"), (721, 0, "minutes"), (30, -1, "on"), (30, 500, "on")])
def test_time_that_cannot_be_is_refused(cast, minutes, days, field):
    with pytest.raises(Refused) as refusal:
        count_time(mentor=cast.karim_mentor, on=clock.today() - timedelta(days=days), minutes=minutes, what="call", by=cast.karim)
    assert refusal.value.field == field


def test_the_same_line_twice_is_said_not_counted_and_can_be_taken_back(cast):
    words = {"mentor": cast.karim_mentor, "on": clock.today(), "minutes": 30, "what": "workshop", "by": cast.karim}
    line = count_time(**words)
    with pytest.raises(Refused, match="déjà compté"):
        count_time(**words)
    uncount_time(time=line, by=cast.karim)
    assert VolunteerTime.objects.count() == 0


def test_help_is_offered_once_a_skill_and_withdrawn(cast):
    for when in ("jeudi", "vendredi"):
        offer = offer_help(mentor=cast.awa_mentor, skill="video", when=when, by=cast.awa)
    assert (HelpOffer.objects.count(), offer.when) == (1, "vendredi")
    assert list(offers_of(cast.season, ["video"])) == [offer]
    withdraw_offer(offer=offer, by=cast.awa)
    assert list(offers_of(cast.season)) == []
