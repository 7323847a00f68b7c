"""Calendar files as other programs read them: parsed back, never compared as text."""
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from chalandise.foundation import calendars, clock
from chalandise.foundation.calendars import Appointment, Guest

ROSE = Guest("Rose Ferrand", "rose@exemple.invalid")
KARIM = Guest("Karim Benali", "karim@exemple.invalid")
BRUNO = Guest("Bruno Peyrac", None)


def visit(day, hour, minute=0, **fields):
    starts = clock.local(day, hour, minute)
    return Appointment(uid="5c1d@chalandise", starts_at=starts, ends_at=starts + timedelta(hours=1),
                       summary="Visite 2 de L’Institut Lys", **fields)


def parsed(text):
    book = Calendar.from_ical(text)
    return book, [c for c in book.walk() if c.name == "VEVENT"]


def test_an_invitation_carries_its_identity_its_people_and_paris_time():
    text = calendars.invitation(visit(date(2017, 11, 23), 13, 30, sequence=2, organizer=ROSE, guests=(KARIM, BRUNO),
                                      place="112 rue Fondaudège, 33000 Bordeaux"))
    book, (event,) = parsed(text)
    assert (book["METHOD"], book["VERSION"]) == ("REQUEST", "2.0")
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("5c1d@chalandise", 2, "CONFIRMED")
    assert str(event["ORGANIZER"]) == "mailto:rose@exemple.invalid"
    assert str(event["ATTENDEE"]) == "mailto:karim@exemple.invalid"  # one only: Bruno has no address
    assert event["ATTENDEE"].params["CN"] == "Karim Benali"
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert event["DTSTART"].dt.isoformat() == "2017-11-23T13:30:00+01:00"
    assert event["LOCATION"] == "112 rue Fondaudège, 33000 Bordeaux"


def test_a_cancellation_is_the_same_appointment_with_another_method():
    book, (event,) = parsed(calendars.invitation(visit(date(2017, 11, 23), 9, sequence=3, cancelled=True)))
    assert (book["METHOD"], event["UID"], event["SEQUENCE"], event["STATUS"]) == ("CANCEL", "5c1d@chalandise", 3, "CANCELLED")


def test_the_file_brings_its_own_time_zone_with_the_rules_of_both_sundays():
    book, _events = parsed(calendars.invitation(visit(date(2017, 11, 23), 9)))
    (zone,) = [c for c in book.walk() if c.name == "VTIMEZONE"]
    rules = {c.name: (c["RRULE"].to_ical().decode(), c["TZOFFSETTO"].td) for c in zone.subcomponents}
    assert rules == {"DAYLIGHT": ("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", timedelta(hours=2)),
                     "STANDARD": ("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", timedelta(hours=1))}
    starts = {c.name: (c["DTSTART"].dt.weekday(), c["DTSTART"].dt.hour) for c in zone.subcomponents}
    assert starts == {"DAYLIGHT": (6, 2), "STANDARD": (6, 3)}  # both begin on a Sunday that is in their own rule


@pytest.mark.parametrize(("day", "hour", "offset"), [
    (date(2017, 10, 28), 10, 2), (date(2017, 10, 29), 10, 1), (date(2018, 3, 24), 10, 1), (date(2018, 3, 25), 10, 2)])
def test_ten_o_clock_stays_ten_o_clock_around_the_two_odd_sundays(day, hour, offset):
    _book, (event,) = parsed(calendars.invitation(visit(day, hour)))
    assert event["DTSTART"].dt.hour == 10
    assert event["DTSTART"].dt.utcoffset() == timedelta(hours=offset)


def test_an_appointment_across_the_lost_hour_lasts_what_it_lasts():
    starts = clock.local(date(2018, 3, 25), 1, 30)
    appointment = Appointment(uid="n", starts_at=starts, ends_at=starts.astimezone(UTC) + timedelta(hours=1), summary="Nuit")
    _book, (event,) = parsed(calendars.invitation(appointment))
    assert (event["DTEND"].dt.hour, event["DTEND"].dt - event["DTSTART"].dt.astimezone(UTC)) == (3, timedelta(hours=1))


def test_the_second_passage_of_the_repeated_hour_is_written_in_universal_time():
    first = datetime(2017, 10, 29, 0, 30, tzinfo=UTC)  # 02:30 summer time
    appointment = Appointment(uid="n", starts_at=first, ends_at=first + timedelta(hours=1), summary="Nuit")
    _book, (event,) = parsed(calendars.invitation(appointment))
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert event["DTEND"].to_ical() == b"20171029T013000Z"
    assert event["DTEND"].dt - event["DTSTART"].dt.astimezone(UTC) == timedelta(hours=1)


def test_long_accented_text_is_folded_under_75_octets_and_comes_back_whole():
    words = "Rapporter à l’œuvre ; voir la vidéo, le geste\net la suite — " * 6
    text = calendars.invitation(visit(date(2017, 11, 23), 9, description=words))
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    _book, (event,) = parsed(text)
    assert str(event["DESCRIPTION"]) == words


def test_a_name_with_quotes_and_line_breaks_cannot_add_a_line_to_the_file():
    guest = Guest('Karim "K"\r\nATTENDEE:mailto:intrus@exemple.invalid', "karim@exemple.invalid")
    book, (event,) = parsed(calendars.invitation(visit(date(2017, 11, 23), 9, guests=(guest,))))
    assert str(event["ATTENDEE"]) == "mailto:karim@exemple.invalid"


def test_a_feed_publishes_in_order_under_a_name():
    late, soon = visit(date(2017, 12, 5), 9), visit(date(2017, 11, 23), 9)
    book, events = parsed(calendars.feed([late, soon], name="Mes rendez-vous"))
    assert (book["METHOD"], book["X-WR-CALNAME"]) == ("PUBLISH", "Mes rendez-vous")
    assert [e["DTSTART"].dt.date() for e in events] == [date(2017, 11, 23), date(2017, 12, 5)]


def test_the_attachment_repeats_the_method_of_its_file():
    text = calendars.invitation(visit(date(2017, 11, 23), 9, cancelled=True))
    assert calendars.attachment(text) == {"name": "invitation.ics", "type": "text/calendar; method=CANCEL", "content": text}


@pytest.mark.parametrize("ends", [datetime(2017, 11, 23, 8, tzinfo=UTC), datetime(2017, 11, 23, 10)])  # noqa: DTZ001  (the mistake itself)
def test_an_appointment_refuses_moments_that_make_no_sense(ends):
    with pytest.raises(ValueError):
        Appointment(uid="n", starts_at=datetime(2017, 11, 23, 9, tzinfo=UTC), ends_at=ends, summary="x")


def test_a_person_s_calendar_gathers_what_every_room_provides(monkeypatch):
    monkeypatch.setattr(calendars, "PROVIDERS", [])  # the rooms' own ask the database about a real person

    @calendars.provides
    def visits(person):
        return [visit(date(2017, 11, 23), 9)] if person == "karim" else []
    assert [a.uid for a in calendars.appointments_of("karim")] == ["5c1d@chalandise"]
    assert calendars.appointments_of("awa") == []
