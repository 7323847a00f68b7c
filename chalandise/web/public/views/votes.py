"""A voice on an expense of the pot: read, voted, or withdrawn from, on one's page or by a mailed link."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chalandise.funding import operations, queries
from chalandise.funding.models import Vote
from chalandise.funding.operations.interests import declare
from chalandise.people.queries.reasons import tie_choices
from chalandise.people.rules import TIES
from chalandise.web.public.gate import partner_page
from chalandise.web.shell.gestures import attempt, typed
from chalandise.web.shell.links import handles


@partner_page
@require_http_methods(["GET", "POST"])
def vote(request, season, ballot_id):
    """Vote from the page of those who follow the season."""
    return _voice(request, request.user, ballot_id, season=season)


@handles("funding.vote")
def vote_by_link(request, link):
    """Vote by a mailed link, without signing in."""
    return _voice(request, link.person, link.target_id)


def _voice(request, person, ballot_id, season=None):
    try:
        voice = queries.voice_in(person, ballot_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    place = voice.ballot.commitment.pot.season
    if season is not None and place != season:
        raise Http404
    request.territory, request.accent = place.territory, place.territory.accent
    if request.method == "POST":
        _said(request, person, voice.ballot)
        return redirect(request.path)
    return render(request, "public/partner/vote.html", {"season": place, "voice": voice, "words": voice.mine.words if voice.mine else "", "says": Vote.Says.choices, "kinds": tie_choices(TIES),
                                                        "followed": season is not None})


def _said(request, person, ballot):
    commitment = ballot.commitment
    if "lien" in request.POST:
        end = next(e for e in (commitment.payee, commitment.shop, commitment.asked_by) if e is not None)
        attempt(request, declare, by=person, season=commitment.pot.season, commitments=[commitment], ties={commitment.pk: (end, typed(request, "kind"))})
    elif attempt(request, operations.cast_vote, by=person, ballot=ballot, says=typed(request, "says"), words=typed(request, "words"))[0]:
        messages.success(request, _("Votre voix est notée. Vous pouvez en changer tant que le vote est ouvert."))
