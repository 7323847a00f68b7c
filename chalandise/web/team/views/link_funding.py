"""A mailed link for the second person: approve a request to the pot, without signing in."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render

from chalandise.actions.operations.money import tell_decision
from chalandise.funding import operations, queries
from chalandise.funding.operations.interests import declare
from chalandise.funding.rules import may_decide
from chalandise.people.operations import use_link
from chalandise.people.queries.conflicts import supervisors
from chalandise.people.queries.reasons import tie_choices
from chalandise.people.rules import TIES
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.links import handles
from chalandise.web.shell.seconds import second_person
from chalandise.web.team.forms.funding import ReasonForm


@handles("commitment.decide")
def decision(request, link):
    """Show a request with what is left in the pot; approve it or refuse it with a reason."""
    try:
        commitment = queries.commitment_of_link(link)
    except ObjectDoesNotExist:
        raise Http404 from None
    if not may_decide(link.person, commitment):
        raise Http404
    season = commitment.pot.season
    request.territory, request.accent = season.territory, season.territory.accent
    seen = queries.waiting_on(link.person, commitment)
    if request.method == "POST" and "lien" in request.POST:
        return _declared(request, link, commitment)
    refusing = request.method == "POST" and "non" in request.POST
    form = ReasonForm(request.POST if refusing else None)
    if request.method == "POST" and seen is not None and seen.state != "ask":
        second = second_person(request.POST, season, link.person)
        if refusing:
            done = form.is_valid() and attempt(request, operations.refuse, form=form, by=link.person, commitment=commitment,
                                               supervisor=second, **form.cleaned_data)[0]
        else:
            done = attempt(request, operations.approve_commitment, by=link.person, commitment=commitment, supervisor=second)[0]
        if done:
            tell_decision(by=link.person, commitment=commitment)
            use_link(link=link)
        if not refusing or done:
            return redirect(request.path)
    return render(request, "team/funding/link_decision.html", {
        "commitment": queries.commitment_of_link(link), "form": form, "seen": seen, "kinds": tie_choices(TIES),
        "seconds": supervisors(season, link.person), "left": queries.balances(commitment.pot).available},
        status=422 if form.is_bound and form.errors else 200)


def _declared(request, link, commitment):
    """Say that the request does not concern me, or which tie I have."""
    kind, ends = request.POST.get("kind", ""), [commitment.payee, commitment.shop, commitment.asked_by]
    ties = {commitment.pk: (next(e for e in ends if e is not None), kind)} if request.POST["lien"] == "oui" else {}
    attempt(request, declare, by=link.person, season=commitment.pot.season, commitments=[commitment], ties=ties)
    return redirect(request.path)
