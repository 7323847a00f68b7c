"""The mentor's charter, from their pages or by a mailed link."""
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from chalandise.people.queries import has_role
from chalandise.seasons.queries.charters import charter_of_link
from chalandise.web.mentor.gate import mentor_page
from chalandise.web.shell.charter import Desk, charter_page
from chalandise.web.shell.links import handles


@mentor_page
@require_http_methods(["GET", "HEAD", "POST"])
def charter(request, mentor):
    """Read, sign, take back."""
    return charter_page(request, Desk(mentor.season, "mentor", request.user, "mentor/seasons/charter.html"))


@handles("charter.mentor")
def charter_by_link(request, link):
    """The same page, without signing in; it always shows the text that holds today."""
    try:
        season, audience, _shop = charter_of_link(link)
    except LookupError:
        return render(request, "shell/links/unknown.html", status=404)
    if audience != "mentor" or not has_role(link.person, "mentor", season.pk):
        return render(request, "shell/links/unknown.html", status=404)
    request.territory, request.accent = season.territory, season.territory.accent
    return charter_page(request, Desk(season, audience, link.person, "mentor/seasons/charter.html", link=link))
