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
from chalandise.diagnostics.queries import overview, place_in_season, second_looks, slot
from chalandise.diagnostics.queries.retrospect import response_shift
from chalandise.mentoring.queries import open_pairing_of
from chalandise.web.shell.assessment import Desk, assessment_page
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.gate import season_page
from chalandise.web.team.views import dma


@require_GET
@season_page
def assessments(request, season):
    """Who has T0, T1, T2; medians by theme; mean gain, with how many shops each rests on."""
    done = overview.finished(season)
    rows = overview.rows(season)
    near = overview.near_moments(season)
    looks = second_looks.looks_of(season)
    europe, europe_done = dma.table(season, rows)
    agreement = second_looks.agreement_of(season, looks)
    return render(request, "team/diagnostics/assessments.html", {
        "season": season, "rows": rows, "moments": list(Assessment.Moment.choices), "few": overview.FEW,
        "waiting": [(m, sum(r.cells[n].state != "done" for r in rows)) for n, m in enumerate(overview.MOMENTS) if m in near],
        "medians": overview.medians(season, done), "gains": overview.gains(season, done), "looks": looks, "agreement": agreement,
        "same": None if agreement.same is None else round(100 * agreement.same), "seeds": sorted({look.seed for look in looks}),
        "to_draw": second_looks.to_draw(season, done, looks), "shift": response_shift(season), "dma": europe, "dma_done": europe_done})


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


@require_POST
@season_page
def drawn(request, season):
    """Draw the visits that a second mentor rates, and write to these mentors."""
    moment = request.POST.get("moment", "")
    if moment not in Assessment.Moment.values:
        raise Http404
    done, looks = attempt(request, operations.draw_second_looks, by=request.user, season=season, moment=moment)
    if done:
        messages.success(request, ngettext("%(n)s visite est tirée au sort : la lettre au deuxième parrain est dans le courrier.",
                                           "%(n)s visites sont tirées au sort : les lettres aux deuxièmes parrains sont dans le courrier.",
                                           len(looks)) % {"n": len(looks)})
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
