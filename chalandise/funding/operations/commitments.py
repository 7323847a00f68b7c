"""Requests to the pot: asked by one person, approved or refused by another."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.foundation.wording import euros
from chalandise.funding import mails
from chalandise.funding.models import Account, Commitment, Movement
from chalandise.funding.operations.envelopes import check_purse
from chalandise.funding.operations.interests import check_decision, check_supplier
from chalandise.funding.operations.ledger import account, checked, held, hold, note, team_only, write
from chalandise.funding.operations.votes import check_vote
from chalandise.funding.queries import balances
from chalandise.funding.queries.envelopes import purse_for
from chalandise.people.operations import record_organisation
from chalandise.people.queries import organisation_named

SAME = object()  # the envelope that the request already names
K, S = Account.Kind, Commitment.State


@transaction.atomic
def ask_commitment(*, by, pot, amount, label, supplier="", shop=None, kind="", for_kind="", for_id=None, once=None, supervisor=None):
    """Ask the pot for money; a second person decides. Returns the Commitment.

    `kind` is the code of the action's kind: the first envelope whose rules allow the request is proposed to who decides.
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
        kind=kind, envelope=purse_for(pot, shop_id=shop.pk if shop else None, kind=kind, amount=amount),
        payee=_payee(by, supplier), for_id=for_id, asked_by=by,
        asked_at=clock.now(), once=once)
    check_supplier(by=by, person=by, commitment=commitment, supervisor=supervisor)
    note("funding.asked", by, commitment)
    mails.request_waits(commitment)
    return commitment


@transaction.atomic
def approve_commitment(*, by, commitment, amount=None, envelope=SAME, supervisor=None):
    """Commit money of the pot; never one's own request, never more than what is left. Returns the Commitment.

    `amount` grants a part of what was asked; `envelope` (None: the common purse) takes it from elsewhere. Deciding says that
    one has no conflict of interest, when one has not said it yet. A vote of the committee is waited for, and its no is a no. Some ties to the supplier, the shop or who asked refuse
    the gesture; others ask for a second person (`supervisor`).
    """
    _decide(by, commitment, supervisor)
    if commitment.state == S.APPROVED and commitment.decided_by_id == by.pk:
        return commitment  # a double click
    _must_wait(commitment)
    check_vote(commitment, granting=True)
    pot, asked = commitment.pot, commitment.amount
    if envelope is not SAME:
        commitment.envelope = envelope
    if amount is not None and (granted := checked(amount)) != asked:
        if granted > asked:
            raise Refused(_("%(asked)s sont demandés : accordez cette somme ou moins.") % {"asked": euros(asked)}, field="amount")
        commitment.amount, commitment.asked_amount = granted, asked
    check_purse(pot=pot, envelope=commitment.envelope, shop=commitment.shop, kind=commitment.kind, amount=commitment.amount)
    write(pot=pot, kind=Movement.Kind.COMMITMENT, by=by, label=commitment.label, commitment=commitment,
          postings=[(account(pot, K.COMMITTED, envelope=commitment.envelope), commitment.amount),
                    (account(pot, K.CASH, envelope=commitment.envelope), -commitment.amount)])
    commitment.save(update_fields=["amount", "asked_amount", "envelope"])
    return _set(commitment, S.APPROVED, by, "funding.approved")


@transaction.atomic
def refuse(*, by, commitment, reason, supervisor=None):
    """Say no to a request, with the reason that its author will read; the same ties stop it."""
    _decide(by, commitment, supervisor)
    if commitment.state == S.REFUSED and commitment.decided_by_id == by.pk:
        return commitment
    _must_wait(commitment)
    check_vote(commitment, granting=False)
    if not reason.strip():
        raise Refused(_("Donnez la raison : la personne qui a demandé la lira."), field="reason")
    commitment.reason = reason.strip()[:300]
    return _set(commitment, S.REFUSED, by, "funding.refused")


def _payee(by, supplier):
    """Return the supplier as a body, so that ties with it are seen; None when nobody is named."""
    name = " ".join(supplier.split())
    return (organisation_named(name) or record_organisation(by=by, name=name)) if name else None


def _decide(by, commitment, supervisor):
    """Hold the pot; refuse anybody outside the team, who asked, and who is tied to what the money is for."""
    team_only(by, commitment.pot)
    held(commitment)
    if commitment.state == S.ASKED:
        check_decision(by=by, commitment=commitment, supervisor=supervisor)


def _must_wait(commitment):
    if commitment.state != S.ASKED:
        raise Refused(_("Cette demande n’attend plus de réponse : elle est « %(state)s ».")
                      % {"state": commitment.get_state_display()})


def _set(commitment, state, by, verb):
    commitment.decided_by, commitment.decided_at, commitment.state = by, clock.now(), state
    commitment.save(update_fields=["decided_by", "decided_at", "state", "reason"])
    note(verb, by, commitment, changes={"amount": [None, str(commitment.amount)]})
    return commitment
