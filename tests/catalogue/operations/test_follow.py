"""What happens by itself around requests for a quote."""
from datetime import timedelta

import pytest

from chalandise.catalogue.models import QuoteRequest
from chalandise.catalogue.operations.quotes.answer import answer
from chalandise.catalogue.operations.quotes.choose import choose
from chalandise.catalogue.tasks import follow_quotes
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from tests.catalogue.operations.quoting import asked, second

pytestmark = pytest.mark.django_db
NOTHING = {"remind": 0, "gather": 0, "close_late": 0, "ask_after": 0, "warn": 0, "forget": 0}


def after(travel, days):
    travel(clock.today() + timedelta(days=days))


def subjects():
    return [x.subject for x in Letter.objects.order_by("pk")]


def test_a_silent_provider_is_reminded_once_three_days_before_the_last_day(cast, travel):
    asked(cast)
    after(travel, 6)
    assert follow_quotes() == NOTHING
    after(travel, 1)
    assert follow_quotes() == {**NOTHING, "remind": 1}
    assert follow_quotes() == NOTHING
    assert subjects()[-1] == "Un commerçant attend votre devis pour « Ardoise RDV » jusqu’au jeudi 30 novembre"


def test_a_request_without_any_quote_closes_by_its_date_and_the_merchant_is_told(cast, travel):
    request = asked(cast)
    after(travel, 11)
    assert follow_quotes() == {**NOTHING, "gather": 1}
    request.refresh_from_db()
    assert (bool(request.closed_at), request.closed_reason) == (True, "Aucun devis n’est arrivé à temps.")
    assert subjects()[1:] == ["Personne n’a répondu à votre demande de devis"]
    assert follow_quotes() == NOTHING


def test_a_request_with_a_quote_waits_thirty_days_for_a_choice_then_closes(cast, travel):
    request = asked(cast)
    answer(by=cast.nadia, quote=request.quotes.get(), price_month="15")
    after(travel, 11)
    assert follow_quotes() == {**NOTHING, "gather": 1}
    assert subjects()[-1] == "1 devis est arrivé : choisissez, ou dites non"
    after(travel, 30)
    assert follow_quotes() == {**NOTHING, "close_late": 1}
    request.refresh_from_db()
    assert request.closed_reason == "Le temps de choisir est passé."
    assert subjects()[-1] == "Votre devis pour « Ardoise RDV » n’est pas retenu cette fois"


def test_both_sides_are_asked_once_thirty_days_after_the_choice(cast, travel):
    quote = asked(cast).quotes.get()
    answer(by=cast.nadia, quote=quote, price_month="15")
    choose(by=cast.lila, quote=quote, agreed=True)
    after(travel, 31)
    assert follow_quotes() == {**NOTHING, "ask_after": 1}
    assert follow_quotes() == NOTHING
    assert sorted((x.to_address, x.purpose) for x in Letter.objects.order_by("-pk")[:2]) == [
        (cast.lila.email, "quote.happened"), (cast.nadia.email, "quote.told")]


def test_a_solution_suspended_while_a_request_runs_is_told_to_both_sides_once(cast):
    solution, _paul = second(cast)
    asked(cast, solution)
    row = cast.qualification
    row.suspended_at, row.suspended_reason = clock.now(), "price"
    row.save()
    assert follow_quotes() == {**NOTHING, "warn": 1}
    assert follow_quotes() == NOTHING
    assert subjects()[-2:] == ["« Ardoise RDV » n’est plus proposée : une demande de devis est en cours",
                               "« Ardoise RDV » n’est plus proposée au catalogue pour l’instant"]


def test_two_years_after_the_end_the_words_are_emptied(cast, travel):
    request = asked(cast, tools="Un téléphone")
    after(travel, 11)
    follow_quotes()
    after(travel, 731)
    assert follow_quotes()["forget"] == 1
    kept = QuoteRequest.objects.get()
    assert (kept.text, kept.tools, kept.need) == ("", "", request.need)
    assert follow_quotes()["forget"] == 0
