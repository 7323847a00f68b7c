"""Requests for a quote on the company's pages and by mailed links."""
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chalandise.catalogue.models import Quote
from chalandise.catalogue.operations.quotes.answer import answer
from chalandise.catalogue.operations.quotes.ask import close
from chalandise.catalogue.operations.quotes.choose import choose
from chalandise.foundation.models import Letter
from chalandise.people.operations import end_role
from tests.catalogue.operations.quoting import WORDS, asked, second

pytestmark = pytest.mark.django_db
PRICE = {"price_month": "15", "trial_months": "2", "price_after": "25,50", "commitment_months": "0", "delay_days": "7", "text": "Une heure."}


@pytest.fixture
def quote(cast):
    return asked(cast, budget_month="30").quotes.get()


@pytest.fixture
def nadia(client, cast):
    client.force_login(cast.nadia)
    return client


def text(answer_):
    return answer_.content.decode().replace("\u00a0", " ")


def test_the_list_says_who_waits_by_trade_and_town(nadia, cast, quote):
    page = text(nadia.get(reverse("provider:quotes", args=[cast.ardoise.pk])))
    assert "1 commerçant attend votre réponse" in page
    assert "Beauté et bien-être, Bordeaux" in page and "Institut Lys" not in page


def test_an_empty_list_says_what_will_come(nadia, cast):
    assert "Pas encore de demande" in text(nadia.get(reverse("provider:quotes", args=[cast.ardoise.pk])))


def test_a_request_is_read_and_answered_from_the_sheet_s_price(nadia, cast, quote):
    here = reverse("provider:quote", args=[cast.ardoise.pk, quote.pk])
    page = nadia.get(here)
    assert WORDS in text(page) and "30,00 €" in text(page)
    assert page.context["form"].initial["price_month"] == 19
    assert Quote.objects.get().seen_at is not None
    assert nadia.post(here, PRICE).status_code == 302
    assert "15,00 € par mois pendant 2 mois, puis 25,50 € par mois" in text(nadia.get(here))


@pytest.mark.parametrize(("change", "sentence"), [
    ({"price_month": ""}, "Ce champ est obligatoire."), ({"price_month": "cher"}, "Écrivez un montant en chiffres"),
    ({"price_after": ""}, "dites le prix par mois ensuite"), ({"trial_months": "²"}, "entier"), ({"delay_days": "9999"}, "entre 0 et 730")])
def test_what_cannot_be_is_said_and_what_was_typed_stays(nadia, cast, quote, change, sentence):
    page = nadia.post(reverse("provider:quote", args=[cast.ardoise.pk, quote.pk]), {**PRICE, **change})
    assert page.status_code == 422
    assert sentence in text(page) and "Une heure." in text(page)
    assert Quote.objects.get().state == "asked"


def test_what_is_not_a_pdf_is_refused_next_to_the_file(nadia, cast, quote):
    page = nadia.post(reverse("provider:quote", args=[cast.ardoise.pk, quote.pk]), {**PRICE, "file": SimpleUploadedFile("devis.pdf", b"GIF89a")})
    assert page.status_code == 422
    assert Quote.objects.get().state == "asked"


def test_a_company_that_cannot_says_so(nadia, cast, quote):
    page = nadia.post(reverse("provider:quote", args=[cast.ardoise.pk, quote.pk]), {"gesture": "decline", "text": "Pas avant mars"}, follow=True)
    assert "Le commerçant est prévenu, sans reproche." in text(page)
    assert Quote.objects.get().state == "declined"


def test_another_company_opens_nothing(client, cast, quote):
    solution, paul = second(cast)
    client.force_login(paul)
    assert client.get(reverse("provider:quote", args=[cast.ardoise.pk, quote.pk])).status_code == 404
    assert client.get(reverse("provider:quote", args=[solution.provider.pk, quote.pk])).status_code == 404


def test_who_was_not_chosen_reads_that_the_merchant_goes_on_and_nothing_else(nadia, cast, quote):
    close(by=cast.lila, asked=quote.request, reason="Chez Carnet")
    page = text(nadia.get(reverse("provider:quote", args=[cast.ardoise.pk, quote.pk])))
    assert "Le commerçant continue autrement." in page and "Carnet" not in page


def test_who_was_chosen_reads_the_contact_and_tells_whether_it_happened(nadia, cast, quote):
    answer(by=cast.nadia, quote=quote, price_month="15")
    choose(by=cast.lila, quote=quote, agreed=True)
    here = reverse("provider:quote", args=[cast.ardoise.pk, quote.pk])
    page = text(nadia.get(here))
    assert "Lila Sarda" in page and "112 rue Fondaudège" in page and cast.lila.email in page
    nadia.post(here, {"gesture": "no"})
    assert Quote.objects.get().provider_says is False


def test_a_letter_opens_the_request_without_signing_in_until_the_person_leaves_the_company(client, cast, quote):
    address = re.search(r"/l/[\w-]+/", Letter.objects.get(purpose="quote.answer").text).group()
    assert WORDS in text(client.get(address))
    assert client.post(address, PRICE).status_code == 302
    assert client.post(address, PRICE).status_code == 302
    assert (Quote.objects.get().state, Letter.objects.filter(purpose="quote.read").count()) == ("answered", 1)
    end_role(person=cast.nadia, kind="provider", scope_id=cast.ardoise.organisation_id)
    assert client.get(address).status_code == 404
