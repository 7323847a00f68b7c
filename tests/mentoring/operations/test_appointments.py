"""Appointments: fixed on the phone, moved, cancelled, missed; one identity in calendars, a sequence that grows."""
import pytest

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import Visit
from chalandise.mentoring.operations.appointments import cancel_visit, fix_visit, miss_visit
from tests.mentoring import scenes
from tests.mentoring.operations.test_visits import event, written
from tests.mentoring.scenes import at, hour

S = Visit.State


def fix(visit, day, start, by, **words):
    begins, ends = hour(day, start)
    return fix_visit(visit=visit, starts_at=begins, ends_at=ends, by=by, **words)


def test_a_visit_agreed_on_the_phone_is_fixed_on_behalf_and_journalled_so(cast):
    visit = fix(scenes.visit(cast), 23, 9, cast.rose, via="phone")
    assert (visit.state, visit.starts_at, visit.sequence) == (S.FIXED, at(23, 9), 0)
    assert [(x.who, x.what, x.via) for x in journal.timeline(visit)] == [("Rose Ferrand", "a fixé la visite", "par téléphone")]
    assert len(written("visit_fixed")) == 2


def test_moving_updates_the_same_appointment(cast):
    visit = fix(scenes.visit(cast), 23, 9, cast.karim)
    uid = visit.uid
    for _ in range(2):  # twice is the same as once
        visit = fix(visit, 24, 10, cast.karim)
    assert (visit.uid, visit.sequence, visit.starts_at) == (uid, 1, at(24, 10))
    letters = written("visit_moved")
    assert len(letters) == 2
    method, moved = event(letters[0])
    assert (method, moved["UID"], moved["SEQUENCE"]) == ("REQUEST", f"{uid}@chalandise", 1)


def test_cancelling_takes_it_out_and_the_next_date_is_another_appointment(cast):
    visit = fix(scenes.visit(cast), 23, 9, cast.karim)
    uid = visit.uid
    for _ in range(2):
        visit = cancel_visit(visit=visit, by=cast.lila, wish="plutôt le soir", via="link")
    assert (visit.state, visit.starts_at, visit.wish) == (S.TO_PLAN, None, "plutôt le soir")
    letters = written("visit_cancelled")
    assert len(letters) == 2
    method, gone = event(letters[0])
    assert (method, gone["UID"], gone["SEQUENCE"]) == ("CANCEL", f"{uid}@chalandise", 1)
    visit = fix(visit, 28, 9, cast.karim)
    assert (visit.uid == uid, visit.sequence) == (False, 0)


def test_a_visit_that_did_not_take_place_is_recorded_without_blame_and_can_be_fixed_again(cast):
    visit = scenes.fixed(cast, 23, 13)
    with pytest.raises(Refused, match="pas encore eu lieu"):
        miss_visit(visit=visit, missed_by="merchant", by=cast.karim)
    with clock.at(at(23, 15)):
        for _ in range(2):
            visit = miss_visit(visit=visit, missed_by="merchant", by=cast.karim)
        assert (visit.state, visit.missed_by) == (S.MISSED, "merchant")
        letters = written("visit_missed")
        assert [x.to_address for x in letters] == [cast.lila.email, cast.karim.email]
        assert "Cela arrive" in letters[0].text
        visit = fix(visit, 28, 9, cast.karim)
    assert (visit.state, visit.missed_by, visit.sequence) == (S.FIXED, "", 0)


def test_nothing_to_cancel_says_so(cast):
    with pytest.raises(Refused, match="rien à annuler"):
        cancel_visit(visit=scenes.visit(cast, state=S.PROPOSED), by=cast.lila)


def test_the_two_odd_sundays_keep_wall_time(cast):
    visit = scenes.visit(cast)
    with clock.at(at(1, 10).replace(month=10, day=27)):
        begins = clock.local(at(1, 10).replace(month=10, day=30).date(), 9)
        visit = fix_visit(visit=visit, starts_at=begins, ends_at=begins.replace(hour=10), by=cast.karim)
    _method, invited = event(written("visit_fixed")[0])
    assert invited["DTSTART"].dt.isoformat() == "2017-10-30T09:00:00+01:00"
