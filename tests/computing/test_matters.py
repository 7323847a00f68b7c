"""What a pairing asks of whom: each fact its matter, and what makes it disappear."""
from dataclasses import replace

import pytest

from chalandise.computing.health import Visit
from chalandise.computing.matters import Pair, matters_of
from tests.computing.test_health import TODAY, ago, facts

MENTOR, LILA, MAX = 1, 2, 3


def asked(**fields):
    return [(m.code, m.person, m.since) for m in matters_of(Pair(7, facts(**fields), MENTOR, (LILA, MAX)))]


SOON = Visit(1, "fixed", on=ago(-2), since=ago(4), key="a:0")


@pytest.mark.parametrize(("fields", "expected"), [
    ({}, [("silence", LILA, ago(1)), ("silence", MAX, ago(1)), ("silence", MENTOR, ago(1))]),
    ({"announced_on": None}, []),
    ({"visits": (SOON,)}, [("visit_soon", LILA, ago(-2)), ("visit_soon", MAX, ago(-2)), ("visit_soon", MENTOR, ago(-2))]),
    ({"visits": (replace(SOON, on=TODAY),)}, []),
    ({"visits": (replace(SOON, on=ago(1)),)}, [("minutes_missing", MENTOR, ago(1))]),
    ({"visits": (replace(SOON, state="proposed"),)}, [("slots_waiting", LILA, ago(4)), ("slots_waiting", MAX, ago(4))]),
    ({"visits": (replace(SOON, state="missed"),)}, [("visit_missed", MENTOR, ago(4))]),
    ({"visits": (Visit(1, "to_plan", due_on=ago(-3)), Visit(2, "to_plan", due_on=ago(-3)))}, [("visit_to_plan", MENTOR, ago(-3))]),
    ({"visits": (replace(SOON, state="proposed"), Visit(2, "to_plan", due_on=ago(3)))}, [("slots_waiting", LILA, ago(4)), ("slots_waiting", MAX, ago(4))]),
    ({"visits": (Visit(1, "done", on=ago(9), has_minutes=True), Visit(2, "to_plan", due_on=ago(3)))}, [("visit_to_plan", MENTOR, ago(3))]),
    ({"first_contact_on": None}, [("no_contact", MENTOR, ago(40))]),
    ({"action_moved_on": ago(20)}, [("action_still", MENTOR, ago(20))]),
    ({"action_moved_on": ago(20), "action_blocked_on": ago(2)}, [("silence", LILA, ago(1)), ("silence", MAX, ago(1)), ("silence", MENTOR, ago(1))]),
])
def test_each_fact_asks_one_side_and_silence_only_when_nothing_else_does(fields, expected):
    assert asked(**fields) == expected


def test_another_appointment_is_another_matter():
    keys = {m.key for key in ("a:0", "a:1", "b:0") for m in matters_of(Pair(7, facts(visits=(replace(SOON, key=key),)), MENTOR, ()))}
    assert keys == {"visit_soon:a:0", "visit_soon:a:1", "visit_soon:b:0"}
