"""A partner's page, by a mailed link: where each euro went. No private words, no shop's figures."""
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
from chalandise.seasons.queries.playbook import kinds
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
    state = queries.balances(pot)
    return render(request, "public/funding/summary.html", {
        "partner": partner, "season": partner.season, "state": state, "mine": queries.partner_balances(pot).get(partner.pk),
        "shares": shares([(_("Disponible"), state.available, "plain"), (_("Engagé"), state.committed, "hatched"),
                          (_("Payé"), state.paid, "full")]),
        "expenses": _expenses(pot, partner)})


def _expenses(pot, partner):
    """Return what the pot paid for, by kind of action: labels typed by people stay private."""
    known, trails = kinds(pot.season), queries.trails(pot)
    actions = actions_paid_by([t.commitment for t in trails])
    found = []
    for trail in trails:
        action = actions.get(trail.commitment.for_id) if trail.commitment.for_kind else None
        kind = known[action.kind].label if action and action.kind in known else _("Dépense commune de la saison")
        found.append(Expense(str(kind), str(action.get_state_display()) if action else "", trail.committed, trail.paid,
                             trail.from_partner(partner)))
    return found
