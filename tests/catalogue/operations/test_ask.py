"""Asking for quotes: who, what, how many, and what the words must not give away."""
from datetime import date, timedelta
from decimal import Decimal

import pytest

from chalandise.catalogue.models import QuoteRequest
from chalandise.catalogue.operations.quotes.ask import GivesAway, ask, close
from chalandise.foundation import clock
from chalandise.foundation.models import Entry, Letter
from chalandise.foundation.refusals import Refused
from tests.catalogue.operations.quoting import WORDS, asked, second

pytestmark = pytest.mark.django_db


def test_a_request_goes_to_each_provider_with_a_letter_that_says_trade_town_and_need(cast):
    solution, paul = second(cast)
    request = asked(cast, solution, budget_month="30", wanted_on=date(2017, 12, 15), tools="Un téléphone")
    assert [q.solution for q in request.quotes.all()] == [cast.solution, solution]
    assert (request.budget_month, request.answer_by) == (Decimal("30.00"), date(2017, 11, 30))
    letters = list(Letter.objects.order_by("pk"))
    assert [x.to_address for x in letters] == [cast.nadia.email, paul.email]
    assert letters[0].subject == "Un commerce de Bordeaux demande un devis pour « Ardoise RDV »"
    assert "Prendre des rendez-vous" in letters[0].text and WORDS not in letters[0].text
    assert Entry.objects.filter(verb="quote.asked").count() == 1


def test_two_clicks_send_once(cast):
    assert asked(cast) == asked(cast)
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(("change", "field"), [
    ({"need": "nonsense"}, "need"), ({"text": "court"}, "text"), ({"text": "x" * 1300}, "text"), ({"tools": "x" * 301}, "tools"),
    ({"budget_month": "NaN"}, "budget_month"), ({"budget_month": "-1"}, "budget_month"), ({"wanted_on": date(2017, 11, 19)}, "wanted_on"),
    ({"wanted_on": date(2030, 1, 1)}, "wanted_on"), ({"need": "loyalty"}, "solutions")])
def test_what_cannot_be_is_refused_next_to_its_field(cast, change, field):
    with pytest.raises(Refused) as refusal:
        asked(cast, **change)
    assert refusal.value.field == field
    assert QuoteRequest.objects.count() == 0


def test_only_the_merchant_asks(cast):
    cast.qualification  # noqa: B018
    for person in (cast.karim, cast.rose, cast.bruno, cast.nadia):
        with pytest.raises(Refused, match="Seul le commerçant"):
            ask(by=person, shop=cast.lys, need="booking", solutions=[cast.solution], text=WORDS)


def test_nobody_or_more_than_three_providers_is_refused(cast):
    cast.lila  # noqa: B018
    with pytest.raises(Refused, match="au moins une"):
        ask(by=cast.lila, shop=cast.lys, need="booking", solutions=[], text=WORDS)
    others = [second(cast, f"Carnet {n}", (f"Paul{n}", "Roy"))[0] for n in range(3)]
    with pytest.raises(Refused, match="Trois offreurs au plus"):
        asked(cast, *others)


@pytest.mark.parametrize("why", ["suspended", "expired", "withdrawn", "elsewhere"])
def test_a_solution_that_is_not_proposed_today_gets_no_request(cast, why):
    row = cast.qualification
    row.suspended_at = clock.now() if why == "suspended" else None
    if why == "expired":
        row.since, row.until = date(2016, 11, 20), date(2017, 11, 20)
    if why == "elsewhere":
        row.territory = cast.villeneuve
    row.save()
    if why == "withdrawn":
        cast.solution.withdrawn_at = clock.now()
        cast.solution.save()
    with pytest.raises(Refused, match="Ardoise RDV : on ne peut pas demander de devis") as refusal:
        asked(cast)
    assert refusal.value.field == "solutions"


def test_words_that_give_the_merchant_away_are_asked_about_then_hidden(cast):
    text = "Appelez Lila Sarda au 06 00 00 00 01, Institut Lys."
    with pytest.raises(GivesAway, match="un numéro de téléphone") as refusal:
        asked(cast, text=text)
    assert (refusal.value.field, refusal.value.hidden) == ("text", "Appelez […] au […], […].")
    assert QuoteRequest.objects.count() == 0
    assert asked(cast, text=text, hide=True).text == "Appelez […] au […], […]."


def test_what_one_already_has_is_looked_at_too(cast):
    with pytest.raises(GivesAway) as refusal:
        asked(cast, tools="le site www.lys.invalid")
    assert refusal.value.field == "tools"


def test_a_shop_sends_three_requests_a_day(cast, travel):
    for n in range(3):
        asked(cast, text=f"{WORDS} {n}")
    with pytest.raises(Refused, match="Trois demandes sont déjà parties"):
        asked(cast, text=f"{WORDS} 4")
    travel(clock.today() + timedelta(days=2))
    assert asked(cast, text=f"{WORDS} 5")


def test_a_shop_has_six_requests_running_at_the_most(cast, travel):
    for n in range(6):
        asked(cast, text=f"{WORDS} {n}")
        travel(clock.today() + timedelta(days=1 + n % 2))
    with pytest.raises(Refused, match="Six demandes sont en cours"):
        asked(cast, text=f"{WORDS} 7")


def test_the_merchant_closes_and_the_providers_are_told_kindly_once(cast):
    request = asked(cast)
    close(by=cast.lila, asked=request, reason="Je fais sans")
    closed = close(by=cast.lila, asked=request)
    assert (bool(closed.closed_at), closed.closed_reason, closed.quotes.get().state) == (True, "Je fais sans", "refused")
    last = Letter.objects.order_by("pk").last()
    assert (last.to_address, last.subject) == (cast.nadia.email, "Votre devis pour « Ardoise RDV » n’est pas retenu cette fois")
    assert "Je fais sans" not in last.text
    assert Letter.objects.count() == 2
    with pytest.raises(Refused, match="Seul le commerçant"):
        close(by=cast.nadia, asked=request)


def test_the_journal_holds_no_word_of_the_merchant(cast):
    asked(cast)
    entry = Entry.objects.get(verb="quote.asked")
    assert sorted(t.label for t in entry.traces.all()) == ["Demande de devis du 20 nov. 2017", "Institut Lys"]
