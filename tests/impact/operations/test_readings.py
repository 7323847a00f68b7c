"""One number a month: doubted when absurd, corrected, asked once."""
from datetime import date
from decimal import Decimal

import pytest

from chalandise.actions.operations.course import drop, finish
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.impact.models import Reading
from chalandise.impact.operations import Doubtful, ask_readings, give_reading
from chalandise.impact.queries import open_months, series_of
from chalandise.impact.tasks import ask_readings as task

OCTOBER, NOVEMBER = date(2017, 10, 1), date(2017, 11, 1)


def give(cast, value, month=OCTOBER, by=None, **words):
    return give_reading(by=by or cast.lila, action=cast.action, month=month, value=value, **words)


@pytest.mark.parametrize("typed, value", [("11", 11), ("1 200", 1200), ("12,5", Decimal("12.5")), ("0", 0), (" 7 ", 7)])
def test_numbers_as_people_type_them(cast, typed, value):
    assert give(cast, typed).value == value


@pytest.mark.parametrize("typed, words", [("-3", "négatif"), ("onze", "en chiffres"), ("", "en chiffres"), ("NaN", "négatif"),
                                          ("99999999999", "trop grand"), ("1,234", "trop précis")])
def test_what_is_not_a_count_is_refused(cast, typed, words):
    with pytest.raises(Refused, match=words):
        give(cast, typed)


def test_a_month_not_over_or_too_old_is_refused(cast):
    for month in (NOVEMBER, date(2017, 12, 1), date(2016, 10, 1)):
        with pytest.raises(Refused, match="pas fini"):
            give(cast, 3, month=month)


def test_ten_times_more_is_doubted_then_confirmed(cast):
    cast.action  # noqa: B018
    give(cast, 110)
    with clock.at(date(2017, 12, 4)):
        with pytest.raises(Doubtful, match="Vous avez écrit 1.200, la fois d’avant c’était 110 : est-ce bien cela"):
            give(cast, "1200", month=NOVEMBER)
        with pytest.raises(Doubtful):
            give(cast, "11", month=NOVEMBER)
        assert Reading.objects.count() == 1
        assert give(cast, "1200", month=NOVEMBER, confirmed=True).value == 1200


def test_the_last_figure_is_corrected_and_a_double_click_is_once(cast):
    first = give(cast, 12)
    assert give(cast, 12).at == first.at
    assert give(cast, 14).pk == first.pk
    assert Reading.objects.get().value == 14


def test_takings_are_for_the_merchant_and_the_team_only(cast):
    cast.action.indicator = "monthly_sales"
    cast.action.save()
    give(cast, 9000)
    assert series_of(cast.lila, cast.action).last.value == series_of(cast.rose, cast.action).last.value == 9000
    assert (series_of(cast.karim, cast.action), series_of(cast.awa, cast.action), series_of(cast.hugo, cast.action)) == (None, None, None)
    with pytest.raises(Refused, match="commerçant"):
        give(cast, 3, by=cast.karim)


def test_the_series_has_gaps_and_is_too_early(cast):
    cast.action  # noqa: B018
    give(cast, 3)
    with clock.at(date(2018, 1, 8)):
        give(cast, 9, month=date(2017, 12, 1))
        series = series_of(cast.karim, cast.action)
    assert [(p.month.month, p.value, p.started) for p in series.points] == [(10, 3, False), (11, None, True), (12, 9, True)]
    assert (series.is_early, series.months_missing, series.unit) == (True, 1, "rendez-vous")


def test_the_merchant_is_asked_once_a_month(cast):
    cast.action  # noqa: B018
    assert ask_readings() == []  # adopted in November: October is over
    with clock.at(date(2017, 12, 4)):
        ask_readings()
        assert task() == 1
        letter = Letter.objects.get(purpose="reading.give")
        assert "novembre 2017" in letter.text
        give(cast, 3, month=NOVEMBER)
        assert task() == 0
    with clock.at(date(2018, 1, 4)):
        assert task() == 1


def test_nobody_is_asked_a_year_after_the_end_nor_when_it_was_dropped_nor_gone(cast):
    finish(by=cast.karim, action=cast.action)
    with clock.at(date(2018, 11, 5)):
        assert task() == 1
    with clock.at(date(2018, 12, 5)):
        assert task() == 0
    cast.action.state = "running"
    cast.action.save()
    cast.season.places.update(left_at=clock.now())
    with clock.at(date(2017, 12, 4)):
        assert task() == 0
    cast.season.places.update(left_at=None)
    drop(by=cast.karim, action=cast.action, reason="non")
    with clock.at(date(2017, 12, 4)):
        assert task() == 0


def test_months_offered_begin_one_before_the_action(cast):
    with clock.at(date(2018, 2, 6)):
        assert open_months(cast.action) == [date(2018, 1, 1)]
    # adopted in February by this clock: the month before is offered as a starting point


def test_series_takes_as_many_queries_with_1_and_24_months(cast, django_assert_num_queries):
    for months in (1, 24):
        Reading.objects.all().delete()
        Reading.objects.bulk_create(Reading(action=cast.action, month=date(2017 + n // 12, n % 12 + 1, 1), value=n, at=clock.now())
                                    for n in range(months))
        with django_assert_num_queries(2):
            series_of(cast.lila, cast.action)
