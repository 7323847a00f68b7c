import re
from datetime import date

import pytest

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.mentoring.models import Mentor
from chalandise.seasons.operations.calendar import open_season
from chalandise.seasons.operations.closing import carry_over_mentors, close_season
from tests.web.team.seasons.test_calendar import text


@pytest.fixture
def link(cast):
    assert cast.pairing and cast.odile
    close_season(by=cast.rose, season=cast.season)
    with clock.at(date(2018, 8, 20)):
        after = open_season(by=cast.odile, territory=cast.bordeaux, axis=cast.axis, name="Saison 2018–2019", starts_on=date(2018, 9, 4))
        carry_over_mentors(by=cast.odile, before=cast.season, season=after)
    return re.search(r"/l/[\w-]+/", Letter.objects.get(purpose="season.mentor_again").text)[0]


def test_a_mentor_starts_again_by_link_with_what_they_had_said(client, cast, link):
    assert "Voulez-vous recommencer" in text(client.get(link))
    assert Mentor.objects.filter(person=cast.karim).count() == 1
    for _time in range(2):
        client.post(link)
    again = Mentor.objects.get(person=cast.karim, season__name="Saison 2018–2019")
    assert (again.state, again.skills, again.availability) == ("applied", ["booking", "social"], ["mon-am", "thu-pm"])
    assert "C’est noté" in text(client.get(link))
