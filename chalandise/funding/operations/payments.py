"""Money that leaves the pot, with its document, comes back from a supplier, or is given back unspent."""
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.foundation.wording import euros
from chalandise.funding.models import Account, Commitment, Movement
from chalandise.funding.operations.envelopes import reopen
from chalandise.funding.operations.invoices import check_invoice
from chalandise.funding.operations.ledger import account, already, checked, held, note, set_state, team_only, write
from chalandise.funding.queries.balance import ZERO, remaining_of
from chalandise.funding.queries.invoices import bill, bills
from chalandise.people.operations import derive_tie

INVOICE_DAYS = 2 * 365  # a supplier paid by the pot is tied to the shop for two years
K, S = Account.Kind, Commitment.State


@transaction.atomic
def pay(*, by, commitment, amount=None, invoice=None, document=None, closes=False, once=None):
    """Write down a payment to the supplier: all that is left (of the invoice, when it names one), or a part of it.

    `closes` says that nothing more will be paid: what is left goes back to the pot. Returns the Movement.
    """
    team_only(by, commitment.pot)
    pot = held(commitment)
    if same := already(once):
        return same
    left, _paid = remaining_of([commitment])[commitment.pk]
    if commitment.state == S.PAID and amount is None and once is None:
        return commitment.movements.filter(kind=Movement.Kind.PAYMENT).latest("id")
    if commitment.state != S.APPROVED:
        raise Refused(_("Rien n’est engagé pour « %(label)s » : faites d’abord approuver la demande.") % {"label": commitment.label})
    amount = _to_pay(commitment, amount, left, invoice)
    envelope, document = commitment.envelope, document or (invoice.document if invoice else None)
    movement = write(pot=pot, kind=Movement.Kind.PAYMENT, by=by, label=commitment.label, commitment=commitment, once=once,
                     invoice=invoice, document=document, postings=[(account(pot, K.SPENT, envelope=envelope), amount),
                                                                   (account(pot, K.COMMITTED, envelope=envelope), -amount)])
    note("funding.paid", by, commitment, movement, changes={"amount": [None, str(amount)]})
    if commitment.payee_id and commitment.shop_id:
        derive_tie(by=by, organisation=commitment.payee, thing=commitment.shop, kind="invoice",
                   until=clock.today() + timedelta(days=INVOICE_DAYS))
    if amount == left:
        set_state(commitment, S.PAID)
    elif closes:
        release(by=by, commitment=commitment)
    return movement


def _to_pay(commitment, amount, left, invoice):
    """Return the amount of a payment, never more than what is committed, nor than what other invoices leave."""
    billed = _billed(commitment)
    free = left - billed
    amount = (bill(invoice).left if invoice else free or left) if amount is None else checked(amount)
    if amount > left or not amount:
        raise Refused(_("Il reste %(left)s engagés pour « %(label)s » : demandez d’abord la différence à la cagnotte.")
                      % {"left": euros(left), "label": commitment.label}, field="amount")
    if invoice is not None:
        check_invoice(invoice, commitment, amount)
    elif amount > free:
        raise Refused(_("Une facture attend d’être payée pour « %(label)s » : choisissez-la, puis notez le paiement.")
                      % {"label": commitment.label}, field="invoice")
    return amount


def _billed(commitment):
    """Return what the invoices of a commitment still ask."""
    return sum((b.left for b in bills([commitment])), ZERO)


@transaction.atomic
def release(*, by, commitment):
    """Give back to the pot what is neither paid nor billed, or withdraw a request that waits; twice is the same as once."""
    pot = held(commitment)
    if commitment.state not in (S.ASKED, S.APPROVED):
        return commitment
    left, paid = remaining_of([commitment])[commitment.pk]
    billed, envelope = _billed(commitment), commitment.envelope
    back = left - billed
    if left and not back:
        return commitment  # every euro that is left is on an invoice that waits
    if back:
        write(pot=pot, kind=Movement.Kind.RELEASE, by=by, label=commitment.label, commitment=commitment,
              postings=[(account(pot, K.CASH, envelope=envelope), back), (account(pot, K.COMMITTED, envelope=envelope), -back)])
    note("funding.released", by, commitment, changes={"amount": [None, str(back)]})
    return commitment if billed else set_state(commitment, S.PAID if paid else S.RELEASED)


@transaction.atomic
def refund(*, by, commitment, amount, document=None, once=None):
    """Write down money that the supplier gave back; never more than what was paid. Returns the Movement."""
    team_only(by, commitment.pot)
    pot, amount, envelope = held(commitment), checked(amount), commitment.envelope
    if same := already(once):
        return same
    _left, paid = remaining_of([commitment])[commitment.pk]
    if amount > paid:
        raise Refused(_("%(paid)s ont été payés pour « %(label)s » : un remboursement ne peut pas dépasser ce montant.")
                      % {"paid": euros(paid), "label": commitment.label}, field="amount")
    reopen(by, envelope)
    movement = write(pot=pot, kind=Movement.Kind.REFUND, by=by, label=commitment.label, commitment=commitment, once=once,
                     document=document, postings=[(account(pot, K.CASH, envelope=envelope), amount),
                                                  (account(pot, K.SPENT, envelope=envelope), -amount)])
    note("funding.refunded", by, commitment, movement, changes={"amount": [None, str(amount)]})
    return movement
