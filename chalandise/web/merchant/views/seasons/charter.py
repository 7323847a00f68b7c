"""The merchant's charter, from their page or by a mailed link."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from chalandise.people.queries import has_role
from chalandise.seasons.queries.charters import charter_of_link, place_kept_by
from chalandise.web.merchant.gate import shop_page
from chalandise.web.shell.charter import Desk, charter_page
from chalandise.web.shell.links import handles


@shop_page
@require_http_methods(["GET", "HEAD", "POST"])
def charter(request, shop):
    """Read, sign, take back, in the shop's latest season."""
    try:
        place = place_kept_by(request.user, shop)
    except ObjectDoesNotExist:
        raise Http404 from None
    return charter_page(request, Desk(place.season, "merchant", request.user, "merchant/seasons/charter.html", shop=shop))


@handles("charter.merchant")
def charter_by_link(request, link):
    """The same page, without signing in; it always shows the text that holds today."""
    try:
        season, audience, shop = charter_of_link(link)
    except LookupError:
        return render(request, "shell/links/unknown.html", status=404)
    if audience != "merchant" or not has_role(link.person, "merchant", shop.pk):
        return render(request, "shell/links/unknown.html", status=404)
    request.territory, request.accent = season.territory, season.territory.accent
    return charter_page(request, Desk(season, audience, link.person, "merchant/seasons/charter.html", shop=shop, link=link))
