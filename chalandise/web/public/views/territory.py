"""A territory for anybody: its street, its seasons, its works, whom to ask."""
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chalandise.foundation import clock
from chalandise.seasons.queries.public import public_seasons_of
from chalandise.territory import queries
from chalandise.territory.models import Territory
from chalandise.territory.rules import blocked, is_running


@require_safe
def territory(request, slug):
    """Show the axes drawn, the seasons, the works under way and to come, the contact."""
    try:
        found = queries.territory_seen_by_all(slug)
    except Territory.DoesNotExist:
        raise Http404 from None
    request.territory, request.accent = found, found.accent
    today = clock.today()
    works = [w for w in queries.works_of(found) if w.ends_on is None or w.ends_on >= today]
    return render(request, "public/territory/territory.html", {
        "territory": found, "axes": list(queries.axes_of(found)), "no_shops": [], "seasons": public_seasons_of(found),
        "works": [(w, blocked(w), is_running(w, today)) for w in works]})
