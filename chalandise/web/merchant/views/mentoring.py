"""My visits and my mentor."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chalandise.mentoring.models import Visit
from chalandise.mentoring.queries.pairings import pairings_of_shop
from chalandise.mentoring.queries.visits import visit_of_shop
from chalandise.web.merchant.gate import shop_page
from chalandise.web.shell.agenda import feed_address
from chalandise.web.shell.visits import Desk, visit_page


def _page(request, shop, **words):
    pairings = [(p, list(p.visits.all())) for p in pairings_of_shop(shop)]
    waiting = [v for p, visits in pairings for v in visits if v.state == Visit.State.PROPOSED and not p.ended_at]
    return render(request, "merchant/mentoring/visits.html", {"shop": shop, "pairings": pairings, "waiting": waiting, "feed": "", **words})


@require_GET
@shop_page
def visits(request, shop):
    """Show my visits and what was decided, over my mentors and seasons."""
    return _page(request, shop)


@require_POST
@shop_page
def feed(request, shop):
    """Make the address of my calendar, shown once."""
    return _page(request, shop, feed=feed_address(request.user))


@require_http_methods(["GET", "POST"])
@shop_page
def visit(request, shop, visit_id):
    """Choose a slot, see the date, read the minutes."""
    try:
        found = visit_of_shop(shop, visit_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    return visit_page(request, found, Desk(by=request.user, side="merchant", template="merchant/mentoring/visit.html",
                                           back=reverse("merchant:visits", args=[shop.pk])))
