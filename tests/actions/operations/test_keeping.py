"""Is it still in place? Asked at 1, 3, 6 and 12 months, once, answered in one tap, taken back."""
from datetime import date

import pytest

from chalandise.actions import tasks
from chalandise.actions.models import KeptCheck
from chalandise.actions.operations.course import drop, finish, reopen
from chalandise.actions.operations.keeping import answer_kept, say_kept, take_back, tell_why, unsay_kept
from chalandise.actions.queries.keeping import kept_of
from chalandise.catalogue.models import UseCheck
from chalandise.catalogue.tasks import ask_uses
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.operations import end_role
from chalandise.seasons.operations.closing import close_season, reopen_season


@pytest.fixture
def done(cast):
    return finish(by=cast.lila, action=cast.action, outcome="Dix rendez-vous le soir.")


def check(action, months):
    return action.checks.get(months=months)


def answers(action):
    return [kept.still for kept in kept_of([action])[action.pk]]


def test_an_action_that_ends_plans_its_four_questions_and_a_reopened_one_forgets_them(cast, done):
    assert list(done.checks.values_list("months", "due_on")) == [
        (1, date(2017, 12, 20)), (3, date(2018, 2, 20)), (6, date(2018, 5, 20)), (12, date(2018, 11, 20))]
    reopen(by=cast.lila, action=done)
    assert not KeptCheck.objects.exists()
    drop(by=cast.lila, action=done, reason="Trop long")
    assert not KeptCheck.objects.exists()


def test_each_question_leaves_once_on_its_day_and_goes_to_the_shop(cast, done):
    for day, count in ((date(2017, 12, 19), 0), (date(2017, 12, 20), 1), (date(2017, 12, 21), 0), (date(2018, 2, 20), 1)):
        with clock.at(day):
            assert tasks.ask_kept() == count
    letter = Letter.objects.filter(purpose="action.kept").order_by("pk").first()
    assert (letter.to_address, letter.by_day) == (cast.lila.email, True)


def test_no_answer_is_not_a_no(cast, done):
    with clock.at(date(2018, 2, 20)):
        tasks.ask_kept()
    assert answers(done) == [None] * 4


def test_a_yes_speaks_for_the_past_a_no_for_what_comes_and_both_are_taken_back(cast, done):
    with clock.at(date(2018, 5, 20)):
        for _twice in range(2):
            answer_kept(by=cast.lila, check=check(done, 3), still=True, via="link")
        assert answers(done) == [True, True, None, None]
        answer_kept(by=cast.lila, check=check(done, 3), still=False, via="link")
        assert answers(done) == [None, False, False, None]
        for _twice in range(2):
            take_back(by=cast.lila, check=check(done, 3))
        assert answers(done) == [None] * 4


def test_a_shop_that_stopped_is_not_asked_again_and_counts_when_the_month_comes(cast, done):
    with clock.at(date(2017, 12, 20)):
        answer_kept(by=cast.lila, check=check(done, 1), still=False)
        tell_why(by=cast.lila, check=check(done, 1), reason="Trop de rendez-vous manqués.")
    with clock.at(date(2018, 2, 20)):
        assert tasks.ask_kept() == 0
    assert answers(done) == [False, False, None, None]
    assert kept_of([done])[done.pk][0].reason == "Trop de rendez-vous manqués."


def test_why_is_asked_after_a_no_only(cast, done):
    with pytest.raises(Refused, match="plus en place"):
        tell_why(by=cast.lila, check=check(done, 1), reason="Rien.")


def test_the_merchant_and_the_team_answer_nobody_else(cast, done):
    with clock.at(date(2017, 12, 20)):
        for stranger in (cast.karim, cast.awa, cast.hugo, cast.bruno):
            with pytest.raises(Refused, match="Seul le commerçant"):
                answer_kept(by=stranger, check=check(done, 1), still=True)
            with pytest.raises(Refused, match="Seul le commerçant"):
                say_kept(by=stranger, action=done, still=True)
        say_kept(by=cast.rose, action=done, still=True, via="phone")
        assert answers(done) == [True, None, None, None]
        unsay_kept(by=cast.lila, action=done)
        assert answers(done) == [None] * 4


def test_nothing_is_answered_before_the_first_month(cast, done):
    with pytest.raises(Refused, match="un mois après"):
        say_kept(by=cast.lila, action=done, still=True)


def test_an_action_with_a_solution_is_asked_once_by_the_catalogue_and_hears_its_answer(cast):
    cast.qualification, cast.lila  # noqa: B018
    action = cast.action
    action.solution = cast.solution
    action.save()
    finish(by=cast.lila, action=action)
    action.refresh_from_db()
    assert (action.checks.count(), action.use.checks.count()) == (0, 4)
    with clock.at(date(2017, 12, 20)):
        assert (tasks.ask_kept(), ask_uses()) == (0, 1)
        say_kept(by=cast.lila, action=action, still=True)
        assert UseCheck.objects.get(months=1).still_used is True
        with pytest.raises(Refused, match="donnant l’autre"):
            unsay_kept(by=cast.lila, action=action)
        say_kept(by=cast.lila, action=action, still=False)
    assert answers(action) == [False, None, None, None]
    assert Letter.objects.filter(purpose__in=["action.kept", "use.check"]).count() == 1


def test_a_dropped_action_is_asked_for_its_lesson_too_and_a_departure_asks_nothing(cast):
    drop(by=cast.lila, action=cast.action, reason="Trop long")
    drop(by=cast.lila, action=cast.action, reason="Trop long")
    letters = Letter.objects.filter(purpose="lesson.give")
    assert sorted(letters.values_list("to_name", flat=True)) == ["Karim Benali", "Lila Sarda"]
    assert "s’est arrêtée en route" in letters.first().text


def test_the_question_outlives_the_season_and_not_the_merchant_who_left(cast, done):
    cast.odile  # noqa: B018
    with clock.at(date(2018, 4, 1)):
        close_season(by=cast.odile, season=cast.season)
    with clock.at(date(2018, 5, 20)):
        assert tasks.ask_kept() == 1
        answer_kept(by=cast.lila, check=check(done, 6), still=True)
    assert answers(done) == [True, True, True, None]
    reopen_season(by=cast.odile, season=cast.season)
    end_role(person=cast.lila, kind="merchant", scope_id=cast.lys.pk)
    with clock.at(date(2018, 11, 20)):
        assert tasks.ask_kept() == 0
        with pytest.raises(Refused, match="Seul le commerçant"):
            answer_kept(by=cast.lila, check=check(done, 12), still=True)
