from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing import workdays
from chalandise.computing.workdays import Problem, Stop, solve

CLOSED = workdays.french_holidays(range(2015, 2030))
days = st.dates(date(2016, 1, 1), date(2027, 12, 31))


def test_eleven_holidays_a_year_in_french_or_in_english():
    assert len(workdays.french_holidays([2018])) == 11
    assert workdays.french_holidays([2017])[date(2017, 11, 1)] == "Toussaint"
    assert workdays.french_holidays([2017], language="en")[date(2017, 11, 1)] == "All Saints' Day"


def test_moselle_has_two_more():
    assert len(workdays.french_holidays([2018], part="57")) == 13


def test_a_day_off_slides_to_the_next_working_day():
    assert workdays.slide(date(2017, 11, 1), CLOSED) == date(2017, 11, 2)
    assert workdays.slide(date(2017, 11, 11), CLOSED) == date(2017, 11, 13)
    assert workdays.slide(date(2017, 11, 2), CLOSED) == date(2017, 11, 2)


def test_holidays_do_not_count():
    assert workdays.after(date(2017, 10, 24), 15, CLOSED) == date(2017, 11, 15)
    assert workdays.between(date(2017, 10, 24), date(2017, 11, 15), CLOSED) == 15


def test_a_period_is_the_one_that_holds_the_day_or_the_next():
    december = ((12, 15), (12, 31))
    assert workdays.period(date(2017, 11, 15), december) == (date(2017, 12, 15), date(2017, 12, 31))
    assert workdays.period(date(2017, 12, 20), december) == (date(2017, 12, 15), date(2017, 12, 31))
    assert workdays.period(date(2018, 1, 1), december) == (date(2018, 12, 15), date(2018, 12, 31))
    assert workdays.period(date(2018, 1, 2), ((12, 20), (1, 5))) == (date(2017, 12, 20), date(2018, 1, 5))


def test_a_start_on_a_holiday_slides_and_says_so():
    result = solve(Problem((Stop("start", held=date(2017, 11, 1)), Stop("next", after="start", days=1)), CLOSED))
    assert (result.on("start"), result.on("next")) == (date(2017, 11, 2), date(2017, 11, 3))
    assert result.slid() == {"start": (date(2017, 11, 1), "Toussaint")}


def test_a_count_that_falls_on_a_holiday_says_so():
    result = solve(Problem((Stop("start", held=date(2017, 10, 25)), Stop("next", after="start", days=5)), CLOSED))
    assert result.on("next") == date(2017, 11, 2)
    assert result.slid() == {"next": (date(2017, 11, 1), "Toussaint")}


def test_a_pinned_stop_never_slides_and_may_stand_before_its_anchor():
    result = solve(Problem((Stop("start", held=date(2017, 11, 20)),
                            Stop("kept", after="start", held=date(2017, 11, 11), exact=True)), CLOSED))
    assert result.on("kept") == date(2017, 11, 11)
    assert result.early() == [("kept", "start")]


@pytest.mark.parametrize("stops, why", [
    ((Stop("a", held=date(2017, 1, 2)), Stop("a", held=date(2017, 1, 2))), "same key"),
    ((Stop("a"),), "neither a date nor an anchor"),
    ((Stop("a", after="b"),), "unknown anchor b"),
    ((Stop("a", after="b"), Stop("b", after="a")), "leans on itself"),
    ((Stop("a", held=date(2017, 1, 2)), Stop("b", after="a", days=-1)), "negative offset"),
])
def test_a_problem_that_makes_no_sense_is_refused(stops, why):
    with pytest.raises(ValueError, match=why):
        Problem(stops)


@given(days, st.integers(0, 300))
def test_counting_forward_then_back_gives_the_same_number(day, count):
    day = workdays.slide(day, CLOSED)
    there = workdays.after(day, count, CLOSED)
    assert workdays.is_working(there, CLOSED)
    assert workdays.between(day, there, CLOSED) == count


@given(days, st.integers(0, 100), st.integers(0, 100))
def test_two_counts_make_one(day, one, two):
    day = workdays.slide(day, CLOSED)
    assert workdays.after(workdays.after(day, one, CLOSED), two, CLOSED) == workdays.after(day, one + two, CLOSED)


@given(days)
def test_sliding_is_short_and_done_once(day):
    there = workdays.slide(day, CLOSED)
    assert timedelta(0) <= there - day <= timedelta(5)
    assert workdays.slide(there, CLOSED) == there


@st.composite
def problems(draw):
    stops = [Stop("s0", held=draw(days))]
    for n in range(1, draw(st.integers(1, 12))):
        anchor = f"s{draw(st.integers(0, n - 1))}"
        held = draw(st.none() | days)
        stops.append(Stop(f"s{n}", after=anchor, days=draw(st.integers(0, 60)), held=held, exact=bool(held) and draw(st.booleans())))
    return Problem(tuple(stops), CLOSED)


@given(problems())
def test_every_stop_that_is_not_held_keeps_its_distance(problem):
    result = solve(problem)
    for stop in problem.stops:
        if stop.held is None:
            assert workdays.is_working(result.on(stop.key), CLOSED)
            assert result.on(stop.key) == workdays.after(result.on(stop.after), stop.days, CLOSED)
        elif stop.exact:
            assert result.on(stop.key) == stop.held


@given(problems(), st.randoms(use_true_random=False))
def test_the_order_in_which_stops_are_given_changes_nothing(problem, chance):
    shuffled = list(problem.stops)
    chance.shuffle(shuffled)
    assert dict(solve(Problem(tuple(shuffled), CLOSED)).placed) == dict(solve(problem).placed)


@given(problems(), st.integers(0, 200))
def test_a_later_start_never_brings_a_stop_forward(problem, later):
    first = problem.stops[0]
    moved = Problem((Stop("s0", held=first.held + timedelta(later)), *problem.stops[1:]), CLOSED)
    before, now = solve(problem), solve(moved)
    assert all(now.on(s.key) >= before.on(s.key) for s in problem.stops)
