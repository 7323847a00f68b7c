"""Reading requests for a quote: what each side may see."""
from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest

from chalandise.catalogue.operations.quotes.answer import answer, decline
from chalandise.catalogue.operations.quotes.ask import close
from chalandise.catalogue.operations.quotes.choose import choose
from chalandise.catalogue.operations.quotes.tell import tell
from chalandise.catalogue.queries.quotes import (
    at_step,
    compared,
    figures,
    may_send_more,
    quotes_in,
    quotes_of,
    request_of,
    requests_of,
    seen,
    step_of,
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


def test_the_team_reads_who_answered_and_not_the_words(cast):
    asked(cast)
    [row] = quotes_in(cast.bordeaux)
    assert row.get_deferred_fields() == {"text"}
    assert row.request.get_deferred_fields() == {"text", "tools", "closed_reason"}
    assert list(quotes_in(cast.villeneuve)) == []


def test_where_a_quote_stands_is_found_the_same_in_a_list_and_in_its_filter(cast, travel):
    solution, paul = second(cast)
    third, _zoe = second(cast, "Autre", ("Zoé", "Roy"))
    request = asked(cast, solution, third)
    mine, other, silent = request.quotes.all()
    answer(by=cast.nadia, quote=mine, price_month="30")
    decline(by=paul, quote=other)
    travel(date(2017, 12, 5))
    assert [step_of(q) for q in quotes_in(cast.bordeaux).order_by("pk")] == ["answered", "declined", "silent"]
    choose(by=cast.lila, quote=mine, agreed=True)
    steps = []
    for by, happened in ((cast.lila, None), (cast.lila, False), (cast.nadia, True), (cast.lila, True)):
        if happened is not None:
            tell(by=by, quote=mine, happened=happened)
        steps.append(step_of(quotes_in(cast.bordeaux).get(pk=mine.pk)))
        for step in ("disputed", "happened", "not_done", "chosen", "silent", "asked", "answered", "declined", "refused"):
            here = {q.pk for q in quotes_in(cast.bordeaux) if step_of(q) == step}
            assert {q.pk for q in at_step(quotes_in(cast.bordeaux), step)} == here
    assert steps == ["chosen", "not_done", "disputed", "happened"]
    assert step_of(quotes_in(cast.bordeaux).get(pk=silent.pk)) == "silent"


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
