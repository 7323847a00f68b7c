"""Minutes: once whatever the phone sends, edited without losing anybody's words, followed by the fit question."""
import uuid
from datetime import date

import pytest

from chalandise.foundation import clock
from chalandise.foundation.refusals import Conflict, Refused
from chalandise.mentoring.models import Minutes, SignOfLife, Visit
from chalandise.mentoring.operations.fit import answer_fit
from chalandise.mentoring.operations.minutes import edit_minutes, write_minutes
from tests.mentoring import scenes
from tests.mentoring.operations.test_visits import written
from tests.mentoring.scenes import at

VALUES = {"duration": 60, "travel": 30, "themes": ["found"], "seen": "Agenda papier", "decided": "Essayer en ligne",
          "next_step": "Ouvrir le compte", "next_on": date(2017, 12, 1)}


def test_minutes_make_the_visit_done_and_reach_the_merchant(cast):
    visit = scenes.fixed(cast, 23, 13, number=2)
    with clock.at(at(23, 15)):
        minutes = write_minutes(visit=visit, by=cast.karim, values=VALUES)
    visit.refresh_from_db()
    assert (visit.state, minutes.themes) == (Visit.State.DONE, ["found"])
    (letter,) = written("minutes_written")
    assert letter.to_address == cast.lila.email
    assert "Essayer en ligne" in letter.text
    assert sorted(SignOfLife.objects.values_list("kind", "at")) == [("minutes", at(23, 15)), ("visit", at(23, 13))]
    assert written("fit_asked") == []


def test_after_the_first_visit_both_are_asked_whether_it_fits(cast):
    with clock.at(at(23, 15)):
        write_minutes(visit=scenes.fixed(cast, 23, 13), by=cast.karim, values=VALUES)
    assert [x.to_address for x in written("fit_asked")] == [cast.lila.email, cast.karim.email]


def test_who_did_not_know_yet_is_asked_again_after_the_next_visit_and_once(cast):
    with clock.at(at(13, 15)):
        write_minutes(visit=scenes.fixed(cast, 13, 13), by=cast.karim, values=VALUES)
        answer_fit(pairing=cast.pairing, side="merchant", says="unsure", by=cast.lila)
        answer_fit(pairing=cast.pairing, side="mentor", says="good", by=cast.karim)
    with clock.at(at(23, 15)):
        write_minutes(visit=scenes.fixed(cast, 23, 13, number=2), by=cast.karim, values=VALUES)
    assert [x.to_address for x in written("fit_asked")] == [cast.lila.email, cast.karim.email, cast.lila.email]
    assert "vous ne saviez pas encore" in written("fit_asked")[2].text


def test_the_same_form_sent_twice_is_one(cast):
    key, visit = uuid.uuid4(), scenes.fixed(cast, 20, 9)
    first = write_minutes(visit=visit, by=cast.karim, values=VALUES, client_key=key)
    again = write_minutes(visit=visit, by=cast.karim, values={**VALUES, "seen": "autre"}, client_key=key)
    assert (again, Minutes.objects.count(), len(written("minutes_written"))) == (first, 1, 1)


def test_a_second_form_for_the_same_visit_is_refused_without_writing(cast):
    visit = scenes.fixed(cast, 20, 9)
    write_minutes(visit=visit, by=cast.karim, values=VALUES, client_key=uuid.uuid4())
    with pytest.raises(Refused, match="existe déjà"):
        write_minutes(visit=visit, by=cast.rose, values=VALUES, client_key=uuid.uuid4())


def test_one_key_cannot_serve_two_visits(cast):
    key = uuid.uuid4()
    write_minutes(visit=scenes.fixed(cast, 20, 9), by=cast.karim, values=VALUES, client_key=key)
    with pytest.raises(Refused, match="autre visite"):
        write_minutes(visit=scenes.fixed(cast, 20, 8, number=2), by=cast.karim, values=VALUES, client_key=key)


def test_a_visit_without_appointment_asks_for_its_day(cast):
    visit = scenes.visit(cast)
    with pytest.raises(Refused) as refusal:
        write_minutes(visit=visit, by=cast.karim, values=VALUES)
    assert refusal.value.field == "on"
    write_minutes(visit=visit, by=cast.rose, values=VALUES, on=date(2017, 11, 17), via="phone")
    visit.refresh_from_db()
    assert visit.starts_at.date() == date(2017, 11, 17)


def test_minutes_of_a_visit_to_come_wait(cast):
    with pytest.raises(Refused, match="à venir"):
        write_minutes(visit=scenes.fixed(cast, 23, 9), by=cast.karim, values=VALUES)


@pytest.mark.parametrize(("change", "field"), [({"duration": 0}, "duration"), ({"duration": 999}, "duration"), ({"travel": 999}, "travel"),
                                               ({"themes": ["astrology"]}, "themes"),
                                               ({"seen": "", "decided": "", "next_step": ""}, "decided")])
def test_minutes_that_say_nothing_or_too_much_are_refused(cast, change, field):
    with pytest.raises(Refused) as refusal:
        write_minutes(visit=scenes.fixed(cast, 20, 9), by=cast.karim, values={**VALUES, **change})
    assert refusal.value.field == field


def test_two_people_who_edit_lose_nothing(cast):
    minutes = write_minutes(visit=scenes.fixed(cast, 20, 9), by=cast.karim, values=VALUES)
    edit_minutes(minutes=minutes, version=1, values={"seen": "Agenda papier, stylo"}, by=cast.karim)
    stale = Minutes.objects.get()
    with pytest.raises(Conflict) as conflict:
        edit_minutes(minutes=stale, version=1, values={"seen": "Deux agendas"}, by=cast.rose)
    assert conflict.value.theirs == {"seen": "Agenda papier, stylo"}
    assert conflict.value.yours == {"seen": "Deux agendas"}
