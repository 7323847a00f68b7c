"""The page of partners and committee members: the line, the dates, the packs, the decisions, what their money did."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from chalandise.funding.queries import partnerships_of, pot_of, voices_of
from chalandise.impact.queries.estimates import released_to
from chalandise.seasons.queries.gatherings import committee_decisions, invitation_to, invitations_of
from chalandise.web.public.gate import partner_page
from chalandise.web.public.views.funding import contributions, whole
from chalandise.web.public.views.whitepaper import show_pack
from chalandise.web.shell import seasons
from chalandise.whitepaper.queries import pack_of, packs_of, published_numbers


@partner_page
@require_safe
def home(request, season):
    """Everything that a partner or the committee follows, without a shop's name or a private word."""
    rows = list(invitations_of(request.user, season))
    partners = list(partnerships_of(request.user, season))
    pot, effects = pot_of(season) if partners else None, released_to(request.user, season)
    return render(request, "public/partner/home.html", {
        "season": season, "ahead": [a for a in rows if not a.gathering.is_over],
        "past": [a for a in reversed(rows) if a.gathering.is_over], "packs": packs_of(season),
        "decisions": committee_decisions(season), "numbers": published_numbers(season), "pot": pot, "voices": voices_of(request.user, season),
        "effects": effects, "given": contributions(pot, partners, effects) if pot else [], **(whole(pot) if pot else {})})


@partner_page
@require_safe
def pack(request, season, gathering_id):
    """The latest pack of one committee, as its mailed link shows it."""
    try:
        found = pack_of(season, gathering_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    return show_pack(request, found)


@partner_page
@require_POST
def answer(request, season, gathering_id):
    """Say whether one comes."""
    try:
        attendance = invitation_to(request.user, season, gathering_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    seasons.answer_invitation(request, attendance, by=request.user)
    return redirect("public:partner", season.slug)
