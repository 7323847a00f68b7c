"""What the clock sends by itself: when, to whom, and once; and the team's hand on it."""
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import Pairing, Reminder, ReminderHold, SignOfLife, Visit
from chalandise.mentoring.operations.followup import chase, snooze
from chalandise.mentoring.operations.health import sign
from chalandise.mentoring.operations.reminders import hold_reminder, may_write, remind, resume_reminder
from chalandise.mentoring.operations.visits import propose_slots
from chalandise.mentoring.queries.health import Move, season_health
from tests.mentoring import scenes
from tests.mentoring.operations.test_visits import written
from tests.mentoring.queries.test_health import many
from tests.mentoring.scenes import at, hour


def clock_says(cast, *moments, **words):
    """Let the clock remind at each of these moments; return (address, moment, subject) of what left."""
    for moment in moments:
        with clock.at(moment):
            remind(cast.season, **words)
    return [(x.to_address, x.written_at, x.subject) for x in written("reminder")]


@pytest.fixture
def met(cast):
    """Karim and Lila have met, and gave news this morning: nothing waits but what a test adds."""
    sign(pairing=cast.pairing, kind="contact")
    return cast


@pytest.fixture
def quiet(cast):
    """They met in September, and nobody has given news since."""
    sign(pairing=cast.pairing, kind="contact", at=cast.pairing.announced_at)
    return cast


@pytest.mark.parametrize(("moment", "allowed"), [
    (at(20, 10), True), (at(20, 7), False), (at(20, 19), False), (at(18, 10), False), (at(19, 10), False), (at(1, 10), False),
    (clock.local(date(2017, 12, 25), 10), False)])
def test_nobody_is_reminded_at_night_on_a_weekend_or_on_a_holiday(cast, moment, allowed):
    with clock.at(moment):
        assert may_write(cast.season) is allowed


def test_both_are_reminded_two_days_before_and_the_day_before_once(met):
    cast = met
    scenes.fixed(cast, 23, 13)
    Visit.objects.update(fixed_at=at(10, 9))
    found = clock_says(cast, at(20, 10), at(21, 7), at(21, 10), at(21, 11), at(22, 9), at(22, 15), at(23, 9))
    assert [x[:2] for x in found] == [(cast.lila.email, at(21, 10)), (cast.karim.email, at(21, 10)),
                                      (cast.lila.email, at(22, 9)), (cast.karim.email, at(22, 9))]
    assert found[0][2] == "Visite 1 de Institut Lys, jeudi 23 novembre à 13 h"
    assert found[2][2] == "Demain à 13 h, visite 1 de Institut Lys"
    assert {(r.side, r.step) for r in Reminder.objects.all()} == {("merchant", 1), ("merchant", 2), ("mentor", 1), ("mentor", 2)}


def test_a_visit_on_monday_is_announced_on_friday_in_one_letter(met):
    scenes.fixed(met, 27, 13)
    Visit.objects.update(fixed_at=at(10, 9))
    found = clock_says(met, *(at(day, 10) for day in range(20, 28)))
    assert [x[:2] for x in found] == [(met.lila.email, at(24, 10)), (met.karim.email, at(24, 10))]


def test_somebody_who_fixed_it_this_morning_is_not_reminded_the_same_day(met):
    scenes.fixed(met, 21, 13)
    assert clock_says(met, at(20, 10), at(20, 15)) == []


def test_slots_without_answer_are_reminded_twice_then_they_are_the_referents(met):
    cast = met
    propose_slots(visit=scenes.visit(cast), slots=[hour(30, 9)], by=cast.karim)
    assert [x[:2] for x in clock_says(cast, *(at(day, 11) for day in range(21, 31)))] == [(cast.lila.email, at(23, 11)), (cast.lila.email, at(27, 11))]
    assert "jeudi 30 novembre" in written("reminder")[0].text
    with clock.at(at(30, 11)):
        (line,) = season_health(cast.season)
    assert "unanswered" in [a.code for a in line.health.alerts]


def test_missing_minutes_are_asked_the_day_after_and_once_more(met):
    scenes.fixed(met, 20, 13)
    found = clock_says(met, at(20, 18), *(at(day, 9) for day in range(21, 30)))
    assert [x[:2] for x in found] == [(met.karim.email, at(21, 9)), (met.karim.email, at(24, 9))]


def test_everything_due_to_one_person_is_one_letter_with_one_link_each(met):
    cast = met
    scenes.fixed(cast, 20, 13)
    scenes.visit(cast, 2)
    cast.season.milestones.filter(key="visit2").update(on=date(2017, 11, 28), until=None)
    (found,) = clock_says(cast, at(21, 9), at(21, 12))
    assert found[2] == "Une minute pour raconter la visite 1 de Institut Lys (et 1 autre chose)"
    assert Reminder.objects.values_list("code", flat=True).distinct().count() == 2
    assert written("reminder")[0].text.count("/l/") == 2


def test_the_day_the_referent_wrote_the_clock_is_silent(quiet):
    cast = quiet
    chase(pairing=cast.pairing, to="both", by=cast.rose, cause="silence")
    assert clock_says(cast, at(20, 11)) == []
    assert [x[0] for x in clock_says(cast, at(21, 9))] == [cast.lila.email, cast.karim.email]


def test_an_action_that_stands_still_asks_the_mentor_with_a_link_to_it(met):
    still = {met.pairing.pk: Move("Vidéo", moved_on=at(4, 9).date(), action=77)}
    assert [x[2] for x in clock_says(met, at(20, 11), moves=still)] == ["Où en est l’action de Institut Lys ?"]


def test_a_mail_that_comes_back_hands_over_to_the_referent(met):
    propose_slots(visit=scenes.visit(met), slots=[hour(30, 9)], by=met.karim)
    met.lila.bounced_at = clock.now()
    met.lila.save()
    assert clock_says(met, *(at(day, 11) for day in range(21, 25))) == []


def test_a_pairing_put_aside_is_left_in_peace_except_for_its_appointment(cast):
    snooze(pairing=cast.pairing, until=at(27, 9).date(), reason="rappelle vendredi", by=cast.rose)
    assert clock_says(cast, at(21, 9)) == []
    scenes.fixed(cast, 23, 13)
    Visit.objects.update(fixed_at=at(10, 9))
    assert len(clock_says(cast, at(22, 9))) == 2


def held(cast):
    (line,) = season_health(cast.season)
    return next(p.matter for p in line.plans if p.matter.code == "silence" and p.matter.side == "merchant")


def test_the_team_stops_one_reminder_and_lets_it_go_on(quiet):
    cast, matter = quiet, held(quiet)
    words = {"pairing": cast.pairing, "person": cast.lila, "reason": matter.key, "by": cast.rose}
    for _ in range(2):
        hold_reminder(**words, why="Elle est en congés")
    assert ReminderHold.objects.filter(lifted_at=None).count() == 1
    assert [x[0] for x in clock_says(cast, at(20, 11))] == [cast.karim.email]
    assert (resume_reminder(**words), resume_reminder(**words)) == (True, False)
    assert [x[0] for x in clock_says(cast, at(21, 11))] == [cast.karim.email, cast.lila.email]


def test_a_reminder_is_put_aside_until_a_day_with_a_reason(quiet):
    cast = quiet
    words = {"pairing": cast.pairing, "person": cast.lila, "reason": held(cast).key, "by": cast.rose}
    hold_reminder(**words, why="revient lundi", until=at(27, 9).date())
    found = clock_says(cast, *(at(day, 9) for day in range(20, 29)))
    assert [x[1] for x in found if x[0] == cast.lila.email] == [at(27, 9)]
    for why, until, field in ((" ", at(27, 9).date(), "why"), ("x", clock.today(), "until"), ("x", clock.today() + timedelta(days=61), "until")):
        with pytest.raises(Refused) as refusal:
            hold_reminder(**words, why=why, until=until)
        assert refusal.value.field == field


def test_the_database_itself_refuses_a_step_twice(cast):
    row = {"pairing": cast.pairing, "person": cast.lila, "side": "merchant", "reason": "silence:2017-09-25", "code": "silence", "step": 1,
           "at": clock.now()}
    Reminder.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(**row)


def counted(cast):
    with CaptureQueriesContext(connection, ) as seen:
        letters = remind(cast.season)
    verbs = [q["sql"].split(" ", 1)[0] for q in seen.captured_queries]
    tables = {q["sql"].split('"')[1] for q in seen.captured_queries if q["sql"].startswith("INSERT")}
    return letters, {v: verbs.count(v) for v in set(verbs) - {"INSERT"}}, tables


@pytest.mark.parametrize("count", [10, 300])
def test_a_season_is_reminded_in_the_same_number_of_queries(cast, count):
    """Every mentor has a visit to plan: a letter each. SQLite cuts a large INSERT in several; the reads do not grow."""
    cast.rose  # noqa: B018
    many(cast, count)
    Pairing.objects.update(announced_at=clock.now() - timedelta(days=60))
    SignOfLife.objects.update(at=clock.now() - timedelta(days=55))
    letters, queries, tables = counted(cast)
    assert letters == count == Letter.objects.filter(purpose="mentoring.reminder").count()
    assert queries == {"SELECT": 18, "SAVEPOINT": 1, "RELEASE": 1}
    assert tables == {"link", "mail_letter", "reminder"}
    assert counted(cast)[0] == 0


def test_a_pairing_that_ended_is_left_alone(cast):
    scenes.fixed(cast, 20, 13)
    cast.pairing.ended_at = clock.now()
    cast.pairing.save()
    with clock.at(at(21, 9)):
        assert remind(cast.season) == 0
