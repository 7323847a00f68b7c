"""Calendar files: invitations that update and cancel properly (RFC 5545, RFC 5546), and a person's own feed.

An appointment keeps its UID for life; each change that people must see raises SEQUENCE. A cancellation is the same
appointment sent with METHOD CANCEL, so it leaves the calendars that took it.
"""
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

from chalandise.foundation import clock

PRODID = "-//Chalandise//Calendar//FR"
ZONE = "Europe/Paris"


@dataclass(frozen=True)
class Guest:
    """Somebody invited, or who invites. Without an e-mail address they are left out of the file."""

    name: str
    email: str | None


@dataclass(frozen=True)
class Appointment:
    """What a calendar file says of one meeting.

    `sequence` must grow with every change sent; `uid` must never change. Both moments are aware.
    """

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    sequence: int = 0
    description: str = ""
    place: str = ""
    address: str = ""  # a page about it
    organizer: Guest | None = None
    guests: tuple[Guest, ...] = ()
    cancelled: bool = False

    def __post_init__(self):
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise ValueError("An appointment needs aware moments")
        if self.ends_at <= self.starts_at:
            raise ValueError("An appointment ends after it starts")


def invitation(appointment: Appointment) -> str:
    """Return the file that asks for, updates or cancels one appointment."""
    book = _book("CANCEL" if appointment.cancelled else "REQUEST")
    book.add_component(_event(appointment))
    return book.to_ical().decode()


def feed(appointments: Iterable[Appointment], *, name: str) -> str:
    """Return a person's whole calendar, to be subscribed to. Cancelled appointments are marked, not left out."""
    book = _book("PUBLISH")
    book.add("x-wr-calname", name)
    book.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
    for appointment in sorted(appointments, key=lambda a: (a.starts_at, a.uid)):
        book.add_component(_event(appointment))
    return book.to_ical().decode()


def attachment(text: str, *, name: str = "invitation.ics") -> dict:
    """Return a calendar file as `mail.write(attachments=[…])` wants it; the type repeats the file's method (RFC 6047)."""
    method = next(line.split(":", 1)[1] for line in text.splitlines() if line.startswith("METHOD:"))
    return {"name": name, "type": f"text/calendar; method={method}", "content": text}


def _book(method):
    book = Calendar()
    book.add("prodid", PRODID)
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    book.add("method", method)
    book.add_component(_paris())
    return book


def _event(a):
    event = Event()
    event.add("uid", a.uid)
    event.add("sequence", a.sequence)
    event.add("dtstamp", clock.now().astimezone(UTC))
    event.add("dtstart", _wall(a.starts_at))
    event.add("dtend", _wall(a.ends_at))
    event.add("summary", a.summary)
    for field, value in (("description", a.description), ("location", a.place), ("url", a.address)):
        if value:
            event.add(field, value)
    if a.organizer and a.organizer.email:
        event.add("organizer", _address(a.organizer))
    for guest in a.guests:
        if guest.email:
            event.add("attendee", _address(guest, {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}))
    event.add("status", "CANCELLED" if a.cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE")
    return event


def _address(guest, parameters=None):
    address = vCalAddress(f"mailto:{guest.email}")
    for name, value in {"CN": guest.name, **(parameters or {})}.items():
        address.params[name] = vText(value)
    return address


def _wall(moment):
    """Return Paris wall time; UTC for the second passage of the hour that October repeats, which no TZID can name."""
    paris = moment.astimezone(clock.PARIS)
    repeated = paris.fold == 1 and paris.utcoffset() != paris.replace(fold=0).utcoffset()
    return moment.astimezone(UTC) if repeated else paris


def _paris():
    """Return the rules of Paris time since 1996: the last Sundays of March and October."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    for part, name, before, after, month, hour in ((TimezoneDaylight(), "CEST", 1, 2, 3, 2),
                                                   (TimezoneStandard(), "CET", 2, 1, 10, 3)):
        part.add("tzname", name)
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))  # noqa: DTZ001  (a local rule)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(part)
    return zone


# --- a person's own calendar: each room says what it puts there -----------------------------------------------------

PROVIDERS: list[Callable] = []


def provides(function):
    """Register `function(person) -> iterable of Appointment`; rooms call it from `apps.ready` or a door."""
    if function not in PROVIDERS:
        PROVIDERS.append(function)
    return function


def appointments_of(person) -> list[Appointment]:
    """Return everything that the rooms put in this person's calendar."""
    return [appointment for provider in PROVIDERS for appointment in provider(person)]
