"""Invoices: with their document, once, never more than what is committed; paid in parts, set aside."""
from datetime import date

import pytest

from chalandise.foundation.refusals import Refused
from chalandise.funding.models import Invoice
from chalandise.funding.operations import (
    approve_commitment,
    ask_commitment,
    cancel_invoice,
    pay,
    record_invoice,
    release,
    reverse,
)
from chalandise.funding.queries import balances, bills
from tests.funding.scenes import document


@pytest.fixture
def approved(cast):
    cast.pot, cast.odile  # noqa: B018
    return approve_commitment(by=cast.odile, commitment=ask_commitment(by=cast.rose, pot=cast.pot, amount=300, label="Agenda",
                                                                      supplier="Agenda Facile"))


def note(cast, commitment, amount=200, number="F-17", **words):
    return record_invoice(by=cast.rose, commitment=commitment, **{"number": number, "amount": amount, "dated_on": date(2017, 11, 2),
                                                                  "document": document(), **words})


def test_an_invoice_is_paid_in_parts_and_never_beyond(cast, approved):
    invoice = note(cast, approved)
    first = pay(by=cast.rose, commitment=approved, invoice=invoice, amount=150, once="1")
    assert (first.document, first.invoice) == (invoice.document, invoice)
    with pytest.raises(Refused, match=r"Il reste 50,00.€ à payer sur la facture F-17"):
        pay(by=cast.rose, commitment=approved, invoice=invoice, amount=51, once="2")
    pay(by=cast.rose, commitment=approved, invoice=invoice, once="3")
    assert ([(b.paid, b.left) for b in bills([approved])], balances(cast.pot).committed) == ([(200, 0)], 100)


def test_a_corrected_payment_makes_the_invoice_wait_again(cast, approved):
    invoice = note(cast, approved)
    reverse(by=cast.rose, movement=pay(by=cast.rose, commitment=approved, invoice=invoice), reason="mauvaise ligne")
    assert [(b.paid, b.left) for b in bills([approved])] == [(0, 200)]


@pytest.mark.parametrize(("words", "sentence"), [
    ({"amount": 301}, r"Il reste 300,00.€ engagés et pas encore facturés"), ({"number": " "}, "Recopiez le numéro"),
    ({"document": None}, "Joignez la facture"), ({"dated_on": date(2018, 1, 1)}, "à venir"), ({"amount": 0}, "plus grand que zéro"),
])
def test_a_wrong_invoice_is_refused(cast, approved, words, sentence):
    with pytest.raises(Refused, match=sentence):
        note(cast, approved, **words)
    assert Invoice.objects.count() == 0


def test_the_same_number_of_the_same_supplier_is_noted_once(cast, approved):
    assert note(cast, approved, once="k") == note(cast, approved, once="k")
    other = approve_commitment(by=cast.odile, commitment=ask_commitment(by=cast.rose, pot=cast.pot, amount=100, label="Suite",
                                                                       supplier="agenda facile"))
    with pytest.raises(Refused, match="La facture F-17 de ce fournisseur est déjà notée"):
        note(cast, other, amount=50, number=" f-17 ")


def test_nothing_is_billed_before_approval(cast):
    asked = ask_commitment(by=cast.rose, pot=cast.pot, amount=100, label="Affiches")
    with pytest.raises(Refused, match="faites d’abord approuver"):
        note(cast, asked, amount=50)


def test_what_an_invoice_asks_is_neither_given_back_nor_paid_to_another(cast, approved):
    invoice = note(cast, approved)
    with pytest.raises(Refused, match="Une facture attend"):
        pay(by=cast.rose, commitment=approved, amount=101, once="x")
    release(by=cast.rose, commitment=approved)
    assert (balances(cast.pot).committed, approved.state) == (200, "approved")
    release(by=cast.rose, commitment=approved)
    cancel_invoice(by=cast.rose, invoice=invoice, reason="doublon")
    release(by=cast.rose, commitment=approved)
    assert (balances(cast.pot).committed, approved.state) == (0, "released")


def test_an_invoice_is_set_aside_with_its_reason_while_nothing_is_paid(cast, approved):
    invoice = note(cast, approved)
    with pytest.raises(Refused, match="pourquoi"):
        cancel_invoice(by=cast.rose, invoice=invoice, reason=" ")
    pay(by=cast.rose, commitment=approved, invoice=invoice, amount=1, once="1")
    with pytest.raises(Refused, match="Un paiement est noté"):
        cancel_invoice(by=cast.rose, invoice=invoice, reason="doublon")
    aside = note(cast, approved, amount=100, number="F-18")
    for _twice in range(2):
        cancel_invoice(by=cast.odile, invoice=aside, reason="doublon")
    assert (aside.reason, [b.left for b in bills([approved])]) == ("doublon", [199, 0])
    assert note(cast, approved, amount=100, number="F-18").pk  # the number is free again


def test_a_payment_on_the_invoice_of_something_else_is_refused(cast, approved):
    other = approve_commitment(by=cast.odile, commitment=ask_commitment(by=cast.rose, pot=cast.pot, amount=100, label="Suite"))
    with pytest.raises(Refused, match="n’est pas celle de « Suite »"):
        pay(by=cast.rose, commitment=other, invoice=note(cast, approved), amount=50)


def test_only_the_team_notes_an_invoice(cast, approved):
    for stranger in (cast.hugo, cast.lila, cast.karim):
        with pytest.raises(Refused, match="équipe"):
            record_invoice(by=stranger, commitment=approved, number="F", amount=1, dated_on=date(2017, 11, 2), document=document())
