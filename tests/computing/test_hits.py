"""The hit rate of the alerts: by hand, and its intervals against the formula's published values."""
import doctest
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing import hits
from chalandise.computing.hits import PROBLEMS, Event, Share, measure, wilson

DAY = date(2017, 11, 1)
PAGE = Path(__file__).resolve().parents[2] / "docs" / "computing" / "hits.md"


def on(days):
    return DAY + timedelta(days=days)


def test_the_examples_and_the_page_hold():
    assert doctest.testmod(hits).failed == 0
    rows = [line.split("|")[1].strip() for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    assert tuple(rows[1:]) == PROBLEMS


@pytest.mark.parametrize(("n", "of", "low", "high"), [  # Brown, Cai, DasGupta 2001 and the closed form for 0 of n: z²/(n+z²)
    (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (15, 148, 0.0624, 0.1605)])
def test_the_interval_is_wilsons(n, of, low, high):
    assert wilson(n, of) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@given(st.integers(0, 400), st.integers(1, 400))
def test_the_interval_holds_the_share_and_stays_between_0_and_1(n, of):
    n = min(n, of)
    low, high = wilson(n, of)
    assert 0 <= low <= n / of + 1e-12 and n / of - 1e-12 <= high <= 1


def test_an_alert_counts_when_a_problem_of_the_same_pairing_follows_within_30_days():
    alerts = [Event(1, "silence", on(0)),        # left 30 days later: foreseen
              Event(2, "silence", on(0)),        # left 31 days later: not
              Event(3, "silence", on(0)),        # another pairing's problem
              Event(4, "visit_missed", on(0)),   # states the problem of its own day: foresees nothing
              Event(5, "no_contact", on(50))]    # too young to judge
    problems = [Event(1, "left", on(30)), Event(2, "left", on(31)), Event(4, "visit_missed", on(0)), Event(6, "complaint", on(9))]
    found = measure(alerts, problems, until=on(60))
    assert (found.precision, found.recall, found.waiting) == (Share(1, 4), Share(1, 4), 1)
    assert found.rules == {"silence": Share(1, 3), "visit_missed": Share(0, 1)}
    assert found.kinds == {"complaint": Share(0, 1), "left": Share(1, 2), "visit_missed": Share(0, 1)}
    closed = measure(alerts, problems, until=on(60), over=True)
    assert (closed.precision, closed.waiting) == (Share(1, 5), 0)


def test_few_cases_tell_nothing():
    assert [Share(3, of).tells for of in (0, 9, 10)] == [False, False, True]
    assert (Share(0, 0).value, Share(3, 10).value) == (None, 0.3)
