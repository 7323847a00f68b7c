"""What a partner sees of the pot, by a mailed link or on its page: from what it promised to what its money gave.

No private words, no shop's figures: what the money gave is told by kind of action, and "we cannot tell" is an answer.
"""
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from chalandise.actions.models import Action
from chalandise.actions.queries.evidence import counted
from chalandise.actions.queries.money import actions_paid_by
from chalandise.funding import queries
from chalandise.impact.queries.estimates import released
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
class Outcome:
    """What the money of one partner gave for one kind of action: how much, what became of the actions, what was measured."""

    kind: str
    mine: Decimal
    evidence: object | None  # of the actions that it paid; None for a common expense
    measured: str = ""       # the effect that the team let out, in a sentence


@dataclass(frozen=True)
class Contribution:
    """What one partner promised and sent, each expense of the pot with its part in it, what its own money gave."""

    partner: Partner
    mine: object | None
    expenses: list
    outcomes: list
    earmarked: list  # [(envelope, what it still owes for it)]
    rest: Decimal    # of its money, not used yet
    flow: Flow       # its own money only

    @property
    def used(self):
        return sum((e.mine for e in self.expenses), Decimal(0))


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
        "season": partner.season, "given": contributions(pot, [partner], released(partner.season))[0], **whole(pot)})


def whole(pot):
    """Return what is said of the pot of all the partners together."""
    state = queries.balances(pot)
    return {"state": state, "shares": shares([(_("Disponible"), state.available, "plain"), (_("Engagé"), state.committed, "hatched"),
                                              (_("Payé"), state.paid, "full")])}


def contributions(pot, partners, effects):
    """Return the Contribution of each of these partners, in a constant number of queries; `effects` are those that were let out."""
    (trails, left), balances = queries.followed(pot), queries.partner_balances(pot)
    known, actions = kinds(pot.season), actions_paid_by([t.commitment for t in trails])
    rest = {partner.pk: amount for partner, amount in left}
    evidence, sentences = counted(Action.objects.filter(pk__in=actions)), {a.kind: a.sentence for a in effects}
    names = {e.pk: e.name for e in queries.envelopes_of(pot, closed=True)} if any(b.due_for.keys() - {None} for b in balances.values()) else {}
    found = []
    for p in partners:
        mine, expenses, left = balances.get(p.pk, queries.NOTHING_GIVEN), [_expense(t, p, known, actions) for t in trails], rest.get(p.pk, Decimal(0))
        found.append(Contribution(p, mine, expenses, _outcomes(trails, p, known, actions, evidence, sentences),
                                  [(names[key], due) for key, due in mine.due_for.items() if key], left, _flow(p, expenses, left)))
    return found


def _outcomes(trails, partner, known, actions, evidence, sentences):
    """Return the Outcome of each kind that this partner's money paid, the largest sum first."""
    sums = {}
    for trail in trails:
        action = actions.get(trail.commitment.for_id) if trail.commitment.for_kind else None
        code = action.kind if action and action.kind in known else ""
        sums[code] = sums.get(code, Decimal(0)) + trail.from_partner(partner)
    return [Outcome(str(known[code].label) if code else str(_("Dépense commune de la saison")), mine, evidence.get(code), sentences.get(code, ""))
            for code, mine in sorted(sums.items(), key=lambda item: -item[1]) if mine]


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
