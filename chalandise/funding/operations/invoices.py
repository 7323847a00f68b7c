"""Invoices: what a supplier asks for, with its document; set aside when it was a mistake."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.foundation.wording import euros, short_date
from chalandise.funding.models import Commitment, Invoice
from chalandise.funding.operations.ledger import checked, hold, team_only
from chalandise.funding.queries.balance import remaining_of
from chalandise.funding.queries.invoices import bill, bills

S = Commitment.State


@transaction.atomic
def record_invoice(*, by, commitment, number, amount, dated_on, document, once=None):
    """Write down an invoice with its document (checked by foundation.files). Returns the Invoice.

    Never more than what is committed and not billed yet; the same number of the same supplier once.
    """
    team_only(by, commitment.pot)
    amount, number = checked(amount), " ".join(number.split())[:60]
    if not number:
        raise Refused(_("Recopiez le numéro de la facture : il évite de la payer deux fois."), field="number")
    if document is None:
        raise Refused(_("Joignez la facture, en PDF ou en photo."), field="document")
    if dated_on > clock.today():
        raise Refused(_("La date de la facture est à venir : vérifiez-la."), field="dated_on")
    hold(commitment.pot)
    if once and (same := Invoice.objects.filter(once=once).first()):
        return same
    commitment.refresh_from_db(fields=["state"])
    if commitment.state != S.APPROVED:
        raise Refused(_("Rien n’est engagé pour « %(label)s » : faites d’abord approuver la demande.") % {"label": commitment.label})
    _must_be_new(commitment, number)
    left = remaining_of([commitment])[commitment.pk][0] - sum((b.left for b in bills([commitment])), start=0)
    if amount > left:
        raise Refused(_("Il reste %(left)s engagés et pas encore facturés pour « %(label)s » : demandez d’abord la différence à la "
                        "cagnotte.") % {"left": euros(left), "label": commitment.label}, field="amount")
    invoice = Invoice.objects.create(commitment=commitment, number=number, amount=amount, dated_on=dated_on, document=document,
                                     by=by, at=clock.now(), once=once)
    _note("funding.invoiced", by, invoice)
    return invoice


def _must_be_new(commitment, number):
    """Refuse a number that the same supplier already used, in any case and whatever its spaces."""
    same = Invoice.objects.filter(number__iexact=number, cancelled_at=None, commitment__pot=commitment.pot_id)
    same = same.filter(commitment__payee=commitment.payee_id) if commitment.payee_id else same.filter(commitment=commitment)
    if found := same.select_related("commitment").first():
        raise Refused(_("La facture %(number)s de ce fournisseur est déjà notée, le %(day)s, pour « %(label)s ».")
                      % {"number": found.number, "day": short_date(found.at), "label": found.commitment.label}, field="number")


@transaction.atomic
def cancel_invoice(*, by, invoice, reason):
    """Set aside an invoice on which nothing is paid; it stays readable. Twice is the same as once."""
    team_only(by, invoice.commitment.pot)
    hold(invoice.commitment.pot)
    invoice.refresh_from_db(fields=["cancelled_at", "reason"])
    if invoice.cancelled_at:
        return invoice
    if not reason.strip():
        raise Refused(_("Dites en quelques mots pourquoi cette facture ne compte pas."), field="reason")
    if bill(invoice).paid:
        raise Refused(_("Un paiement est noté sur cette facture : corrigez d’abord le paiement, ou notez un remboursement."))
    invoice.cancelled_at, invoice.reason = clock.now(), reason.strip()[:300]
    invoice.save(update_fields=["cancelled_at", "reason"])
    _note("funding.invoice_cancelled", by, invoice)
    return invoice


def check_invoice(invoice, commitment, amount):
    """Refuse a payment on the invoice of something else, on one set aside, or larger than what it still asks; under `hold`."""
    if invoice.commitment_id != commitment.pk:
        raise Refused(_("Cette facture n’est pas celle de « %(label)s ».") % {"label": commitment.label}, field="invoice")
    invoice.refresh_from_db(fields=["cancelled_at"])
    left = bill(invoice).left
    if amount > left:
        raise Refused(_("Il reste %(left)s à payer sur la facture %(number)s.") % {"left": euros(left), "number": invoice.number}, field="amount")


def _note(verb, by, invoice):
    pot = invoice.commitment.pot
    journal.record(verb, by=by, on=[invoice, invoice.commitment, pot], territory=pot.season.territory_id,
                   changes={"amount": [None, str(invoice.amount)]})
