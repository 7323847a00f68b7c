"""The rule table of relationship health: as documented, complete, and blind to nobody."""
import doctest
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing import health
from chalandise.computing.health import RULES, Facts, State, Visit, judge, tuned

TODAY = date(2017, 11, 20)
PAGE = Path(__file__).resolve().parents[2] / "docs" / "computing" / "health.md"


def ago(days):
    return TODAY - timedelta(days=days)


def facts(**fields):
    """A pairing announced 40 days ago, in good health: met at once, a sign of life yesterday."""
    return Facts(**{"today": TODAY, "opened_on": ago(41), "announced_on": ago(40), "first_contact_on": ago(39),
                    "last_sign_on": ago(1), **fields})


def test_the_example_of_the_documentation_holds():
    assert doctest.testmod(health).failed == 0


def test_the_page_prints_the_table_of_the_code():
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.read_text().splitlines()
            if line.startswith("| ") and not line.startswith("| rule")]
    code = [[r.code, "–" if r.call is None else str(r.call), "–" if r.risk is None else str(r.risk), r.gesture, r.counted]
            for r in RULES]
    assert rows == code


def test_a_healthy_pairing_is_on_track_with_two_facts_and_nothing_to_do():
    found = judge(facts(visits=(Visit(1, "done", on=ago(20), has_minutes=True), Visit(2, "fixed", on=ago(-3)))))
    assert (found.state, found.gesture, [f.code for f in found.facts]) == (State.TRACK, "", ["visit_coming", "visit_done"])


def test_a_young_pairing_is_too_early():
    found = judge(Facts(TODAY, ago(2), ago(2)))
    assert (found.state, [f.code for f in found.facts]) == (State.EARLY, ["announced", "waiting_contact"])


@pytest.mark.parametrize(("fields", "state", "first", "gesture"), [
    ({"last_sign_on": ago(13)}, State.TRACK, "last_sign", ""),
    ({"last_sign_on": ago(14)}, State.CALL, "silence", "write_both"),
    ({"last_sign_on": ago(21)}, State.RISK, "silence", "write_both"),
    ({"announced_on": ago(2), "first_contact_on": None, "last_sign_on": None}, State.EARLY, "announced", ""),
    ({"announced_on": ago(3), "first_contact_on": None, "last_sign_on": None}, State.CALL, "no_contact", "write_mentor"),
    ({"announced_on": ago(9), "first_contact_on": None, "last_sign_on": None}, State.RISK, "no_contact", "write_mentor"),
    ({"announced_on": None, "opened_on": ago(3), "first_contact_on": None, "last_sign_on": None}, State.CALL, "not_announced", "announce"),
    ({"visits": (Visit(2, "fixed", on=ago(2)),)}, State.TRACK, "last_sign", ""),
    ({"visits": (Visit(2, "fixed", on=ago(3)),)}, State.CALL, "minutes_late", "ask_minutes"),
    ({"visits": (Visit(2, "fixed", on=ago(9)),)}, State.RISK, "minutes_late", "ask_minutes"),
    ({"visits": (Visit(2, "fixed", on=ago(9), has_minutes=True),)}, State.TRACK, "last_sign", ""),
    ({"visits": (Visit(3, "to_plan", due_on=TODAY),)}, State.TRACK, "last_sign", ""),
    ({"visits": (Visit(3, "to_plan", due_on=ago(1)),)}, State.CALL, "visit_late", "write_mentor"),
    ({"visits": (Visit(3, "to_plan", due_on=ago(14)),)}, State.RISK, "visit_late", "write_mentor"),
    ({"visits": (Visit(3, "fixed", due_on=ago(5), on=ago(-2)),)}, State.TRACK, "visit_coming", ""),
    ({"visits": (Visit(3, "proposed", since=ago(2)),)}, State.TRACK, "last_sign", ""),
    ({"visits": (Visit(3, "proposed", since=ago(3)),)}, State.CALL, "slots_waiting", "write_merchant"),
    ({"visits": (Visit(3, "proposed", since=ago(10)),)}, State.RISK, "slots_waiting", "write_merchant"),
    ({"visits": (Visit(3, "proposed", due_on=ago(14), since=ago(1)),)}, State.TRACK, "last_sign", ""),
    ({"visits": (Visit(1, "missed", since=TODAY),)}, State.CALL, "visit_missed", "call_both"),
    ({"action_moved_on": ago(21)}, State.CALL, "action_still", "write_both"),
    ({"action_moved_on": ago(35)}, State.RISK, "action_still", "write_both"),
    ({"action_moved_on": ago(40), "action_blocked_on": ago(1)}, State.CALL, "action_blocked", "call_merchant"),
    ({"bounced_on": ago(1), "bounced_side": "merchant"}, State.CALL, "bounced", "call_both"),
    ({"fit_unsure_on": ago(1)}, State.CALL, "fit_unsure", "call_both"),
    ({"fit_bad_on": TODAY, "fit_bad_side": "merchant", "fit_unsure_on": TODAY}, State.RISK, "fit_bad", "repair"),
    ({"complaint_on": TODAY, "fit_bad_on": ago(4)}, State.RISK, "complaint", "answer"),
])
def test_each_rule_speaks_on_its_day_and_not_the_day_before(fields, state, first, gesture):
    found = judge(facts(**fields))
    assert (found.state, found.facts[0].code, found.gesture) == (state, first, gesture)


def test_two_late_visits_are_one_fact_the_older():
    found = judge(facts(visits=(Visit(1, "to_plan", due_on=ago(30)), Visit(2, "to_plan", due_on=ago(2)))))
    assert [(a.code, a.visit, a.days) for a in found.alerts] == [("visit_late", 1, 30)]


DAYS = st.none() | st.integers(0, 120).map(ago)
VISITS = st.lists(st.builds(Visit, number=st.integers(1, 3), has_minutes=st.booleans(), due_on=DAYS, since=DAYS,
                            state=st.sampled_from(["to_plan", "proposed", "fixed", "done", "missed", "cancelled"]),
                            on=st.none() | st.integers(-30, 120).map(ago)), max_size=3).map(tuple)
ANY = st.builds(Facts, today=st.just(TODAY), opened_on=st.integers(0, 150).map(ago), announced_on=DAYS,
                first_contact_on=DAYS, last_sign_on=DAYS, visits=VISITS, complaint_on=DAYS, fit_bad_on=DAYS,
                fit_unsure_on=DAYS, action_moved_on=DAYS, action_blocked_on=DAYS, bounced_on=DAYS)


@given(ANY)
def test_there_are_always_two_different_facts_and_a_gesture_for_each_alert(f):
    found = judge(f)
    assert len({(x.code, x.visit) for x in found.facts}) == 2
    assert (found.gesture != "") == (found.state in (State.CALL, State.RISK)) == bool(found.alerts)


@given(ANY)
def test_nobody_silent_for_21_days_goes_unseen(f):
    since = max(f.announced_on, f.last_sign_on or f.announced_on) if f.announced_on else f.opened_on
    if (TODAY - since).days >= 21:
        assert judge(f).state == State.RISK


@given(ANY, st.integers(1, 60))
def test_time_alone_never_improves_a_state(f, days):
    later = Facts(**{**f.__dict__, "today": TODAY + timedelta(days=days)})
    if not any(v.state == "fixed" for v in f.visits):  # a fixed visit may come and be waited for
        before, after = judge(f), judge(later)
        assert {a.code for a in after.alerts} >= {a.code for a in before.alerts}
        assert after.state.rank >= before.state.rank or before.state == State.EARLY


THRESHOLDS = st.dictionaries(st.sampled_from(["first_contact", "slots_unanswered", "minutes_missing", "silence",
                                              "action_stalled", "reading_missing"]), st.integers(1, 60))


@given(ANY, THRESHOLDS)
def test_no_playbook_can_hide_a_silence_of_21_days(f, thresholds):
    rules = tuned(thresholds)
    assert [r.code for r in rules] == [r.code for r in RULES]
    assert all(r.call is None or r.risk is None or r.call <= r.risk for r in rules)
    since = max(f.announced_on, f.last_sign_on or f.announced_on) if f.announced_on else f.opened_on
    if (TODAY - since).days >= 21:
        assert judge(f, rules).state == State.RISK


def test_a_playbook_moves_its_own_thresholds():
    rules = tuned({"first_contact": 5, "silence": 10})
    assert judge(facts(announced_on=ago(4), first_contact_on=None, last_sign_on=None), rules).state == State.EARLY
    assert judge(facts(last_sign_on=ago(10)), rules).state == State.RISK
