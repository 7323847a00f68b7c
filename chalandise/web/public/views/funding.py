"""What a partner sees of the pot, by a mailed link or on its page: where each euro went. No private words, no shop's figures."""
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from chalandise.actions.queries.money import actions_paid_by
from chalandise.funding import queries
from chalandise.people.models import Role
from chalandise.people.queries import has_role
from chalandise.seasons.models import Partner
from chalandise.seasons.queries.playbook import kinds
from chalandise.web.shell.flows import Flow
from chalandise.web.shell.links import handles
from chalandise.web.shell.shares import shares


@dataclass(frozen=True)
class Expense:
    """One line: what kind of action, in which state, and how much of it came from this partner."""

    kind: str
    state: str
    committed: Decimal
    paid: Decimal
    mine: Decimal


@dataclass(frozen=True)
class Contribution:
    """What one partner promised and sent, and each expense of the pot with its part in it."""

    partner: Partner
    mine: object | None
    expenses: list
    flow: Flow  # its own money only


@handles("pot.summary")
def summary(request, link):
    """Show a partner what was received, committed and paid, and its own part of each expense."""
    try:
        partner = queries.partner_of_link(link)
    except ObjectDoesNotExist:
        raise Http404 from None
    pot = queries.pot_of(partner.season)
    if pot is None or not has_role(link.person, Role.Kind.PARTNER, partner.season_id):
        raise Http404
    request.territory, request.accent = partner.season.territory, partner.season.territory.accent
    return render(request, "public/funding/summary.html", {
        "season": partner.season, "given": contributions(pot, [partner])[0], **whole(pot)})


def whole(pot):
    """Return what is said of the pot of all the partners together."""
    state = queries.balances(pot)
    return {"state": state, "shares": shares([(_("Disponible"), state.available, "plain"), (_("Engagé"), state.committed, "hatched"),
                                              (_("Payé"), state.paid, "full")])}


def contributions(pot, partners):
    """Return the Contribution of each of these partners, in a constant number of queries."""
    (trails, left), balances = queries.followed(pot), queries.partner_balances(pot)
    known, actions = kinds(pot.season), actions_paid_by([t.commitment for t in trails])
    rest = {partner.pk: amount for partner, amount in left}
    found = [(p, [_expense(t, p, known, actions) for t in trails]) for p in partners]
    return [Contribution(p, balances.get(p.pk, queries.NOTHING_GIVEN), expenses, _flow(p, expenses, rest.get(p.pk))) for p, expenses in found]


def _flow(partner, expenses, rest):
    """Return the drawing of one partner's money: what each kind of action had of it, and what waits."""
    ribbons = [(str(partner), e.kind, e.mine) for e in expenses]
    return Flow(_("Le chemin de votre argent"), ribbons + ([(str(partner), str(_("Pas encore employé")), rest)] if rest else []),
                source=_("Le grand livre de la cagnotte."))


def _expense(trail, partner, known, actions):
    """Say what the pot paid for by its kind of action: labels typed by people stay private."""
    action = actions.get(trail.commitment.for_id) if trail.commitment.for_kind else None
    kind = known[action.kind].label if action and action.kind in known else _("Dépense commune de la saison")
    return Expense(str(kind), str(action.get_state_display()) if action else "", trail.committed, trail.paid, trail.from_partner(partner))
