"""The panel's assessments, for the team."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chalandise.diagnostics import operations
from chalandise.diagnostics.models import Assessment
from chalandise.diagnostics.queries import overview, place_in_season, slot
from chalandise.mentoring.queries import open_pairing_of
from chalandise.web.shell.assessment import Desk, assessment_page
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.gate import season_page


@require_GET
@season_page
def assessments(request, season):
    """Who has T0, T1, T2; medians by theme; mean gain, with how many shops each rests on."""
    done = overview.finished(season)
    rows = overview.rows(season)
    near = overview.near_moments(season)
    return render(request, "team/diagnostics/assessments.html", {
        "season": season, "rows": rows, "moments": list(Assessment.Moment.choices), "few": overview.FEW,
        "waiting": [(m, sum(r.cells[n].state != "done" for r in rows)) for n, m in enumerate(overview.MOMENTS) if m in near],
        "medians": overview.medians(season, done), "gains": overview.gains(season, done)})


@require_POST
@season_page
def asked(request, season):
    """Write to the merchants whose assessment is not finished."""
    moment = request.POST.get("moment", "")
    if moment not in Assessment.Moment.values:
        raise Http404
    done, written = attempt(request, operations.ask, by=request.user, season=season, moment=moment)
    if done:
        messages.success(request, ngettext("%(n)s boutique est prévenue : sa lettre est dans le courrier.",
                                           "%(n)s boutiques sont prévenues : leurs lettres sont dans le courrier.", written) % {"n": written})
    return redirect("team:assessments", season.slug)


@require_http_methods(["GET", "POST"])
@season_page
def assessment(request, season, shop_id, moment):
    """Fill on behalf of a merchant on the phone, copy a paper sheet, or read a restitution."""
    try:
        place = place_in_season(season, shop_id)
        found = slot(place, moment)
    except ObjectDoesNotExist:
        raise Http404 from None
    return assessment_page(request, found, Desk(
        by=request.user, filler=Assessment.Filler.REFERENT, via="phone", team=True, template="team/diagnostics/assessment.html",
        back=reverse("team:assessments", args=[season.slug]), pairing=open_pairing_of(season, place.shop)))
