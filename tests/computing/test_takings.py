"""A shop's takings: slips seen and only told, closed days, weeks and months, the calendar."""
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.takings import (
    Figure,
    Grain,
    State,
    Suspect,
    calendar,
    copied_from,
    days,
    end_of,
    rest,
    start_of,
    suspects,
    totals,
    unit_of,
)

MONDAY = date(2017, 1, 2)
SATURDAY_TIMES = (6, 5, 6, 7, 9, 14, 0)  # a week of a street: closed on Sunday, busy on Saturday


def shop_year(weeks=52, level=5000):
    """Return {day: cents} of a steady shop; the amounts move by a few percent."""
    return {day: level * SATURDAY_TIMES[day.weekday()] + 97 * (n % 11) for n, day in enumerate(days(MONDAY, MONDAY + timedelta(days=7 * weeks - 1)))
            if SATURDAY_TIMES[day.weekday()]}


def test_a_zero_too_many_and_a_zero_too_few_are_seen_and_a_busy_saturday_is_not():
    year = shop_year()
    more, less = date(2017, 5, 3), date(2017, 9, 12)
    usual = {more: year[more], less: year[less]}
    year[more] *= 10
    year[less] //= 10
    found = suspects(year)
    assert {day: s.kind for day, s in found.items()} == {more: "zero_more", less: "zero_less"}
    assert abs(found[more].usual - usual[more]) < 0.05 * usual[more]


def test_christmas_is_no_slip():
    year = shop_year()
    for n in range(1, 25):
        if (day := date(2017, 12, n)) in year:
            year[day] = round(year[day] * (1 + n / 10))  # up to 3.4 times an ordinary day
    assert suspects(year) == {}


def test_a_negative_figure_is_seen_and_a_short_series_is_not_judged():
    assert suspects({MONDAY: -500}) == {MONDAY: Suspect("negative")}
    assert suspects({MONDAY: 100, MONDAY + timedelta(days=1): 100_000}) == {}


def test_what_is_already_known_tells_the_level_and_is_not_judged():
    months = {date(2016, m, 1): 800_000 + 1000 * m for m in range(1, 13)}
    assert suspects({date(2017, 1, 1): 8_100_000}, beside=months, by_weekday=False)[date(2017, 1, 1)].kind == "zero_more"
    assert suspects({date(2017, 1, 1): 810_000}, beside=months, by_weekday=False) == {}


@given(st.integers(1, 10_000), st.integers(0, 300))
def test_a_shop_a_thousand_times_larger_is_judged_alike(times, place):
    year = shop_year(level=1000)
    day = sorted(year)[place % len(year)]
    year[day] *= 10
    larger = {d: cents * times for d, cents in year.items()}
    assert set(suspects(larger)) == set(suspects(year)) == {day}


def test_cents_given_for_euros_are_seen_against_what_is_known():
    euros = list(shop_year(8).values())
    assert unit_of([c * 100 for c in euros], euros) == "cents"
    assert unit_of([c // 100 for c in euros], euros) == "hundredths"
    assert unit_of([c * 9 for c in euros], euros) == ""
    assert unit_of([1], euros) == ""


def test_the_figures_of_another_year_are_recognised():
    year = {day: cents + n for n, (day, cents) in enumerate(sorted(shop_year(30).items()))}
    assert copied_from({d.replace(year=2018): c for d, c in year.items()}, year) == 1
    assert copied_from({d - timedelta(days=364): c for d, c in year.items()}, year) == -1
    assert copied_from({d.replace(year=2018): c + 1 for d, c in year.items()}, year) == 0


# --- closed days -------------------------------------------------------------------------------------------------------

def test_sundays_holidays_and_three_weeks_of_august_are_closed_and_a_hole_is_missing():
    year = shop_year()
    august = set(days(date(2017, 8, 7), date(2017, 8, 27)))
    first_of_may, hole = date(2017, 5, 1), date(2017, 3, 15)
    known = set(year) - august - {first_of_may, hole}
    found = rest(known, holidays=[first_of_may])
    sundays = {d for d in days(min(year), max(year)) if d.weekday() == 6}
    assert found.missing == {hole}
    assert found.closed == sundays | august | {first_of_may}


def test_nothing_known_is_nothing_closed():
    assert rest(set()).closed == rest({MONDAY}).closed == frozenset()


def test_a_shop_that_begins_to_open_on_mondays_is_not_said_closed_on_them():
    known = {d for d in days(date(2017, 1, 2), date(2017, 12, 31)) if d.weekday() not in (0, 6) or d.weekday() == 0 and d >= date(2017, 7, 3)}
    assert {d for d in rest(known).missing if d.weekday() == 0} <= set(days(date(2017, 5, 15), date(2017, 7, 2)))
    assert date(2017, 2, 6) in rest(known).closed


# --- weeks and months ---------------------------------------------------------------------------------------------------

def test_days_make_a_week_and_a_typed_month_stands_where_days_are_missing():
    figures = [Figure(Grain.DAY, d, 100) for d in days(MONDAY, MONDAY + timedelta(days=5))]
    figures.append(Figure(Grain.DAY, MONDAY + timedelta(days=6), closed=True))
    figures.append(Figure(Grain.MONTH, date(2017, 1, 1), 5000))
    week, = totals(figures, Grain.WEEK)
    assert (week.start, week.cents, week.opened, week.closed, week.missing, week.is_whole) == (MONDAY, 600, 6, 1, 0, True)
    month, = totals(figures, Grain.MONTH)
    assert (month.cents, month.opened, month.is_whole) == (5000, 31, True)


def test_the_days_of_a_whole_month_stand_before_what_was_typed():
    figures = [Figure(Grain.DAY, d, 100) for d in days(date(2017, 2, 1), date(2017, 2, 28))] + [Figure(Grain.MONTH, date(2017, 2, 1), 9999)]
    assert [t.cents for t in totals(figures, Grain.MONTH)] == [2800]


def test_a_doubtful_day_makes_no_whole_week():
    figures = [Figure(Grain.DAY, d, 100, doubtful=d == MONDAY) for d in days(MONDAY, MONDAY + timedelta(days=6))]
    week, = totals(figures, Grain.WEEK)
    assert (week.doubtful, week.opened, week.is_whole) == (1, 6, False)


@given(st.dates(date(2001, 1, 1), date(2030, 12, 31)), st.sampled_from(list(Grain)))
def test_every_day_lies_in_its_own_period(day, grain):
    start = start_of(grain, day)
    assert start <= day <= end_of(grain, start)
    assert start_of(grain, end_of(grain, start)) == start
    assert start_of(grain, end_of(grain, start) + timedelta(days=1)) > start


@given(st.sets(st.integers(0, 400)), st.sampled_from([Grain.WEEK, Grain.MONTH]))
def test_no_cent_is_lost_and_no_day_counted_twice(offsets, grain):
    figures = [Figure(Grain.DAY, MONDAY + timedelta(days=n), n) for n in offsets]
    found = totals(figures, grain)
    assert sum(t.cents for t in found) == sum(offsets)
    assert sum(t.opened for t in found) == len(offsets)
    assert all(t.opened + t.missing == (end_of(grain, t.start) - t.start).days + 1 for t in found)


def test_the_calendar_says_four_things():
    weeks = [MONDAY + timedelta(weeks=n) for n in range(4)]
    figures = [Figure(Grain.DAY, d, 100) for d in days(weeks[0], weeks[0] + timedelta(days=6))]
    figures += [Figure(Grain.DAY, d, closed=True) for d in days(weeks[1], weeks[1] + timedelta(days=6))]
    figures += [Figure(Grain.DAY, d, 100, doubtful=True) for d in days(weeks[2], weeks[2] + timedelta(days=6))]
    figures += [Figure(Grain.DAY, weeks[3], 100)]
    found = calendar(figures, MONDAY, weeks[3] + timedelta(days=6))
    assert [w.state for w in found] == [State.HAVE, State.CLOSED, State.DOUBTFUL, State.MISSING]
    assert [(w.year, w.number, w.days_known) for w in found] == [(2017, 1, 7), (2017, 2, 7), (2017, 3, 7), (2017, 4, 1)]


def test_a_month_covers_its_weeks_and_the_finest_figure_wins():
    figures = [Figure(Grain.MONTH, date(2017, 1, 1), 5000), Figure(Grain.MONTH, date(2017, 2, 1), 5000), Figure(Grain.DAY, MONDAY, 3, doubtful=True)]
    found = calendar(figures, MONDAY, date(2017, 2, 5))
    assert [w.state for w in found] == [State.DOUBTFUL] + [State.HAVE] * 4
    assert [w.grain for w in found] == [Grain.MONTH] * 5


def test_a_year_of_fifty_three_weeks_is_drawn_whole():
    found = calendar([], date(2014, 12, 29), date(2016, 1, 3))
    assert (len(found), found[-1].year, found[-1].number) == (53, 2015, 53)
