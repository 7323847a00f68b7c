"""Sharing the pot among the requests that wait: a proposal with its reasons, adjusted, then committed as ever."""
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from chalandise.actions.operations.money import tell_decision
from chalandise.actions.queries.money import backing_of
from chalandise.foundation.refusals import Refused
from chalandise.foundation.wording import read_number
from chalandise.funding import operations, queries
from chalandise.funding.queries.allocation import MOST, Wish, proposal
from chalandise.web.shell.gestures import number
from chalandise.web.shell.shares import shares
from chalandise.web.team.gate import season_page
from chalandise.web.team.views.allocation_words import told

WORTHS = range(6)


@season_page
@require_safe
def allocation(request, season):
    """Show the proposal that the address asks for: how to share, at least how much, what each is worth, what is kept."""
    mine = queries.pot_of(season)
    if mine is None:
        return redirect("team:pot", season.slug)
    wish, fault = wished(request.GET)
    found = proposal(request.user, mine, wish)
    purses = [(p, spent, shares([(_("Proposé"), spent, "full"), (_("Reste"), p.money.available - spent, "plain")])) for p, spent in found.purses
              if p.money.available]
    return render(request, "team/funding/allocation.html", {
        "season": season, "pot": mine, "wish": wish, "fault": fault, "typed": request.GET.get("minimum", "").replace("\0", "")[:20], "found": found,
        "lines": told(found, backing_of([s.commitment for s in found.shares])), "purses": purses, "worths": WORTHS,
        "available": queries.balances(mine).available, "to_say": any(s.state == "ask" for s in found.shares),
        "mine_total": sum((s.amount for s in found.mine), Decimal(0))}, status=422 if fault else 200)


def wished(asked):
    """Return (the Wish that an address holds, what is wrong with the sum typed); what makes no sense is left out."""
    worths, pinned, excluded, fault = {}, set(), set(), ""
    for name, value in asked.items():
        key = number(name[1:])
        if key is None:
            continue
        if name[0] == "v" and value in {str(w) for w in WORTHS}:
            worths[key] = int(value)
        elif name[0] == "g" and value in ("pin", "exclude"):
            (pinned if value == "pin" else excluded).add(key)
    try:
        fair = read_number(asked.get("minimum", "").replace("\0", "")[:20] or "0")
        if not fair.is_finite() or not 0 <= fair < MOST:
            raise InvalidOperation
    except InvalidOperation:
        fair, fault = Decimal(0), _("Écrivez un montant en chiffres, par exemple 50,00.")
    return Wish(asked.get("mode") == "egal", fair, worths, frozenset(pinned), frozenset(excluded)), fault


@season_page
@require_POST
def adoption(request, season):
    """Commit the lines that the page showed, each by the ordinary operation; those of another person stay."""
    mine, count = queries.pot_of(season), 0
    seen = {w.request.pk: w for w in queries.waiting_for(request.user, mine)} if mine else {}
    envelopes = {str(e.pk): e for e in queries.envelopes_of(mine)} if mine else {}
    for line in request.POST.getlist("ligne"):
        key, cents, envelope = (line.split(":") + ["", "", ""])[:3]
        waiting, cents = seen.pop(number(key), None), number(cents)
        if waiting is not None and waiting.state == "open" and cents and (not envelope or envelope in envelopes):
            count += _granted(request, waiting.request, Decimal(cents) / 100, envelopes.get(envelope))
    if count:
        messages.success(request, ngettext("%(n)s demande est approuvée : l’argent est engagé.",
                                           "%(n)s demandes sont approuvées : l’argent est engagé.", count) % {"n": count})
    return redirect("team:pot", season.slug)


def _granted(request, commitment, amount, envelope):
    try:
        operations.approve_commitment(by=request.user, commitment=commitment, amount=amount, envelope=envelope)
    except Refused as refusal:
        messages.error(request, f"{commitment.label} : {refusal.sentence}")
        return False
    tell_decision(by=request.user, commitment=commitment)
    return True
