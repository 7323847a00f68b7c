"""An assessment by a mailed link: no sign-in, and nothing else than this sheet."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.urls import reverse

from chalandise.diagnostics.models import Assessment
from chalandise.diagnostics.queries import assessment_of
from chalandise.mentoring.queries import open_pairing_of
from chalandise.web.shell.assessment import Desk, assessment_page
from chalandise.web.shell.links import handles


@handles("assessment.fill")
def assessment(request, link):
    """Fill or read the sheet of a link; who no longer runs the shop finds nothing."""
    try:
        found = assessment_of(link.person, link.target_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    request.territory, request.accent = found.season.territory, found.season.territory.accent
    return assessment_page(request, found, Desk(
        by=link.person, filler=Assessment.Filler.MERCHANT, via="link", template="merchant/diagnostics/assessment.html",
        quotes=reverse("merchant:quote_new", args=[found.shop_id]), pairing=open_pairing_of(found.season, found.shop)))
