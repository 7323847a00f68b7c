"""The pages of envelopes and invoices: rules typed, money moved, a request granted in part, an invoice paid."""
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chalandise.funding.models import Commitment, Envelope, Invoice, Movement
from chalandise.funding.operations import allot, approve_commitment, ask_commitment, open_envelope
from chalandise.funding.queries import balances

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def at(name, *args):
    return reverse(f"team:{name}", args=["fondaudege-2017", *args])


@pytest.fixture
def rose(client, cast):
    cast.pot, cast.odile  # noqa: B018
    client.force_login(cast.rose)
    return client


def test_an_envelope_is_opened_with_its_rules_and_read_in_words(rose, cast):
    typed = {"name": "Vitrines", "kinds": ["booking"], "floor_shop": "", "cap_shop": "200", "cap_booking": "1 000,50 €"}
    assert rose.post(at("pot_envelope_new"), typed).status_code == 302
    envelope = Envelope.objects.get()
    assert [(r.kind, r.floor, float(r.cap)) for r in envelope.rules.all()] == [("booking", None, 1000.5)]
    page = rose.get(at("pot")).content.decode().replace("\xa0", " ").replace("\u202f", " ")
    assert "Rendez-vous en ligne ; par boutique : au plus 200,00 € ; Rendez-vous en ligne : au plus 1 000,50 €" in page
    wrong = rose.post(at("pot_envelope", envelope.pk), {**typed, "version": 1, "floor_booking": "2000"})
    assert (wrong.status_code, "dépasse le maximum" in wrong.content.decode(), 'value="2000"' in wrong.content.decode()) == (422, True, True)
    assert rose.post(at("pot_envelope", envelope.pk), {**typed, "version": 1, "name": "Agendas"}).status_code == 302
    late = rose.post(at("pot_envelope", envelope.pk), {**typed, "version": 1, "name": "Autre"})
    assert (late.status_code, "Ce qui est enregistré maintenant" in late.content.decode()) == (422, True)


def test_money_moves_both_ways_and_an_empty_envelope_closes(rose, cast):
    envelope = open_envelope(by=cast.rose, pot=cast.pot, name="Vitrines")
    rose.post(at("pot_allotment", envelope.pk), {"way": "in", "amount": "300", "once": "a"})
    refused = rose.post(at("pot_allotment", envelope.pk), {"way": "back", "amount": "301", "once": "b"})
    assert (refused.status_code, "peuvent revenir" in refused.content.decode()) == (422, True)
    rose.post(at("pot_allotment", envelope.pk), {"way": "back", "amount": "300", "once": "c"})
    rose.post(at("pot_envelope_close", envelope.pk))
    envelope.refresh_from_db()
    assert (envelope.closed_at is not None, Movement.objects.filter(kind="allotment").count()) == (True, 2)


def test_a_contribution_names_its_envelope(rose, cast):
    envelope = open_envelope(by=cast.rose, pot=cast.pot, name="Vitrines")
    rose.post(at("pot_contribution"), {"partner": cast.bank.pk, "amount": "50", "envelope": envelope.pk, "once": "k"})
    assert Movement.objects.latest("id").postings.filter(account__envelope=envelope, amount=50).count() == 1


def test_a_request_is_granted_in_part_from_another_envelope_by_a_second_person(rose, cast, client):
    envelope = open_envelope(by=cast.rose, pot=cast.pot, name="Vitrines")
    allot(by=cast.rose, envelope=envelope, amount=100)
    asked = ask_commitment(by=cast.rose, pot=cast.pot, amount=180, label="Affiches")
    assert rose.get(at("pot_grant", asked.pk)).status_code == 302  # hers: another person decides
    client.force_login(cast.odile)
    client.post(at("pot_interests"), {"shown": [asked.pk]})
    assert "Accorder autrement" in client.get(at("pot")).content.decode()
    refused = client.post(at("pot_grant", asked.pk), {"amount": "101", "envelope": envelope.pk})
    assert (refused.status_code, "Il reste" in refused.content.decode()) == (422, True)
    assert client.post(at("pot_grant", asked.pk), {"amount": "90", "envelope": envelope.pk}).status_code == 302
    asked = Commitment.objects.get()
    assert (asked.state, asked.amount, asked.asked_amount, asked.envelope, balances(cast.pot).committed) == ("approved", 90, 180, envelope, 90)


def test_an_invoice_is_noted_paid_in_parts_and_another_set_aside(rose, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    commitment = approve_commitment(by=cast.odile, commitment=ask_commitment(by=cast.rose, pot=cast.pot, amount=200, label="Affiches"))
    typed = {"number": "F-1", "amount": "120", "dated_on": "2017-11-02", "once": "i"}
    assert rose.post(at("pot_invoice", commitment.pk), {**typed, "document": SimpleUploadedFile("f.pdf", b"MZ", "application/pdf")}).status_code == 422
    for _twice in range(2):
        assert rose.post(at("pot_invoice", commitment.pk), {**typed, "document": SimpleUploadedFile("f.pdf", PDF)}).status_code == 302
    invoice = Invoice.objects.get()
    page = rose.get(at("pot_payment", commitment.pk) + f"?facture={invoice.pk}").content.decode()
    assert 'value="120,00"' in page and "F-1, reste" in page
    rose.post(at("pot_payment", commitment.pk), {"amount": "20", "invoice": invoice.pk, "once": "p"})
    assert (balances(cast.pot).paid, Movement.objects.latest("id").invoice) == (20, invoice)
    assert "Un paiement est noté" in rose.post(at("pot_invoice_cancel", invoice.pk), {"reason": "non"}).content.decode()
    rose.post(at("pot_invoice", commitment.pk), {**typed, "number": "F-2", "amount": "10", "once": "j", "document": SimpleUploadedFile("f.pdf", PDF)})
    assert rose.post(at("pot_invoice_cancel", Invoice.objects.latest("id").pk), {"reason": "doublon"}).status_code == 302
    assert "écartée" in rose.get(at("pot")).content.decode()
    assert "Joignez la facture" in rose.post(at("pot_payment", commitment.pk), {"amount": "1", "invoice": "none", "once": "q"}).content.decode()


def test_the_page_takes_as_many_queries_with_1_and_30_envelopes_and_invoices(rose, cast, settings, django_assert_num_queries):
    from datetime import date

    from chalandise.funding.operations import record_invoice
    from tests.funding.scenes import document
    for rows in (1, 30):
        for n in range(rows):
            envelope = open_envelope(by=cast.rose, pot=cast.pot, name=f"Enveloppe {rows} {n}")
            allot(by=cast.rose, envelope=envelope, amount=1)
            asked = ask_commitment(by=cast.rose, pot=cast.pot, amount=1, label=f"{rows} {n}")
            approve_commitment(by=cast.odile, commitment=asked, envelope=envelope)
            record_invoice(by=cast.rose, commitment=asked, number=f"{rows}-{n}", amount=1, dated_on=date(2017, 11, 2), document=document())
        rose.get(at("pot"))
        with django_assert_num_queries(23):
            rose.get(at("pot"))
