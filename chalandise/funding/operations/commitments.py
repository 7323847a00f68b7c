"""Where the money goes: asked by one person, approved by another, paid with its document, or given back."""
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.foundation.wording import euros
from chalandise.funding import mails
from chalandise.funding.models import Account, Commitment, Movement
from chalandise.funding.operations.interests import check_decision, check_supplier
from chalandise.funding.operations.ledger import account, already, checked, hold, team_only, write
from chalandise.funding.queries import balances, remaining_of
from chalandise.people.operations import derive_tie, record_organisation
from chalandise.people.queries import organisation_named

INVOICE_DAYS = 2 * 365  # a supplier paid by the pot is tied to the shop for two years
K, S = Account.Kind, Commitment.State


@transaction.atomic
def ask_commitment(*, by, pot, amount, label, supplier="", shop=None, for_kind="", for_id=None, once=None, supervisor=None):
    """Ask the pot for money; a second person decides. Returns the Commitment.

    Who asks for a supplier that they are tied to is refused, or asked for a second person (`supervisor`).
    """
    amount = checked(amount)
    if not label.strip():
        raise Refused(_("Dites pour quoi vous demandez cet argent."), field="label")
    hold(pot)
    if once and (same := Commitment.objects.filter(once=once).first()):
        return same
    state = balances(pot)
    if amount > state.available + state.promised:
        raise Refused(_("Il reste %(left)s dans la cagnotte, promesses comprises : demandez moins, ou cherchez d’abord un "
                        "partenaire.") % {"left": euros(state.available + state.promised)}, field="amount")
    commitment = Commitment.objects.create(
        pot=pot, amount=amount, label=label.strip()[:200], supplier=supplier.strip()[:200], shop=shop, for_kind=for_kind,
        payee=_payee(by, supplier), for_id=for_id, asked_by=by,
        asked_at=clock.now(), once=once)
    check_supplier(by=by, person=by, commitment=commitment, supervisor=supervisor)
    _note("funding.asked", by, commitment)
    mails.request_waits(commitment)
    return commitment


@transaction.atomic
def approve_commitment(*, by, commitment, supervisor=None):
    """Commit money of the pot; never one's own request, never more than what is left. Returns the Commitment.

    Deciding says that one has no conflict of interest, when one has not said it yet. Some ties to the supplier, the shop
    or who asked refuse the gesture; others ask for a second person (`supervisor`).
    """
    _decide(by, commitment, supervisor)
    if commitment.state == S.APPROVED and commitment.decided_by_id == by.pk:
        return commitment  # a double click
    _must_wait(commitment)
    left = balances(commitment.pot).available
    if commitment.amount > left:
        raise Refused(_("Il reste %(left)s dans la cagnotte et cette demande est de %(amount)s : attendez un versement, "
                        "libérez un engagement, ou refusez-la.") % {"left": euros(left), "amount": euros(commitment.amount)})
    pot = commitment.pot
    write(pot=pot, kind=Movement.Kind.COMMITMENT, by=by, label=commitment.label, commitment=commitment,
          postings=[(account(pot, K.COMMITTED), commitment.amount), (account(pot, K.CASH), -commitment.amount)])
    return _set(commitment, S.APPROVED, by, "funding.approved")


@transaction.atomic
def refuse(*, by, commitment, reason, supervisor=None):
    """Say no to a request, with the reason that its author will read; the same ties stop it."""
    _decide(by, commitment, supervisor)
    if commitment.state == S.REFUSED and commitment.decided_by_id == by.pk:
        return commitment
    _must_wait(commitment)
    if not reason.strip():
        raise Refused(_("Donnez la raison : la personne qui a demandé la lira."), field="reason")
    commitment.reason = reason.strip()[:300]
    return _set(commitment, S.REFUSED, by, "funding.refused")


@transaction.atomic
def pay(*, by, commitment, amount=None, document=None, closes=False, once=None):
    """Write down a payment to the supplier: all that is committed, or a part of it.

    `closes` says that nothing more will be paid: what is left goes back to the pot. Returns the Movement.
    """
    team_only(by, commitment.pot)
    pot = _held(commitment)
    if same := already(once):
        return same
    left, paid = remaining_of([commitment])[commitment.pk]
    if commitment.state == S.PAID and amount is None and once is None:
        return commitment.movements.filter(kind=Movement.Kind.PAYMENT).latest("id")
    if commitment.state != S.APPROVED:
        raise Refused(_("Rien n’est engagé pour « %(label)s » : faites d’abord approuver la demande.") % {"label": commitment.label})
    amount = left if amount is None else checked(amount)
    if amount > left:
        raise Refused(_("Il reste %(left)s engagés pour « %(label)s » : demandez d’abord la différence à la cagnotte.")
                      % {"left": euros(left), "label": commitment.label}, field="amount")
    movement = write(pot=pot, kind=Movement.Kind.PAYMENT, by=by, label=commitment.label, commitment=commitment, once=once,
                     document=document, postings=[(account(pot, K.SPENT), amount), (account(pot, K.COMMITTED), -amount)])
    _note("funding.paid", by, commitment, movement, changes={"amount": [None, str(amount)]})
    if commitment.payee_id and commitment.shop_id:
        derive_tie(by=by, organisation=commitment.payee, thing=commitment.shop, kind="invoice",
                   until=clock.today() + timedelta(days=INVOICE_DAYS))
    if amount == left:
        _state(commitment, S.PAID)
    elif closes:
        release(by=by, commitment=commitment)
    return movement


@transaction.atomic
def release(*, by, commitment):
    """Give back to the pot what is not paid, or withdraw a request that waits; twice is the same as once."""
    pot = _held(commitment)
    if commitment.state not in (S.ASKED, S.APPROVED):
        return commitment
    left, paid = remaining_of([commitment])[commitment.pk]
    if left:
        write(pot=pot, kind=Movement.Kind.RELEASE, by=by, label=commitment.label, commitment=commitment,
              postings=[(account(pot, K.CASH), left), (account(pot, K.COMMITTED), -left)])
    _note("funding.released", by, commitment, changes={"amount": [None, str(left)]})
    return _state(commitment, S.PAID if paid else S.RELEASED)


@transaction.atomic
def refund(*, by, commitment, amount, document=None, once=None):
    """Write down money that the supplier gave back; never more than what was paid. Returns the Movement."""
    team_only(by, commitment.pot)
    pot, amount = _held(commitment), checked(amount)
    if same := already(once):
        return same
    _left, paid = remaining_of([commitment])[commitment.pk]
    if amount > paid:
        raise Refused(_("%(paid)s ont été payés pour « %(label)s » : un remboursement ne peut pas dépasser ce montant.")
                      % {"paid": euros(paid), "label": commitment.label}, field="amount")
    movement = write(pot=pot, kind=Movement.Kind.REFUND, by=by, label=commitment.label, commitment=commitment, once=once,
                     document=document, postings=[(account(pot, K.CASH), amount), (account(pot, K.SPENT), -amount)])
    _note("funding.refunded", by, commitment, movement, changes={"amount": [None, str(amount)]})
    return movement


def _payee(by, supplier):
    """Return the supplier as a body, so that ties with it are seen; None when nobody is named."""
    name = " ".join(supplier.split())
    return (organisation_named(name) or record_organisation(by=by, name=name)) if name else None


def _held(commitment):
    """Hold the pot of a commitment and read the commitment again; return the pot."""
    hold(commitment.pot)
    commitment.refresh_from_db(fields=["state", "decided_by", "decided_at", "reason"])
    return commitment.pot


def _decide(by, commitment, supervisor):
    """Hold the pot; refuse anybody outside the team, who asked, and who is tied to what the money is for."""
    team_only(by, commitment.pot)
    _held(commitment)
    if commitment.state == S.ASKED:
        check_decision(by=by, commitment=commitment, supervisor=supervisor)


def _must_wait(commitment):
    if commitment.state != S.ASKED:
        raise Refused(_("Cette demande n’attend plus de réponse : elle est « %(state)s ».")
                      % {"state": commitment.get_state_display()})


def _set(commitment, state, by, verb):
    commitment.decided_by, commitment.decided_at, commitment.state = by, clock.now(), state
    commitment.save(update_fields=["decided_by", "decided_at", "state", "reason"])
    _note(verb, by, commitment, changes={"amount": [None, str(commitment.amount)]})
    return commitment


def _state(commitment, state):
    commitment.state = state
    commitment.save(update_fields=["state"])
    return commitment


def _note(verb, by, commitment, movement=None, changes=None):
    journal.record(verb, by=by, on=[t for t in (commitment, commitment.pot, movement) if t is not None], changes=changes,
                   territory=commitment.pot.season.territory_id)
