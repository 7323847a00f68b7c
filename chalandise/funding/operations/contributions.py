"""Where the money comes from: promises and contributions of the partners, and the correction of a mistake."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import journal
from chalandise.foundation.refusals import Refused
from chalandise.funding.models import Account, Commitment, Movement, Pot
from chalandise.funding.operations.ledger import account, already, checked, hold, team_only, write
from chalandise.funding.queries import partner_balances, remaining_of
from chalandise.funding.queries.envelopes import purses
from chalandise.seasons.models import PanelPlace

K = Account.Kind
REVERSIBLE = (Movement.Kind.PROMISE, Movement.Kind.CONTRIBUTION, Movement.Kind.PAYMENT, Movement.Kind.REFUND)


@transaction.atomic
def open_pot(*, by, season):
    """Open the pot of a season; opening it twice is the same as once."""
    pot, made = Pot.objects.get_or_create(season=season)
    team_only(by, pot)
    if made:
        journal.record("funding.pot_opened", by=by, on=[pot, season], territory=season.territory_id)
    return pot


@transaction.atomic
def promise(*, by, partner, amount, label="", once=None):
    """Write down what a partner will give. Returns the Movement."""
    pot, amount = _pot_for(by, partner), checked(amount)
    if same := already(once):
        return same
    movement = write(pot=pot, kind=Movement.Kind.PROMISE, by=by, once=once,
                     label=label or _("Promesse de %(partner)s") % {"partner": partner},
                     postings=[(account(pot, K.PROMISED, partner), amount), (account(pot, K.PARTNER, partner), -amount)])
    journal.record("funding.promised", by=by, on=[pot, partner, movement], territory=pot.season.territory_id,
                   changes={"amount": [None, str(amount)]})
    return movement


@transaction.atomic
def receive(*, by, partner, amount, envelope=None, document=None, label="", once=None):
    """Write down money that arrived: it settles the partner's promise first, the rest is a gift on top of it.

    `envelope`: what the partner gives it for; that money never leaves it.
    """
    pot, amount = _pot_for(by, partner), checked(amount)
    if same := already(once):
        return same
    if envelope is not None and (envelope.closed_at or envelope.pot_id != pot.pk):
        raise Refused(_("Cette enveloppe est fermée : choisissez-en une autre."), field="envelope")
    balance = partner_balances(pot).get(partner.pk)
    settled = min(amount, balance.due) if balance else 0
    movement = write(pot=pot, kind=Movement.Kind.CONTRIBUTION, by=by, once=once, document=document,
                     label=label or _("Versement de %(partner)s") % {"partner": partner},
                     postings=[(account(pot, K.CASH, envelope=envelope), amount), (account(pot, K.PROMISED, partner), -settled),
                               (account(pot, K.PARTNER, partner), settled - amount)])
    journal.record("funding.received", by=by, on=[pot, partner, movement], territory=pot.season.territory_id,
                   changes={"amount": [None, str(amount)]})
    return movement


def _pot_for(by, partner):
    """Hold the pot that a partner gives to; refuse a merchant of the panel, who pays nothing."""
    pot, _made = Pot.objects.get_or_create(season=partner.season)
    team_only(by, pot)
    if PanelPlace.objects.filter(season=partner.season, shop__organisation=partner.organisation, left_at=None).exists():
        raise Refused(_("%(partner)s tient une boutique du panel : un commerçant accompagné ne verse rien, sa part est "
                        "toujours de 0 €.") % {"partner": partner}, field="partner")
    hold(pot)
    return pot


@transaction.atomic
def reverse(*, by, movement, reason):
    """Correct a mistake: write the opposite movement, beside the first one that stays. Returns the new Movement."""
    team_only(by, movement.pot)
    if not reason.strip():
        raise Refused(_("Dites en quelques mots pourquoi vous corrigez cette écriture."), field="reason")
    hold(movement.pot)
    if same := Movement.objects.filter(reverses=movement).first():
        return same
    _must_be_reversible(movement)
    opposite = write(pot=movement.pot, kind=Movement.Kind.REVERSAL, by=by, reverses=movement, commitment=movement.commitment,
                     invoice=movement.invoice, label=_("Correction : %(reason)s") % {"reason": reason.strip()},
                     postings=[(p.account, -p.amount) for p in movement.postings.select_related("account")])
    if movement.kind == Movement.Kind.PAYMENT:
        Commitment.objects.filter(pk=movement.commitment_id).update(state=Commitment.State.APPROVED)
    journal.record("funding.reversed", by=by, on=[movement.pot, movement, movement.commitment],
                   territory=movement.pot.season.territory_id)
    return opposite


def _must_be_reversible(movement):
    """Refuse, in words, a correction that would leave an account below zero."""
    if movement.kind not in REVERSIBLE:
        raise Refused(_("Cette écriture ne se corrige pas ainsi : un engagement se libère, une correction se refait."))
    postings = list(movement.postings.select_related("account"))
    moved = {(p.account.kind, p.account.partner_id): p.amount for p in postings}
    taken = next((p for p in postings if p.account.kind == K.CASH and p.amount > 0), None)
    if taken and taken.amount > purses(movement.pot)[taken.account.envelope_id].available:
        raise Refused(_("Cet argent est déjà engagé ou payé : libérez d’abord un engagement."))
    for (kind, partner_id), amount in moved.items():
        if kind == K.PROMISED and amount > partner_balances(movement.pot)[partner_id].due:
            raise Refused(_("Une partie de cette promesse est déjà versée : corrigez d’abord le versement."))
        if kind == K.SPENT and amount > remaining_of([movement.commitment])[movement.commitment_id][1]:
            raise Refused(_("Une partie de ce paiement a déjà été remboursée : corrigez d’abord le remboursement."))
