from datetime import date, timedelta

import pytest
from icalendar import Calendar

from chalandise.foundation import clock, journal
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Conflict, Refused
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from chalandise.seasons.models import Gathering
from chalandise.seasons.operations import gatherings
from chalandise.seasons.queries import gatherings as queries
from chalandise.seasons.tasks import remind_gatherings

K = Gathering.Kind


@pytest.fixture
def plan(cast):
    def make(kind=K.SHARING, day=date(2017, 12, 5), **fields):
        return gatherings.plan_gathering(by=cast.rose, season=cast.season, kind=kind, title="Café du matin", place="Salle des fêtes",
                                         starts_at=clock.local(day, 8), ends_at=clock.local(day, 9, 30), **fields)
    return make


@pytest.fixture
def invited(cast, plan):
    assert cast.pairing and cast.awa
    gathering = plan()
    gatherings.invite(by=cast.rose, gathering=gathering, audiences=["merchants", "mentors"])
    return gathering


def names(attendances):
    return [a.person.given_name for a in attendances]


def values(gathering, **changed):
    return {"kind": gathering.kind, "title": gathering.title, "starts_at": gathering.starts_at, "ends_at": gathering.ends_at,
            "place": gathering.place, "agenda": gathering.agenda, **changed}


def test_merchants_of_the_panel_and_mentors_are_invited_by_mail_with_a_calendar_file(invited):
    assert names(queries.attendances_of(invited)) == ["Karim", "Awa", "Lila"]
    letters = Letter.objects.filter(purpose="gathering.invitation").order_by("to_name")
    assert [letter.to_name for letter in letters] == ["Awa Diop", "Karim Benali", "Lila Sarda"]
    letter = letters.get(to_name="Lila Sarda")
    assert letter.subject.replace("\u00a0", " ") == "Invitation : Café du matin, mardi 5 décembre à 8 h"
    event = Calendar.from_ical(letter.attachments[0]["content"]).walk("VEVENT")[0]
    assert (event["sequence"], str(event["location"]), str(event["attendee"])) == (0, "Salle des fêtes", "mailto:lila.sarda@exemple.invalid")
    assert letter.attachments[0]["type"] == "text/calendar; method=REQUEST"


def test_inviting_again_writes_only_to_the_new_ones(cast, invited):
    assert cast.bruno
    from chalandise.seasons.models import PanelPlace
    PanelPlace.objects.create(season=cast.season, shop=cast.cuir, since=clock.now())
    fresh = gatherings.invite(by=cast.rose, gathering=invited, audiences=["merchants", "mentors"])
    assert names(fresh) == ["Bruno"]
    assert [(letter.to_name, letter.channel) for letter in Letter.objects.filter(purpose="gathering.invitation", channel="paper")] == [("Bruno Peyrac", "paper")]
    assert Letter.objects.filter(purpose="gathering.invitation").count() == 4


def test_the_committee_is_partners_and_members(cast, plan):
    member, partner = cast.person("Inès", "Roux"), cast.person("Paul", "Weber")
    grant_role(person=member, kind=Role.Kind.COMMITTEE, scope_id=cast.season.pk)
    grant_role(person=partner, kind=Role.Kind.PARTNER, scope_id=cast.season.pk)
    assert [p.given_name for p in queries.audience(cast.season, ["committee"])] == ["Inès", "Paul"]


def test_nobody_to_invite_is_said(cast, plan):
    with pytest.raises(Refused, match="Personne ne correspond"):
        gatherings.invite(by=cast.rose, gathering=plan(), audiences=["merchants"])


def test_an_end_before_the_start_is_refused(cast):
    with pytest.raises(Refused, match="La fin doit venir après"):
        gatherings.plan_gathering(by=cast.rose, season=cast.season, kind=K.SHARING, title="X", starts_at=clock.local(date(2017, 12, 5), 9),
                                  ends_at=clock.local(date(2017, 12, 5), 8))


def test_a_new_date_raises_the_sequence_and_asks_again(cast, invited):
    lila = invited.attendances.get(person=cast.lila)
    gatherings.answer(by=cast.lila, attendance=lila, says="yes")
    later = timedelta(days=1)
    gatherings.edit_gathering(by=cast.rose, gathering=invited, version=invited.version,
                              values=values(invited, starts_at=invited.starts_at + later, ends_at=invited.ends_at + later))
    lila.refresh_from_db()
    assert (invited.sequence, lila.answer) == (1, "invited")
    letter = Letter.objects.get(purpose="gathering.change", to_name="Lila Sarda")
    event = Calendar.from_ical(letter.attachments[0]["content"]).walk("VEVENT")[0]
    assert (event["sequence"], event["dtstart"].dt.day) == (1, 6)


def test_a_new_place_keeps_the_answers(cast, invited):
    gatherings.answer(by=cast.lila, attendance=invited.attendances.get(person=cast.lila), says="yes")
    gatherings.edit_gathering(by=cast.rose, gathering=invited, version=invited.version, values=values(invited, place="Mairie"))
    assert invited.attendances.get(person=cast.lila).answer == "yes"
    assert Letter.objects.filter(purpose="gathering.change").count() == 3


def test_a_new_agenda_writes_to_nobody(cast, invited):
    gatherings.edit_gathering(by=cast.rose, gathering=invited, version=invited.version, values=values(invited, agenda="Tour de table"))
    assert Letter.objects.filter(purpose="gathering.change").count() == 0


def test_two_people_who_edit_see_both_texts(cast, plan):
    gathering, same = plan(), None
    same = Gathering.objects.get(pk=gathering.pk)
    gatherings.edit_gathering(by=cast.rose, gathering=gathering, version=1, values=values(gathering, place="Mairie"))
    with pytest.raises(Conflict) as caught:
        gatherings.edit_gathering(by=cast.odile, gathering=same, version=1, values=values(same, place="École"))
    assert (caught.value.theirs, caught.value.yours) == ({"place": "Mairie"}, {"place": "École"})


def test_cancelling_sends_a_file_that_leaves_the_calendar_and_happens_once(cast, invited):
    gatherings.cancel_gathering(by=cast.rose, gathering=invited)
    gatherings.cancel_gathering(by=cast.rose, gathering=invited)
    letters = Letter.objects.filter(purpose="gathering.cancellation")
    assert letters.count() == 3
    book = Calendar.from_ical(letters.get(to_name="Lila Sarda").attachments[0]["content"])
    assert (book["method"], book.walk("VEVENT")[0]["status"], book.walk("VEVENT")[0]["sequence"]) == ("CANCEL", "CANCELLED", 1)
    with pytest.raises(Refused, match="annulée"):
        gatherings.answer(by=cast.lila, attendance=queries.attendances_of(invited).get(person=cast.lila), says="yes")


def test_answering_twice_is_the_same_as_once(cast, invited):
    lila = invited.attendances.get(person=cast.lila)
    for _time in range(2):
        gatherings.answer(by=cast.lila, attendance=lila, says="no", via="link")
    assert [line.what for line in journal.timeline(invited)].count("a répondu à une invitation") == 1
    assert queries.gathering_of(cast.season, invited.pk).no == 1


def test_two_people_may_tick_the_present_at_the_same_time(cast, invited):
    lila, karim, awa = (p.pk for p in (cast.lila, cast.karim, cast.awa))
    with clock.at(clock.local(date(2017, 12, 5), 8, 30)):
        gatherings.record_attendance(by=cast.rose, gathering=invited, came=[lila], ticked=[])
        gatherings.record_attendance(by=cast.odile, gathering=invited, came=[karim], ticked=[])
    assert {a.person_id: a.came for a in invited.attendances.all()} == {lila: True, karim: True, awa: False}
    with clock.at(clock.local(date(2017, 12, 5), 9)):
        gatherings.record_attendance(by=cast.rose, gathering=invited, came=[lila], ticked=[lila, karim])
    assert invited.attendances.get(person=cast.karim).came is False


def test_somebody_of_the_season_may_come_unannounced(cast, invited):
    with clock.at(clock.local(date(2017, 12, 5), 8, 30)):
        gatherings.record_attendance(by=cast.rose, gathering=invited, came=[], walk_in=cast.rose.pk)
        with pytest.raises(Refused, match="ne fait pas partie"):
            gatherings.record_attendance(by=cast.rose, gathering=invited, came=[], walk_in=cast.hugo.pk)
    assert invited.attendances.get(person=cast.rose).came is True


def test_attendance_waits_for_the_day(cast, invited):
    with pytest.raises(Refused, match="pas encore eu lieu"):
        gatherings.record_attendance(by=cast.rose, gathering=invited, came=[cast.lila.pk])


def test_decisions_are_followed_until_done_the_late_first(cast, plan):
    committee = plan(kind=K.COMMITTEE, day=date(2017, 11, 14))
    first = gatherings.decide(by=cast.rose, gathering=committee, text="Prolonger la cagnotte", owner="La Région", due_on=date(2017, 12, 20))
    late = gatherings.decide(by=cast.rose, gathering=committee, text="Écrire aux commerçants", due_on=date(2017, 11, 17))
    free = gatherings.decide(by=cast.rose, gathering=committee, text="Trouver un lieu")
    assert queries.open_decisions(cast.season) == [late, first, free]
    assert (late.is_late, first.is_late, free.is_late) == (True, False, False)
    gatherings.finish_decision(by=cast.rose, decision=late)
    assert queries.open_decisions(cast.season) == [first, free]
    gatherings.reopen_decision(by=cast.rose, decision=late)
    assert queries.open_decisions(cast.season)[0] == late


def test_a_decision_that_is_done_is_not_removed(cast, plan):
    decision = gatherings.decide(by=cast.rose, gathering=plan(), text="X")
    gatherings.finish_decision(by=cast.rose, decision=decision)
    decision.refresh_from_db()
    with pytest.raises(Refused, match="déjà faite"):
        gatherings.drop_decision(by=cast.rose, decision=decision)
    gatherings.reopen_decision(by=cast.rose, decision=decision)
    decision.refresh_from_db()
    gatherings.drop_decision(by=cast.rose, decision=decision)
    assert queries.open_decisions(cast.season) == []


def test_minutes_written_by_two_people_are_not_lost(cast, plan):
    gathering = plan()
    gatherings.write_minutes(by=cast.rose, gathering=gathering, version=1, minutes="Tour de table.")
    with pytest.raises(Conflict):
        gatherings.write_minutes(by=cast.odile, gathering=Gathering.objects.get(pk=gathering.pk), version=1, minutes="Autre texte.")


def test_the_day_before_everybody_who_did_not_decline_is_reminded_once(cast, invited):
    gatherings.answer(by=cast.awa, attendance=invited.attendances.get(person=cast.awa), says="no")
    with clock.at(clock.local(date(2017, 12, 3), 10)):
        assert remind_gatherings() == 0
    with clock.at(clock.local(date(2017, 12, 4), 10)):
        assert (remind_gatherings(), remind_gatherings()) == (2, 2)
    assert [letter.to_name for letter in Letter.objects.filter(purpose="gathering.reminder").order_by("to_name")] == ["Karim Benali", "Lila Sarda"]


def test_a_gathering_is_in_the_calendar_of_those_who_did_not_decline(cast, invited):
    assert [a.summary for a in queries.appointments(cast.lila)] == ["Café du matin · Saison 2017–2018"]
    gatherings.answer(by=cast.lila, attendance=invited.attendances.get(person=cast.lila), says="no")
    assert queries.appointments(cast.lila) == []
