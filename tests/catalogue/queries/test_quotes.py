"""Reading requests for a quote: what each side may see."""
from dataclasses import fields
from decimal import Decimal

import pytest

from chalandise.catalogue.operations.quotes.answer import answer
from chalandise.catalogue.operations.quotes.ask import close
from chalandise.catalogue.queries.quotes import (
    compared,
    figures,
    may_send_more,
    quotes_of,
    request_of,
    requests_in,
    requests_of,
    seen,
    waiting_for,
)
from tests.catalogue.operations.quoting import WORDS, asked, second

pytestmark = pytest.mark.django_db


def test_a_provider_reads_the_trade_the_town_the_need_and_the_words_and_has_no_way_to_the_shop(cast):
    request = asked(cast, budget_month="30")
    found = seen(quotes_of(cast.ardoise).get())
    assert (found.trade, found.place, found.need, found.text) == ("Beauté et bien-être", "Bordeaux", "Prendre des rendez-vous", WORDS)
    assert (found.open, found.contact, found.budget_month) == (True, None, Decimal(30))
    assert "shop" not in {f.name for f in fields(found)}
    assert found.quote.request_id is None
    assert request.quotes.count() == 1


def test_a_provider_never_reads_the_quotes_of_another(cast):
    solution, _paul = second(cast)
    asked(cast, solution)
    assert [q.solution for q in quotes_of(cast.ardoise)] == [cast.solution]
    assert (waiting_for(cast.ardoise), waiting_for(solution.provider)) == (1, 1)


def test_quotes_are_compared_cheapest_over_two_years_first_and_those_that_did_not_come_last(cast):
    solution, paul = second(cast)
    request = asked(cast, solution)
    mine, other = request.quotes.all()
    answer(by=paul, quote=other, price_month="20", trial_months=2, price_after="40", price_setup="100")
    assert [(q.solution, cost) for q, cost in compared(request_of(cast.lys, request.pk))] == [(solution, Decimal(100 + 40 + 880)), (cast.solution, None)]
    answer(by=cast.nadia, quote=mine, price_month="30")
    assert [cost for _q, cost in compared(request_of(cast.lys, request.pk))] == [Decimal(720), Decimal(1020)]


def test_another_shop_reads_nothing(cast):
    request = asked(cast)
    assert list(requests_of(cast.cuir)) == []
    with pytest.raises(type(request).DoesNotExist):
        request_of(cast.cuir, request.pk)


def test_the_team_reads_who_answered_and_not_the_words(cast, django_assert_num_queries):
    asked(cast)
    [row] = requests_in(cast.bordeaux)
    assert {"text", "tools", "closed_reason"} <= row.get_deferred_fields()
    assert list(requests_in(cast.villeneuve)) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_for_one_and_many(cast, rows, django_assert_num_queries):
    for n in range(rows):
        asked(cast, text=f"{WORDS} {n}")
    with django_assert_num_queries(2):
        assert len([q.solution.provider.organisation.name for r in requests_of(cast.lys) for q in r.quotes.all()]) == rows
    with django_assert_num_queries(1):
        assert len([seen(q) for q in quotes_of(cast.ardoise)]) == rows


def test_figures_count_silence_apart_from_answers(cast):
    solution, paul = second(cast)
    request = asked(cast, solution)
    answer(by=paul, quote=request.quotes.get(solution=solution), price_month="20")
    assert figures(cast.bordeaux)["silent"] == 0
    close(by=cast.lila, asked=request)
    assert figures(cast.bordeaux) == {"requests": 1, "asked": 2, "answered": 1, "declined": 0, "silent": 1, "chosen": 0, "told": 0, "happened": 0, "disputed": 0}
    assert figures(cast.villeneuve)["requests"] == 0


def test_a_shop_knows_before_it_writes_whether_it_may_send_more(cast):
    assert may_send_more(cast.lys)
    for n in range(3):
        asked(cast, text=f"{WORDS} {n}")
    assert not may_send_more(cast.lys)
