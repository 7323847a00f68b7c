"""My assessment: what waits, what it said."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from chalandise.diagnostics.models import Assessment
from chalandise.diagnostics.queries import assessments_of_shop, due_moment, place_of_shop, restitution, slot
from chalandise.mentoring.queries import open_pairing_of
from chalandise.web.merchant.gate import shop_page
from chalandise.web.shell.assessment import Desk, assessment_page


@require_GET
@shop_page
def assessment(request, shop):
    """Show what waits to be filled and what was found so far."""
    place = place_of_shop(shop)
    found = assessments_of_shop(place.season, shop) if place else {}
    done = [a for m, a in sorted(found.items()) if a.finished_at]
    return render(request, "merchant/diagnostics/assessments.html", {
        "shop": shop, "place": place, "due": due_moment(place, found) if place else "", "done": done,
        "begun": next((a for a in found.values() if a.started_at and not a.finished_at), None),
        "told": restitution(done[-1], done) if done else None})


@require_http_methods(["GET", "POST"])
@shop_page
def assessment_sheet(request, shop, moment):
    """Fill or read one assessment of my shop."""
    place = place_of_shop(shop)
    if place is None:
        raise Http404
    try:
        found = slot(place, moment)
    except ObjectDoesNotExist:
        raise Http404 from None
    return assessment_page(request, found, Desk(
        by=request.user, filler=Assessment.Filler.MERCHANT, template="merchant/diagnostics/assessment.html",
        back=reverse("merchant:assessment", args=[shop.pk]), quotes=reverse("merchant:quote_new", args=[shop.pk]), pairing=open_pairing_of(place.season, shop)))
