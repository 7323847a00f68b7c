"""Where the money comes from: promises and contributions of the partners, and the correction of a mistake."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import journal
from chalandise.foundation.refusals import Refused
from chalandise.foundation.wording import euros
from chalandise.funding.models import Account, Commitment, Movement, Pot
from chalandise.funding.operations.envelopes import envelope_of_kind, must_be_open, reopen
from chalandise.funding.operations.ledger import account, already, checked, hold, team_only, write
from chalandise.funding.queries import NOTHING_GIVEN, partner_balances, remaining_of
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
def promise(*, by, partner, amount, envelope=None, kind="", label="", once=None):
    """Write down what a partner will give. Returns the Movement.

    `envelope`: what it is promised for. `kind`: the code of the kind of action that it is promised for; the envelope that pays
    this kind and nothing else is found, or opened.
    """
    pot, amount = _pot_for(by, partner), checked(amount)
    if same := already(once):
        return same
    if envelope is None and kind:
        envelope = envelope_of_kind(by=by, pot=pot, kind=kind)
    must_be_open(envelope, pot)
    movement = write(pot=pot, kind=Movement.Kind.PROMISE, by=by, once=once,
                     label=label or _("Promesse de %(partner)s") % {"partner": partner},
                     postings=[(account(pot, K.PROMISED, partner, envelope=envelope), amount), (account(pot, K.PARTNER, partner), -amount)])
    journal.record("funding.promised", by=by, on=[pot, partner, movement], territory=pot.season.territory_id,
                   changes={"amount": [None, str(amount)]})
    return movement


@transaction.atomic
def receive(*, by, partner, amount, envelope=None, document=None, label="", once=None):
    """Write down money that arrived: it settles the partner's promise first, the rest is a gift on top of it.

    `envelope`: what the partner gives it for; that money never leaves it. It settles what was promised for this envelope, then
    what was promised without saying for what. Money promised for an envelope arrives in it, and nowhere else.
    """
    pot, amount = _pot_for(by, partner), checked(amount)
    if same := already(once):
        return same
    must_be_open(envelope, pot)
    settled = _settled(partner_balances(pot).get(partner.pk, NOTHING_GIVEN), partner, envelope, amount)
    movement = write(pot=pot, kind=Movement.Kind.CONTRIBUTION, by=by, once=once, document=document,
                     label=label or _("Versement de %(partner)s") % {"partner": partner},
                     postings=[(account(pot, K.CASH, envelope=envelope), amount),
                               *((account(pot, K.PROMISED, partner, envelope=e), -part) for e, part in settled),
                               (account(pot, K.PARTNER, partner), sum(part for _envelope, part in settled) - amount)])
    journal.record("funding.received", by=by, on=[pot, partner, movement], territory=pot.season.territory_id,
                   changes={"amount": [None, str(amount)]})
    return movement


def _settled(balance, partner, envelope, amount):
    """Return [(envelope or None, euros)]: which promises of a partner this money settles."""
    mine = min(amount, balance.due_for.get(envelope.pk, 0)) if envelope else 0
    free = min(amount - mine, balance.due_for.get(None, 0))
    elsewhere = balance.due - balance.due_for.get(None, 0)
    if envelope is None and amount > free and elsewhere:
        raise Refused(_("%(partner)s a promis %(due)s pour une enveloppe : choisissez-la, ou notez d’abord à part ce qui est pour elle.")
                      % {"partner": partner, "due": euros(elsewhere)}, field="envelope")
    return [(e, part) for e, part in ((envelope, mine), (None, free)) if part]


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
        reopen(by, movement.commitment.envelope)
        Commitment.objects.filter(pk=movement.commitment_id).update(state=Commitment.State.APPROVED)
    journal.record("funding.reversed", by=by, on=[movement.pot, movement, movement.commitment],
                   territory=movement.pot.season.territory_id)
    return opposite


def _must_be_reversible(movement):
    """Refuse, in words, a correction that would leave an account below zero."""
    if movement.kind not in REVERSIBLE:
        raise Refused(_("Cette écriture ne se corrige pas ainsi : un engagement se libère, une correction se refait."))
    postings = list(movement.postings.select_related("account"))
    taken = next((p for p in postings if p.account.kind == K.CASH and p.amount > 0), None)
    if taken and taken.amount > purses(movement.pot)[taken.account.envelope_id].available:
        raise Refused(_("Cet argent est déjà engagé ou payé : libérez d’abord un engagement."))
    for p in postings:
        place, amount = p.account, p.amount
        if place.kind == K.PROMISED and amount > partner_balances(movement.pot)[place.partner_id].due_for.get(place.envelope_id, 0):
            raise Refused(_("Une partie de cette promesse est déjà versée : corrigez d’abord le versement."))
        if place.kind == K.SPENT and amount > remaining_of([movement.commitment])[movement.commitment_id][1]:
            raise Refused(_("Une partie de ce paiement a déjà été remboursée : corrigez d’abord le remboursement."))
