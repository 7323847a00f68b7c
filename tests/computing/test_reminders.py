"""The state machine of the reminders: as documented, never twice, never out of hours, and its promises are kept."""
import doctest
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing import reminders
from chalandise.computing.matters import Matter
from chalandise.computing.post import PARIS, Calendar
from chalandise.computing.reminders import REASONS, Hold, Known, Reader, Round, Status, decide, tuned
from chalandise.computing.workdays import french_holidays

PAGE = Path(__file__).resolve().parents[2] / "docs" / "computing" / "reminders.md"
CALENDAR = Calendar(french_holidays({2017, 2018}), ((date(2017, 12, 15), date(2017, 12, 31)),))
MONDAY = date(2017, 11, 20)
LADDERS = tuned({})


def matter(code, since, *, person=2, pairing=7, told=None, key=""):
    return Matter(f"{code}:{key or since}", code, pairing, person, "merchant", since, told_on=told)


def morning(day, hour=8, minute=5):
    return datetime.combine(day, time(hour, minute), tzinfo=PARIS)


def days(n):
    return timedelta(days=n)


def season(matters, first, length, *, calendar=CALENDAR, readers=None, complaints=()):
    """Play the machine twice a day, whatever the hour; return {day: [(person, code, step)]} of what left."""
    sent, found = {}, {}
    for n in range(length):
        written = set()
        for hour in (3, 8, 15, 22):
            now = morning(first + days(n), hour)
            for letter in decide(matters, Round(now, Known(sent, readers or {}, complaints, {}, frozenset(written)), calendar, LADDERS)):
                assert letter.person not in written  # one letter a day
                written.add(letter.person)
                for item in letter.items:
                    assert sent.get((item.matter.pairing, letter.person, item.matter.key), (0,))[0] < item.step  # never twice
                    sent[item.matter.pairing, letter.person, item.matter.key] = (item.step, now.date())
                    found.setdefault(now.date(), []).append((letter.person, item.matter.code, item.step))
    return found


def where(m, now, sent=None, **known):
    return Round(now, Known(sent or {}, known.pop("readers", {}), **known), CALENDAR, LADDERS).plan(m)


def test_the_example_and_the_table_of_the_page_hold():
    assert doctest.testmod(reminders).failed == 0
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.read_text().splitlines()
            if line.startswith("| ") and not line.startswith("| reason")]
    assert rows == [[r.code, ", ".join(r.to), ", ".join(map(str, r.steps)), "–" if r.referent is None else str(r.referent), r.stops]
                    for r in REASONS]


@pytest.mark.parametrize("reason", [r for r in REASONS if not r.countdown], ids=lambda r: r.code)
def test_each_ladder_is_climbed_once_on_its_days(reason):
    since = MONDAY - days(reason.steps[0])
    found = season([matter(reason.code, since)], MONDAY, 60, calendar=Calendar())
    expected = [Calendar().next_open(since + days(s)) for s in reason.steps]
    assert found == {on: [(2, reason.code, n)] for n, on in enumerate(expected, 1)}
    sent = {(7, 2, f"{reason.code}:{since}"): (len(reason.steps), expected[-1])}
    due = expected[-1] + days(reason.referent - reason.steps[-1])
    assert [where(matter(reason.code, since), morning(day), sent).status for day in (due - days(1), due)] == [Status.LATER, Status.REFERENT]


@pytest.mark.parametrize(("visit", "told", "left"), [
    (date(2017, 11, 23), date(2017, 11, 10), {date(2017, 11, 21): 1, date(2017, 11, 22): 2}),
    (date(2017, 11, 27), date(2017, 11, 10), {date(2017, 11, 24): 2}),   # a Monday: both steps fall on Friday
    (date(2017, 11, 28), date(2017, 11, 10), {date(2017, 11, 24): 1, date(2017, 11, 27): 2}),
    (date(2017, 11, 22), date(2017, 11, 20), {date(2017, 11, 21): 2}),   # told yesterday
    (date(2017, 11, 21), date(2017, 11, 20), {}),                        # told the day before
    (date(2018, 1, 2), date(2017, 12, 1), {date(2017, 12, 14): 2}),      # behind a quiet period
])
def test_before_a_visit_each_step_leaves_on_the_last_open_day(visit, told, left):
    found = season([matter("visit_soon", visit, told=told)], MONDAY, 60)
    assert {day: [(2, "visit_soon", step)] for day, step in left.items()} == found


def test_what_was_not_said_before_the_day_is_not_said_after():
    late = matter("visit_soon", MONDAY)
    assert (where(late, morning(MONDAY)).status, where(late, morning(MONDAY + days(1))).status) == (Status.OVER, Status.OVER)


def test_a_reminder_that_a_holiday_delayed_keeps_its_distance_to_the_next():
    found = season([matter("slots_waiting", date(2017, 12, 12))], date(2017, 12, 13), 40)
    assert list(found) == [date(2018, 1, 2), date(2018, 1, 8)]  # 6 January is a Saturday


SLOTS = matter("slots_waiting", MONDAY)
THURSDAY = MONDAY + days(3)


@pytest.mark.parametrize(("known", "status", "why"), [
    ({}, Status.NOW, ""),
    ({"readers": {2: Reader(gone=True)}}, Status.GONE, ""),
    ({"readers": {2: Reader(bounced=True)}}, Status.REFERENT, "bounced"),
    ({"readers": {2: Reader(address=False)}}, Status.REFERENT, "no_address"),
    ({"complaints": {7}}, Status.COMPLAINT, ""),
    ({"complaints": {8}}, Status.NOW, ""),
    ({"holds": {7: [Hold(7, SLOTS.key, 2)]}}, Status.STOPPED, ""),
    ({"holds": {7: [Hold(7, SLOTS.key, 3)]}}, Status.NOW, ""),
    ({"holds": {7: [Hold(7, "another", 2)]}}, Status.NOW, ""),
    ({"holds": {7: [Hold(7, until=THURSDAY + days(1))]}}, Status.HELD, ""),
    ({"holds": {7: [Hold(7, until=THURSDAY)]}}, Status.NOW, ""),
    ({"written": {2}}, Status.LATER, ""),
])
def test_what_stops_or_delays_a_reminder(known, status, why):
    found = where(SLOTS, morning(THURSDAY), **known)
    assert (found.status, found.why) == (status, why)


def test_an_appointment_is_said_even_when_the_pairing_is_put_aside():
    soon = matter("visit_soon", THURSDAY + days(1))
    assert where(soon, morning(THURSDAY), holds={7: [Hold(7, until=THURSDAY + days(9))]}).status is Status.NOW
    assert where(soon, morning(THURSDAY), holds={7: [Hold(7, soon.key, 2)]}).status is Status.STOPPED


def test_everything_due_to_one_person_is_one_letter_in_the_order_of_the_table():
    due = [matter("silence", MONDAY - days(10)), matter("slots_waiting", MONDAY - days(3), pairing=8), matter("silence", MONDAY - days(10), person=3)]
    found = decide(due, Round(morning(MONDAY), Known({}, {}), CALENDAR, LADDERS))
    assert [(x.person, [p.matter.code for p in x.items]) for x in found] == [(2, ["slots_waiting", "silence"]), (3, ["silence"])]


def test_a_playbook_moves_the_reminder_of_slots_and_what_follows():
    assert (tuned({"slots_unanswered": 5})["slots_waiting"].steps, tuned({"slots_unanswered": 5})["slots_waiting"].referent) == ((5, 9), 12)


CODES = st.sampled_from([r.code for r in REASONS])
ANY = st.lists(st.builds(lambda code, ago, person, pairing, told, key: matter(
    code, MONDAY + days(40 - ago), person=person, pairing=pairing, told=None if told is None else MONDAY + days(40 - ago - told), key=str(key)),
    CODES, st.integers(0, 60), st.integers(1, 4), st.integers(7, 9), st.none() | st.integers(0, 5), st.integers(0, 3)),
    max_size=8, unique_by=lambda m: (m.pairing, m.person, m.key))
READERS = st.dictionaries(st.integers(1, 4), st.builds(Reader, gone=st.booleans(), bounced=st.booleans(), address=st.booleans()))


@given(ANY, READERS, st.sets(st.integers(7, 9), max_size=1))
def test_never_twice_never_two_letters_a_day_never_to_whom_none_may_go(matters, readers, complaints):
    left = season(matters, MONDAY - days(20), 100, readers=readers, complaints=complaints)
    barred = {p for p, r in readers.items() if r.gone or r.why}
    told = [(person, code) for items in left.values() for person, code, _step in items]
    assert len(told) <= sum(2 for m in matters if m.person not in barred and m.pairing not in complaints)
    assert not barred & {person for person, _code in told}
    assert all(CALENDAR.is_open(day) for day in left)


@given(ANY, st.integers(0, 210 * 24 * 60).map(lambda minutes: datetime(2017, 10, 1, tzinfo=UTC) + timedelta(minutes=minutes)))
def test_nothing_leaves_out_of_hours_and_the_promised_day_is_kept(matters, now):
    when = Round(now, Known({}, {}), CALENDAR, LADDERS)
    here = now.astimezone(PARIS)
    for found in map(when.plan, matters):
        if found.status is Status.NOW:
            assert 8 <= here.hour < 19 and CALENDAR.is_open(here.date())
        if found.status is Status.LATER and found.step <= 2 and found.on < date(2018, 6, 1):
            there = Round(morning(found.on), Known({}, {}), CALENDAR, LADDERS).plan(found.matter)
            assert (there.status, there.step) == (Status.NOW, found.step)
            assert found.on >= here.date()
