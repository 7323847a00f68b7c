"""The question of the month in one tap: a range, nothing, unknown, later; undone; nobody asked who no longer answers."""
from datetime import date
from decimal import Decimal

import pytest

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.impact.models import CheckIn, Reading
from chalandise.impact.operations import Doubtful, give_reading, tap, undo_answer, write_number
from chalandise.impact.queries import series_of
from chalandise.impact.queries.checkins import choices_of, is_left_in_peace, monthly_question
from chalandise.impact.tasks import ask_readings

OCTOBER, NOVEMBER = date(2017, 10, 1), date(2017, 11, 1)


def tapped(cast, answer, month=OCTOBER, by=None):
    return tap(by=by or cast.lila, action=cast.action, month=month, answer=answer)


def held():
    return list(Reading.objects.values_list("value", "low", "high"))


def test_a_range_is_kept_with_its_middle_and_printed_as_a_range(cast):
    cast.action  # noqa: B018
    assert [words for _code, words in choices_of(cast.action, OCTOBER)] == ["Rien ce mois-là", "1 ou 2", "3 à 5", "6 à 10", "11 à 20"]
    tapped(cast, "3")
    assert held() == [(Decimal(4), 3, 5)]
    assert [(p.words, p.source) for p in series_of(cast.lila, cast.action).known] == [("3 à 5", "d’un geste")]
    assert monthly_question(cast.action, OCTOBER).answer == "3 à 5"
    assert tapped(cast, "3").before == {}  # a double click
    tapped(cast, "1")
    assert held() == [(Decimal("1.5"), 1, 2)]


def test_nothing_unknown_and_later(cast):
    cast.action  # noqa: B018
    assert tapped(cast, "unknown").answer == "unknown" and held() == []
    one = tapped(cast, "later")
    assert (one.answer, one.again_on) == ("later", date(2017, 11, 27))
    tapped(cast, "0")
    assert held() == [(0, None, None)]
    with pytest.raises(Refused, match="déjà noté"):
        tapped(cast, "unknown")


@pytest.mark.parametrize("answer", ["7", "-1", "3.5", "²", "x", "", "9" * 30])
def test_another_answer_is_refused(cast, answer):
    with pytest.raises(Refused, match="une des réponses"):
        tapped(cast, answer)


def test_takings_are_never_a_range_and_strangers_tap_nothing(cast):
    type(cast.action).objects.update(indicator="monthly_sales")
    cast.action.refresh_from_db()
    assert choices_of(cast.action, OCTOBER) == []
    with pytest.raises(Refused, match="écrivez le nombre"):
        tapped(cast, "3")
    with pytest.raises(Refused, match="commerçant"):
        tapped(cast, "3", by=cast.karim)
    with pytest.raises(Refused, match="pas fini"):
        tapped(cast, "3", month=NOVEMBER)


def test_an_answer_is_undone_and_what_it_replaced_comes_back(cast):
    cast.action  # noqa: B018
    give_reading(by=cast.lila, action=cast.action, month=OCTOBER, value=8, via="phone")
    first = Reading.objects.get()
    tapped(cast, "3")
    write_number(by=cast.lila, action=cast.action, month=OCTOBER, value="5")
    undo_answer(by=cast.lila, action=cast.action)
    assert held() == [(Decimal(4), 3, 5)]
    assert undo_answer(by=cast.lila, action=cast.action) is None
    Reading.objects.all().delete()
    CheckIn.objects.all().delete()
    first.pk = None
    first.save()
    tapped(cast, "0")
    undo_answer(by=cast.lila, action=cast.action)
    again = Reading.objects.get()
    assert (again.value, again.low, again.via, again.by, again.at) == (8, None, "phone", cast.lila, first.at)
    undo_answer(by=cast.lila, action=cast.action)
    assert held() == [(8, None, None)]


def test_a_number_far_from_the_last_is_doubted_and_nothing_is_noted(cast):
    cast.action  # noqa: B018
    write_number(by=cast.lila, action=cast.action, month=OCTOBER, value=11)
    with clock.at(date(2017, 12, 4)), pytest.raises(Doubtful):
        write_number(by=cast.lila, action=cast.action, month=NOVEMBER, value=1100)
    assert CheckIn.objects.count() == 1


def asked(day):
    with clock.at(clock.local(day, 9)):
        return ask_readings()


def test_later_is_asked_again_once_and_unknown_never(cast):
    cast.action  # noqa: B018
    assert asked(date(2017, 12, 4)) == 1
    text = Letter.objects.get(purpose="reading.give").text
    assert "3 à 5 :" in text and "?mois=2017-11&r=3" in text and "plus tard, je ne sais pas" in text
    with clock.at(clock.local(date(2017, 12, 5), 9)):
        tapped(cast, "later", month=NOVEMBER)
    assert [asked(date(2017, 12, n)) for n in (6, 11, 12, 13, 20)] == [0, 0, 1, 0, 0]
    with clock.at(clock.local(date(2017, 12, 21), 9)):
        tapped(cast, "unknown", month=NOVEMBER)
    assert asked(date(2017, 12, 28)) == 0
    assert asked(date(2018, 1, 4)) == 1


def test_two_silences_stop_the_question_and_a_figure_starts_it_again(cast):
    cast.action  # noqa: B018
    assert [asked(date(2017 + (11 + n) // 12, (11 + n) % 12 + 1, 4)) for n in range(4)] == [1, 1, 0, 0]
    with clock.at(clock.local(date(2018, 3, 5), 9)):
        assert is_left_in_peace(cast.action)
        tapped(cast, "3", month=date(2018, 2, 1))
        assert not is_left_in_peace(cast.action)
    assert asked(date(2018, 4, 4)) == 1


def test_asking_takes_as_many_queries_whatever_was_answered(cast, django_assert_max_num_queries):
    cast.action  # noqa: B018
    CheckIn.objects.bulk_create(CheckIn(action=cast.action, month=date(2015 + n // 12, n % 12 + 1, 1), answer="unknown", asked_at=clock.now()) for n in range(30))
    with clock.at(clock.local(date(2017, 12, 4), 9)), django_assert_max_num_queries(24):
        assert ask_readings() == 1
