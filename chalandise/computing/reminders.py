"""Reminders as a state machine: what to write now, to whom, why, what stops it, what comes next and when.

A matter is one fact that asks one person for one gesture (slots without an answer, minutes to write). Each reason has a
short ladder: one reminder, sometimes a second, then the referent's list; never a third mail. One letter a person a day
holds everything that is due. Nothing leaves at night, on a weekend, on a public holiday or in a quiet period; nothing is
written about a complaint under way, to an address that bounces or to somebody who left. docs/computing/reminders.md
prints the table; a test compares them.
"""
from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from chalandise.computing.matters import MENTOR, MERCHANT, Matter
from chalandise.computing.post import DAY, PARIS, Calendar


@dataclass(frozen=True)
class Reason:
    """One row of the table.

    Attributes
    ----------
    to : tuple of str
        The sides that are written to.
    steps : tuple of int
        Days after the fact (before it when negative) of each reminder.
    referent : int or None
        Days after the fact from which it is on the referent's list (None: never; the day itself settles it).
    stops : str
        What makes the fact disappear, and the reminders with it.
    """

    code: str
    to: tuple[str, ...]
    steps: tuple[int, ...]
    referent: int | None
    stops: str

    @property
    def countdown(self) -> bool:
        """Whether it announces a day to come: what was not said in time is not said late."""
        return self.referent is None


REASONS = (
    Reason("visit_soon", (MERCHANT, MENTOR), (-2, -1), None, "the visit is moved or cancelled, or its day comes"),
    Reason("minutes_missing", (MENTOR,), (1, 4), 9, "the minutes are written, or the visit is said not to have taken place"),
    Reason("slots_waiting", (MERCHANT,), (3, 7), 10, "a slot is chosen or refused, or the mentor proposes others"),
    Reason("visit_missed", (MENTOR,), (3, 8), 14, "slots are proposed or a date is fixed"),
    Reason("no_contact", (MENTOR,), (2, 5), 9, "the two meet or speak, or slots are proposed"),
    Reason("visit_to_plan", (MENTOR,), (-7, 1), 7, "slots are proposed or a date is fixed"),
    Reason("action_still", (MENTOR,), (14, 24), 35, "the action moves, ends or is blocked with a reason"),
    Reason("silence", (MERCHANT, MENTOR), (10, 17), 21, "any sign of life, or a visit with a date"),
)


def tuned(thresholds: Mapping[str, int]) -> dict[str, Reason]:
    """Return the reasons by code, with the days after which a playbook reminds of slots without an answer."""
    found = {reason.code: reason for reason in REASONS}
    if days := thresholds.get("slots_unanswered"):
        found["slots_waiting"] = replace(found["slots_waiting"], steps=(days, days + 4), referent=days + 7)
    return found


# --- the machine -------------------------------------------------------------------------------------------------------

class Status(StrEnum):
    NOW = "now"              # leaves in this round
    LATER = "later"          # comes on a known day
    REFERENT = "referent"    # the ladder is spent, or nobody can be written to: the referent's
    OVER = "over"            # nothing more is said: the day comes by itself
    HELD = "held"            # put aside until a day
    STOPPED = "stopped"      # stopped by the team
    COMPLAINT = "complaint"  # a complaint is under way
    GONE = "gone"            # the person left


@dataclass(frozen=True)
class Reader:
    """Whether a person can be written to."""

    gone: bool = False
    bounced: bool = False
    address: bool = True

    @property
    def why(self) -> str:
        """Why no mail reaches them: "bounced", "no_address" or ""."""
        return "bounced" if self.bounced else "" if self.address else "no_address"


@dataclass(frozen=True)
class Hold:
    """The team put reminders aside: of one matter (`key`) or of the whole pairing (""); for ever when `until` is None."""

    pairing: int
    key: str = ""
    person: int | None = None
    until: date | None = None

    def covers(self, m: Matter, today: date) -> bool:
        return (self.key in ("", m.key) and self.person in (None, m.person) and (self.until is None or self.until > today))


@dataclass(frozen=True, slots=True)
class Plan:
    """Where one matter stands. `step` is the reminder meant (1, 2; one more: the referent), `on` the day it comes or came."""

    matter: Matter
    status: Status
    step: int = 0
    on: date | None = None
    why: str = ""  # "bounced", "no_address": why the referent has it already


@dataclass(frozen=True)
class Letter:
    """Everything that one person is told today."""

    person: int
    items: tuple[Plan, ...]


@dataclass(frozen=True)
class Known:
    """What the machine knows besides the facts.

    Attributes
    ----------
    sent : mapping of (pairing, person, key) to (step, day)
        The highest step that left, and when.
    readers : mapping of person to Reader
        Who is not named can be written to.
    complaints : container of pairing
    holds : mapping of pairing to sequence of Hold
    written : container of person
        Those who had a reminder or a chase today, from any season.
    """

    sent: Mapping[tuple[int, int, str], tuple[int, date]]
    readers: Mapping[int, Reader]
    complaints: Container[int] = ()
    holds: Mapping[int, Sequence[Hold]] = field(default_factory=dict)
    written: Container[int] = ()


_REACHED = Reader()


@dataclass(frozen=True)
class Round:
    """One moment at which every matter is looked at, with everything that is known. `plan` answers for one of them."""

    now: datetime  # aware; read in Paris
    known: Known
    calendar: Calendar
    reasons: Mapping[str, Reason]

    @cached_property
    def today(self) -> date:
        return self.now.astimezone(PARIS).date()

    @cached_property
    def may_leave(self) -> bool:
        return self.calendar.may_leave(self.now)

    def plan(self, m: Matter) -> Plan:
        """Say where a matter stands now; docs/computing/reminders.md has the questions in this order."""
        reader = self.known.readers.get(m.person, _REACHED)
        if reader.gone:
            return Plan(m, Status.GONE)
        if m.pairing in self.known.complaints:
            return Plan(m, Status.COMPLAINT)
        for hold in self.known.holds.get(m.pairing, ()):
            if hold.covers(m, self.today) and (hold.key or m.code != "visit_soon"):  # an appointment is a service, not a chase
                return Plan(m, Status.STOPPED if hold.until is None else Status.HELD, on=hold.until)
        reason = self.reasons[m.code]
        step, day = self.known.sent.get((m.pairing, m.person, m.key), (0, None))
        return self._before(m, step, reason, reader) if reason.countdown else self._after(m, step, day, reason, reader)

    def _after(self, m: Matter, step: int, day: date | None, reason: Reason, reader: Reader) -> Plan:
        """The next rung: on its day, but never nearer to the last letter than the table says."""
        rungs = (*reason.steps, reason.referent or 0)
        if reader.why:
            return self._referent(m, reason, m.since + timedelta(days=rungs[0]), reader.why)
        due = m.since + timedelta(days=rungs[step])
        if day is not None:
            due = max(due, day + timedelta(days=rungs[step] - rungs[step - 1]))
        return self._referent(m, reason, due) if step == len(reason.steps) else self._leaves(m, step + 1, due)

    def _before(self, m: Matter, step: int, reason: Reason, reader: Reader) -> Plan:
        """Each step on the last open day in time; of two that fall together only the last is said."""
        days = [self.calendar.last_open(m.since + timedelta(days=s)) for s in reason.steps]
        pending = [(n, on) for n, on in enumerate(days, 1) if n > step]
        if m.since <= self.today or not pending:
            return Plan(m, Status.OVER)
        if reader.why:
            return self._referent(m, reason, days[0], reader.why)
        due = max(pending[0][1], self.today, m.told_on + DAY if m.told_on else self.today)
        found = self._leaves(m, pending[0][0], due)
        if found.on is None or found.on >= m.since:
            return Plan(m, Status.OVER)
        return replace(found, step=max((n for n, on in pending if on <= found.on), default=pending[0][0]))

    def _referent(self, m: Matter, reason: Reason, due: date, why: str = "") -> Plan:
        return Plan(m, Status.REFERENT if due <= self.today else Status.LATER, len(reason.steps) + 1, due, why)

    def _leaves(self, m: Matter, step: int, due: date) -> Plan:
        if m.told_on is not None:
            due = max(due, m.told_on + DAY)
        if due > self.today:
            return Plan(m, Status.LATER, step, self.calendar.next_open(due))
        if m.person in self.known.written:
            return Plan(m, Status.LATER, step, self.calendar.next_open(self.today + DAY))
        if not self.may_leave:
            return Plan(m, Status.LATER, step, self.calendar.first_day(self.now))
        return Plan(m, Status.NOW, step, self.today)


def bundle(plans: Iterable[Plan]) -> list[Letter]:
    """Return the letters that leave now: one a person, with everything that is due, in the order of the table."""
    order = {reason.code: n for n, reason in enumerate(REASONS)}
    people: dict[int, list[Plan]] = {}
    for found in plans:
        if found.status is Status.NOW:
            people.setdefault(found.matter.person, []).append(found)
    return [Letter(person, tuple(sorted(items, key=lambda p: (order[p.matter.code], p.matter.since, p.matter.pairing))))
            for person, items in people.items()]


def decide(matters: Iterable[Matter], when: Round) -> list[Letter]:
    """Return the letters that leave now, for the matters of any number of pairings.

    Examples
    --------
    >>> from datetime import date, datetime
    >>> m = Matter("slots_waiting:1", "slots_waiting", 7, 3, "merchant", date(2017, 11, 20))
    >>> found = decide([m], Round(datetime(2017, 11, 23, 8, 5, tzinfo=PARIS), Known({}, {}), Calendar(), tuned({})))
    >>> [(x.person, [(p.matter.code, p.step) for p in x.items]) for x in found]
    [(3, [('slots_waiting', 1)])]
    """
    return bundle(map(when.plan, matters))
