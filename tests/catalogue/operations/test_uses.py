"""A shop uses a solution, is asked whether it still does, stops: what is counted stays true."""
from datetime import date
from decimal import Decimal

import pytest

from chalandise.catalogue import tasks
from chalandise.catalogue.models import Evidence, Use, UseCheck
from chalandise.catalogue.operations.evidence import recount_all
from chalandise.catalogue.operations.uses import answer_check, record_use, stop_use, tell_hours
from chalandise.catalogue.queries.evidence import shares
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from chalandise.shops.models import Shop


@pytest.fixture
def use(cast):
    return record_use(by=cast.lila, solution=cast.solution, shop=cast.lys, source="action", season_key=cast.season.pk,
                      season_label=str(cast.season), since=date(2017, 11, 20))


def figures(cast):
    row = Evidence.objects.get(solution=cast.solution)
    return row.uses, row.running, row.asked, row.kept


def check(use, months):
    return UseCheck.objects.get(use=use, months=months)


def test_a_use_plans_its_four_questions_and_is_counted(cast, use):
    assert list(use.checks.values_list("months", "due_on")) == [
        (1, date(2017, 12, 20)), (3, date(2018, 2, 20)), (6, date(2018, 5, 20)), (12, date(2018, 11, 20))]
    assert figures(cast) == (1, 1, {}, {})


def test_a_use_recorded_twice_is_one_and_fills_in_what_was_unknown(cast, use):
    again = record_use(by=cast.lila, solution=cast.solution, shop=cast.lys, source="quote", install_hours="1,5".replace(",", "."))
    assert (again.pk, again.install_hours, again.source) == (use.pk, Decimal("1.5"), "action")
    row = Evidence.objects.get()
    assert (row.uses, row.installs, row.install_median) == (1, 1, Decimal("1.5"))


@pytest.mark.parametrize("since, words", [(date(2017, 11, 21), "pas encore venu"), (date(1917, 11, 20), "trop ancienne")])
def test_a_use_begins_in_a_believable_past(cast, since, words):
    with pytest.raises(Refused, match=words):
        record_use(by=cast.lila, solution=cast.solution, shop=cast.lys, source="merchant", since=since)
    assert not Use.objects.exists()


@pytest.mark.parametrize("hours", ["-1", "1000", "NaN", "Infinity"])
def test_hours_that_no_installation_takes_are_refused(cast, use, hours):
    with pytest.raises(Refused, match="nombre d’heures"):
        tell_hours(by=cast.lila, use=use, hours=hours)


def test_each_question_leaves_once_on_its_day_and_goes_to_the_shop(cast, use):
    for day, count in ((date(2017, 12, 19), 0), (date(2017, 12, 20), 1), (date(2017, 12, 21), 0), (date(2018, 2, 20), 1)):
        with clock.at(day):
            assert tasks.ask_uses() == count
    letter = Letter.objects.order_by("pk").first()
    assert (letter.to_address, letter.purpose) == (cast.lila.email, "use.check")
    assert "depuis 1 mois" in letter.text


def test_a_use_told_late_is_asked_one_question_the_latest(cast):
    cast.lila  # noqa: B018
    use = record_use(by=cast.lila, solution=cast.solution, shop=cast.lys, source="merchant", since=date(2017, 8, 1))
    assert tasks.ask_uses() == 1 and tasks.ask_uses() == 0
    assert "depuis 3 mois" in Letter.objects.get().text
    assert check(use, 1).answered_at is None


def test_no_answer_is_not_a_no(cast, use):
    with clock.at(date(2018, 2, 20)):
        tasks.ask_uses()
    assert figures(cast) == (1, 1, {}, {})


def test_a_yes_at_three_months_says_it_for_the_first_and_not_for_the_sixth(cast, use):
    with clock.at(date(2018, 2, 21)):
        answer_check(by=cast.lila, check=check(use, 3), still_used=True, via="link")
        answer_check(by=cast.lila, check=check(use, 3), still_used=True, via="link")
    assert figures(cast) == (1, 1, {"1": 1, "3": 1}, {"1": 1, "3": 1})
    use.refresh_from_db()
    assert use.still_used_at == date(2018, 2, 21)


def test_a_no_ends_the_use_and_counts_at_each_month_that_comes_after(cast, use):
    with clock.at(date(2017, 12, 20)):
        answer_check(by=cast.lila, check=check(use, 1), still_used=False)
    assert figures(cast) == (1, 0, {"1": 1}, {"1": 0})
    with clock.at(date(2018, 2, 20)):
        assert tasks.ask_uses() == 0  # nobody is asked about what they left
    assert figures(cast) == (1, 0, {"1": 1, "3": 1}, {"1": 0, "3": 0})
    recount_all()
    assert figures(cast) == (1, 0, {"1": 1, "3": 1}, {"1": 0, "3": 0})


def test_a_no_tapped_by_mistake_is_taken_back(cast, use):
    with clock.at(date(2018, 2, 20)):
        answer_check(by=cast.lila, check=check(use, 1), still_used=False)
        answer_check(by=cast.lila, check=check(use, 1), still_used=True)
    use.refresh_from_db()
    assert (use.stopped_on, figures(cast)) == (None, (1, 1, {"1": 1}, {"1": 1}))


def test_a_shop_that_came_back_after_a_stop_counts_once(cast, use):
    stop_use(by=cast.lila, use=use, reason="Trop cher après l’essai.")
    stop_use(by=cast.lila, use=use, reason="Trop cher.")
    record_use(by=cast.lila, solution=cast.solution, shop=cast.lys, source="merchant")
    assert figures(cast)[:2] == (1, 1)
    assert list(Use.objects.order_by("pk").values_list("stop_reason", flat=True)) == ["Trop cher.", ""]


@pytest.mark.parametrize("day", [date(2017, 11, 19), date(2017, 11, 21)])
def test_a_stop_is_between_the_beginning_and_today(cast, use, day):
    with pytest.raises(Refused, match="entre le début et aujourd’hui"):
        stop_use(by=cast.lila, use=use, on=day)


def test_a_share_is_said_in_percent_only_when_three_answered(cast, use):
    others = [Shop.objects.create(territory=cast.bordeaux, name=f"Boutique {n}", created_at=clock.now()) for n in range(2)]
    for shop in others:
        grant_role(person=cast.lila, kind=Role.Kind.MERCHANT, scope_id=shop.pk)
    uses = [use, *(record_use(by=cast.lila, solution=cast.solution, shop=s, source="action", since=date(2017, 11, 20)) for s in others)]
    with clock.at(date(2017, 12, 20)):
        for one, still in zip(uses[:2], (True, False), strict=True):
            answer_check(by=cast.lila, check=check(one, 1), still_used=still)
        few, = shares(Evidence.objects.get())
        answer_check(by=cast.lila, check=check(uses[2], 1), still_used=True)
    enough, = shares(Evidence.objects.get())
    assert (few.kept, few.asked, few.percent) == (1, 2, None)
    assert (enough.kept, enough.asked, enough.percent) == (2, 3, 67)


def test_a_recount_costs_the_same_for_one_solution_and_for_thirty(cast, use, django_assert_num_queries):
    from chalandise.catalogue.operations.evidence import recount
    many = [cast._solution(cast.ardoise, f"Solution {n}") for n in range(29)]
    for solution in many:
        record_use(by=cast.lila, solution=solution, shop=cast.lys, source="merchant", install_hours="2")
    for ids in ([cast.solution.pk], [cast.solution.pk, *(s.pk for s in many)]):
        with django_assert_num_queries(5):
            assert recount(*ids) == len(ids)
