"""What a merchant does from a letter, without signing in: say with whom to work, choose an hour, say whether it fits."""
from django.http import Http404

from chalandise.mentoring.queries.visits import pairing_by_link, visit_by_link
from chalandise.mentoring.queries.wishes import MERCHANT, place_by_link, sharing_by_link
from chalandise.web.shell.fits import fit_page
from chalandise.web.shell.links import handles
from chalandise.web.shell.visits import Desk, visit_page
from chalandise.web.shell.wishes import sharing_page, wishes_page


@handles("visit.merchant")
def visit(request, link):
    """Show the visit of a link; who no longer runs the shop finds nothing."""
    found = visit_by_link(link)
    if found is None or found.pairing.mentor.person_id == link.person_id:
        raise Http404
    request.territory, request.accent = found.pairing.season.territory, found.pairing.season.territory.accent
    return visit_page(request, found, Desk(by=link.person, side="merchant", template="shell/visits/page.html", via="link"))


@handles("fit.merchant")
def fit(request, link):
    """Ask whether it fits."""
    found = pairing_by_link(link)
    if found is None or found.mentor.person_id == link.person_id:
        raise Http404
    request.territory, request.accent = found.season.territory, found.season.territory.accent
    return fit_page(request, link, found, "merchant")


@handles("wishes.merchant")
def wishes(request, link):
    """Ask with whom the merchant would work."""
    place = place_by_link(link)
    if place is None:
        raise Http404
    request.territory, request.accent = place.season.territory, place.season.territory.accent
    return wishes_page(request, place.season, MERCHANT, place.shop, by=link.person, link=link)


@handles("sharing.merchant")
def sharing(request, link):
    """Ask whether the mentor may be shared with a competitor."""
    found = sharing_by_link(link)
    if found is None:
        raise Http404
    request.territory, request.accent = found.season.territory, found.season.territory.accent
    return sharing_page(request, found, link=link)
