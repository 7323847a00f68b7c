"""One pairing: its line, its visits, its health, its story, every gesture."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chalandise.mentoring.operations import pairings as operations
from chalandise.mentoring.queries import reminding
from chalandise.mentoring.queries.board import board
from chalandise.mentoring.queries.health import season_health
from chalandise.mentoring.queries.pairings import offers_of, story_of
from chalandise.mentoring.queries.visits import visit_of_season
from chalandise.mentoring.queries.words import reasons, skill
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.visits import Desk, journey, visit_page
from chalandise.web.team.forms.mentoring import Call, Closing, Snooze
from chalandise.web.team.gate import season_page
from chalandise.web.team.views.mentoring.moves import moves_of
from chalandise.web.team.views.mentoring.pairings import found_pairing


@require_GET
@season_page
def pairing(request, season, pairing_id):
    """Show one pairing."""
    found = found_pairing(season, pairing_id)
    visits = list(found.visits.all())
    (line,) = season_health(season, moves=moves_of(request.user, season), pairing=found)
    needs = board(season).needs.get(found.shop_id, ())
    missing = sorted(set(needs) - set(found.mentor.skills))
    return render(request, "team/mentoring/pairing.html", {
        "season": season, "pairing": found, "line": line, "visits": visits, "stops": journey(visits), "merchants": line.merchants,
        "story": story_of(found), "reasons": reasons(found.reasons), "missing": [skill(c) for c in missing],
        "offers": [(o, skill(o.skill)) for o in offers_of(season, missing)] if missing else [],
        "rows": reminding.rows_of([line]), "sent": [(r, reminding.what_was(r)) for r in reminding.sent_of(season, pairing=found)],
        "snooze": Snooze(), "call": Call(), "closing": Closing(), "fits": found.fits.all(), "snoozes": found.snoozes.all()[:5]})


@require_POST
@season_page
def closure(request, season, pairing_id):
    """End a pairing."""
    found, form = found_pairing(season, pairing_id), Closing(request.POST)
    if form.is_valid():
        done, _closed = attempt(request, operations.close_pairing, pairing=found, by=request.user, ending=form.cleaned_data["ending"])
        if done:
            messages.success(request, _("Le parrainage est terminé. L’histoire est gardée ; choisissez la suite quand vous voulez."))
    else:
        messages.error(request, _("Dites pourquoi ce parrainage se termine."))
    return redirect("team:pairing", season.slug, found.pk)


@require_POST
@season_page
def departure(request, season, pairing_id):
    """The mentor stops: all their pairings close, they are thanked, their shops are proposed to others."""
    found = found_pairing(season, pairing_id)
    done, shops = attempt(request, operations.leave_mentor, mentor=found.mentor, by=request.user)
    if done:
        messages.success(request, _("%(mentor)s est remercié et reçoit son attestation. À qui confier la suite : %(shops)s ?") % {
            "mentor": found.mentor, "shops": ", ".join(map(str, shops)) or "–"})
    return redirect("team:candidates", season.slug, found.shop_id) if done and len(shops) == 1 else redirect("team:pairings", season.slug)


@require_POST
@season_page
def telling(request, season, pairing_id):
    """Announce this pairing alone."""
    found = found_pairing(season, pairing_id)
    done, told = attempt(request, operations.announce_pairings, season=season, by=request.user, pairings=[found])
    if done and told:
        messages.success(request, _("Le parrainage est annoncé aux deux."))
    return redirect("team:pairing", season.slug, found.pk)


@require_http_methods(["GET", "POST"])
@season_page
def visit(request, season, visit_id):
    """Do on behalf what the mentor or the merchant says on the phone."""
    try:
        found = visit_of_season(season, visit_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    return visit_page(request, found, Desk(
        by=request.user, side="team", via="phone", template="team/mentoring/visit.html",
        back=reverse("team:pairing", args=[season.slug, found.pairing_id])))
