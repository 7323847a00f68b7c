"""Who reads which visit; what a calendar holds; which slots are suggested."""
from datetime import timedelta

import pytest

from chalandise.foundation import calendars, clock
from chalandise.mentoring.models import Visit
from chalandise.mentoring.queries.visits import (
    is_party,
    suggest_slots,
    visit_of_mentor,
    visit_of_season,
    visit_of_shop,
)
from tests.mentoring import scenes
from tests.mentoring.scenes import at


def test_only_the_two_sides_and_their_team_reach_a_visit(cast):
    visit = scenes.visit(cast)
    assert [visit_of_mentor(cast.karim_mentor, visit.pk), visit_of_shop(cast.lys, visit.pk), visit_of_season(cast.season, visit.pk)] == [visit] * 3
    for find, place in ((visit_of_mentor, cast.awa_mentor), (visit_of_shop, cast.cuir), (visit_of_season, cast.other_season)):
        with pytest.raises(Visit.DoesNotExist):
            find(place, visit.pk)
    assert [is_party(p, cast.pairing) for p in (cast.karim, cast.lila, cast.awa, cast.bruno, cast.hugo)] == [True, True, False, False, False]


def test_a_calendar_holds_fixed_and_done_visits_of_both_sides(cast):
    scenes.fixed(cast, 23, 13)
    scenes.visit(cast, 2)
    for person in (cast.karim, cast.lila):
        assert [a.summary for a in calendars.appointments_of(person)] == ["Visite 1 : Institut Lys avec Karim"]
    assert calendars.appointments_of(cast.awa) == []


def test_suggested_slots_are_free_half_days_of_the_mentor_on_open_days(cast):
    visit = scenes.visit(cast)
    assert [s for s, _e in suggest_slots(visit)] == [at(23, 14, 30), at(27, 9, 30), at(30, 14, 30)]
    cast.lys.opening_hours = "Mo 09:00-19:00"
    cast.lys.save()
    scenes.fixed(cast, 27, 9, number=2)  # Monday morning is taken
    visit.refresh_from_db()
    assert [s.date().isoformat() for s, _e in suggest_slots(visit)] == ["2017-12-04", "2017-12-11", "2017-12-18"]


def test_suggestions_skip_holidays(cast):
    with clock.at(at(20, 10) + timedelta(days=30)):  # 20 December: Monday 25 and 1 January are off
        assert at(20, 10).date().replace(month=12, day=25) not in {s.date() for s, _e in suggest_slots(scenes.visit(cast))}
