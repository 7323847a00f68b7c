"""The assessments that a mentor fills on site."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from chalandise.diagnostics.models import Assessment
from chalandise.diagnostics.queries import assessments_of_shop, due_moment, places_assessed_by_mentor, slot
from chalandise.diagnostics.queries.dma import dma_slot
from chalandise.mentoring.queries import open_pairing_of
from chalandise.web.mentor.gate import mentor_page
from chalandise.web.shell.assessment import Desk, assessment_page
from chalandise.web.shell.dma import dma_page


@require_GET
@mentor_page
def assessments(request, mentor):
    """List the shops that this mentor accompanies with what waits."""
    rows = []
    for place in places_assessed_by_mentor(request.user, mentor.season):  # two shops at the most
        found = assessments_of_shop(mentor.season, place.shop)
        rows.append((place.shop, due_moment(place, found), [a for _m, a in sorted(found.items()) if a.finished_at]))
    return render(request, "mentor/diagnostics/assessments.html", {"mentor": mentor, "season": mentor.season, "rows": rows})


@require_http_methods(["GET", "POST"])
@mentor_page
def assessment(request, mentor, shop_id, moment):
    """Fill or read one assessment of a shop that this mentor accompanies."""
    try:
        place = places_assessed_by_mentor(request.user, mentor.season).get(shop_id=shop_id)
        found = slot(place, moment)
    except ObjectDoesNotExist:
        raise Http404 from None
    return assessment_page(request, found, Desk(
        by=request.user, filler=Assessment.Filler.MENTOR, template="mentor/diagnostics/assessment.html",
        back=reverse("mentor:assessments", args=[mentor.season.slug]), pairing=open_pairing_of(mentor.season, place.shop)))


@require_http_methods(["GET", "POST"])
@mentor_page
def dma(request, mentor, shop_id, moment):
    """Fill or read the European assessment of a shop that this mentor accompanies."""
    try:
        place = places_assessed_by_mentor(request.user, mentor.season).get(shop_id=shop_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    if moment not in Assessment.Moment.values:
        raise Http404
    return dma_page(request, dma_slot(place, moment), by=request.user, template="mentor/diagnostics/dma.html",
                    back=reverse("mentor:assessments", args=[mentor.season.slug]))
