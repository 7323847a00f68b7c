"""A request put to the vote of the committee, followed, closed."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chalandise.foundation.wording import euros
from chalandise.funding import operations, queries
from chalandise.seasons.queries.playbook import kinds
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.forms.votes import BallotForm
from chalandise.web.team.gate import season_page
from chalandise.web.team.views.funding import _commitment_page


@season_page
@require_http_methods(["GET", "POST"])
@_commitment_page
def new(request, season, commitment):
    """Put a request to the vote: what the committee reads, until when, with the mentors or not."""
    form = BallotForm(request.POST or None, proposed=_proposed(season, commitment))
    if form.is_valid() and attempt(request, operations.open_ballot, form=form, by=request.user, commitment=commitment, **form.cleaned_data)[0]:
        messages.success(request, _("Le vote est ouvert : chaque membre du comité reçoit un message."))
        return redirect("team:pot", season.slug)
    found = queries.tallies([commitment]).get(commitment.pk)
    return render(request, "team/funding/ballot.html", {
        "season": season, "commitment": commitment, "form": form, "tally": found,
        "votes": queries.votes_of(found.ballot) if found else [], "electors": len(queries.electors(season, with_mentors=found.ballot.with_mentors)) if found else 0},
        status=422 if form.is_bound and form.errors else 200)


def _proposed(season, commitment):
    """Return a sentence to start from: the kind of action, the sum, the supplier; no shop."""
    known = kinds(season)
    what = known[commitment.kind].label if commitment.kind in known else commitment.label if not commitment.shop_id else _("Une action")
    words = _("%(what)s : %(amount)s") % {"what": what, "amount": euros(commitment.amount)}
    return words + (_(", fournisseur %(supplier)s") % {"supplier": commitment.supplier} if commitment.supplier else "")


@season_page
@require_POST
def closure(request, season, ballot_id):
    """Close a vote before its day."""
    try:
        ballot = queries.ballot_in(season, ballot_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    if attempt(request, operations.close_ballot, by=request.user, ballot=ballot)[0]:
        messages.success(request, _("Le vote est fermé."))
    return redirect("team:pot", season.slug)
