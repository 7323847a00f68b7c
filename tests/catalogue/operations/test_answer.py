"""A provider answers, changes its answer, or cannot."""
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chalandise.catalogue.operations.quotes.answer import answer, decline, see
from chalandise.catalogue.operations.quotes.ask import close
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from tests.catalogue.operations.quoting import asked, second

pytestmark = pytest.mark.django_db
PRICE = {"price_month": "15", "trial_months": 2, "price_after": "25", "commitment_months": 0, "delay_days": 7, "text": "Installation par téléphone."}


@pytest.fixture
def quote(cast):
    return asked(cast).quotes.get()


def test_an_answer_keeps_the_price_and_what_it_becomes_and_tells_the_merchant(cast, quote):
    given = answer(by=cast.nadia, quote=quote, **PRICE)
    given.refresh_from_db()
    assert (given.state, given.price_month, given.price_after, given.trial_months, given.price_setup) == ("answered", Decimal(15), Decimal(25), 2, 0)
    letter = Letter.objects.order_by("pk").last()
    assert (letter.to_address, letter.subject) == (cast.lila.email, "« Ardoise RDV » a répondu : voici son devis")


def test_the_same_answer_twice_is_once_and_a_better_one_replaces_it_without_another_letter(cast, quote):
    first = answer(by=cast.nadia, quote=quote, **PRICE)
    moment = first.answered_at
    assert answer(by=cast.nadia, quote=quote, **PRICE).answered_at == moment
    assert answer(by=cast.nadia, quote=quote, **{**PRICE, "price_month": "12"}).price_month == Decimal(12)
    assert Letter.objects.filter(to_address=cast.lila.email).count() == 1


@pytest.mark.parametrize(("change", "field"), [
    ({"price_month": None}, "price_month"), ({"price_month": "-3"}, "price_month"), ({"price_month": "1.234"}, "price_month"),
    ({"price_month": "Infinity"}, "price_month"), ({"price_after": None}, "price_after"), ({"trial_months": 0}, "trial_months"),
    ({"trial_months": 500}, "trial_months"), ({"commitment_months": -1}, "commitment_months"), ({"delay_days": 9999}, "delay_days"),
    ({"text": "x" * 4001}, "text")])
def test_what_cannot_be_is_refused_next_to_its_field(cast, quote, change, field):
    with pytest.raises(Refused) as refusal:
        answer(by=cast.nadia, quote=quote, **{**PRICE, **change})
    assert refusal.value.field == field
    quote.refresh_from_db()
    assert quote.state == "asked"


def test_a_file_is_a_pdf_whatever_its_name(cast, quote):
    with pytest.raises(Refused) as refusal:
        answer(by=cast.nadia, quote=quote, **PRICE, uploaded=SimpleUploadedFile("devis.pdf", b"MZ not a pdf"))
    assert refusal.value.field == "file"


def test_nobody_else_answers(cast, quote):
    _solution, paul = second(cast)
    for person in (paul, cast.lila, cast.rose):
        with pytest.raises(Refused, match="Seules les personnes de l’entreprise"):
            answer(by=person, quote=quote, **PRICE)
        with pytest.raises(Refused, match="Seules les personnes de l’entreprise"):
            decline(by=person, quote=quote)


def test_a_company_that_cannot_says_so_once_and_no_longer_answers(cast, quote):
    decline(by=cast.nadia, quote=quote, text="Pas avant mars")
    decline(by=cast.nadia, quote=quote)
    assert Letter.objects.order_by("pk").last().subject == "« Ardoise RDV » ne peut pas vous faire de devis"
    assert Letter.objects.filter(to_address=cast.lila.email).count() == 1
    with pytest.raises(Refused, match="ne pouviez pas"):
        answer(by=cast.nadia, quote=quote, **PRICE)


def test_a_closed_or_late_request_takes_no_answer(cast, quote, travel):
    travel(clock.today() + timedelta(days=11))
    with pytest.raises(Refused, match="Le temps de répondre est passé"):
        answer(by=cast.nadia, quote=quote, **PRICE)
    close(by=cast.lila, asked=quote.request)
    with pytest.raises(Refused, match="Cette demande est fermée"):
        answer(by=cast.nadia, quote=quote, **PRICE)


def test_reading_is_written_once_and_by_the_company_only(cast, quote):
    assert see(by=cast.lila, quote=quote).seen_at is None
    first = see(by=cast.nadia, quote=quote).seen_at
    assert first is not None
    assert see(by=cast.nadia, quote=quote).seen_at == first
