"""The money of an action: asked from the pot, decided by a second person of the team, given back when it stops."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.actions import mails
from chalandise.actions.models import Action
from chalandise.actions.queries.money import KIND
from chalandise.actions.rules import may_lead
from chalandise.foundation import journal
from chalandise.foundation.refusals import Refused
from chalandise.funding.models import Commitment
from chalandise.funding.operations import ask_commitment, release
from chalandise.funding.operations.interests import check_supplier
from chalandise.funding.queries import commitments_for, pot_of


@transaction.atomic
def ask_money(*, by, action, amount, label, supplier="", once=None, supervisor=None):
    """Ask the pot for an action; the merchant pays 0. Returns the Commitment.

    Neither who asks nor who proposed the idea may be tied to the supplier (`check_supplier`).
    """
    if not may_lead(by, action):
        raise Refused(_("Seuls le commerçant, son parrain et l’équipe demandent de l’argent pour cette action."))
    pot = pot_of(action.season)
    if pot is None:
        raise Refused(_("La cagnotte de la saison n’est pas encore ouverte : demandez à votre référente."))
    if not action.is_open:
        raise Refused(_("Cette action est terminée : rouvrez-la avant de demander de l’argent."))
    commitment = ask_commitment(by=by, pot=pot, amount=amount, label=label, supplier=supplier, shop=action.shop,
                                kind=action.kind, for_kind=KIND, for_id=action.pk, once=once, supervisor=supervisor)
    author = action.idea.by if action.idea_id else None
    if author is not None and author.pk != by.pk:
        check_supplier(by=by, person=author, commitment=commitment, supervisor=supervisor)
    journal.record("actions.money_asked", by=by, on=[action, action.shop], territory=action.season.territory_id,
                   changes={"amount": [None, str(commitment.amount)]})
    return commitment


@transaction.atomic
def give_back(*, by, action):
    """Release what the action holds in the pot and is not paid."""
    for commitment in commitments_for(KIND, [action.pk]):
        if commitment.state in (Commitment.State.ASKED, Commitment.State.APPROVED):
            release(by=by, commitment=commitment)


@transaction.atomic
def tell_decision(*, by, commitment):
    """Write on the action, and to its merchant and mentor, what the team decided about its money.

    Called by the door after `approve_commitment` or `refuse`: the pot does not know actions.
    """
    if commitment.for_kind != KIND:
        return None
    action = Action.objects.select_related("shop", "season", "pairing__mentor__person").filter(pk=commitment.for_id).first()
    if action is None or commitment.state not in (Commitment.State.APPROVED, Commitment.State.REFUSED):
        return None
    verb = "actions.money_granted" if commitment.state == Commitment.State.APPROVED else "actions.money_refused"
    journal.record(verb, by=by, on=[action, action.shop], territory=action.season.territory_id,
                   changes={"amount": [None, str(commitment.amount)]})
    mails.money_decided(action, commitment)
    return action
