"""One search from every team page: shops, people of the season and its territory, those who apply, streets."""
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chalandise.mentoring.queries.mentors import mentors_named
from chalandise.seasons.queries.applications import applicants_named
from chalandise.shops.queries import people_near
from chalandise.shops.queries import search as search_shops
from chalandise.territory.queries import streets_named
from chalandise.web.team.gate import season_page

LIMIT = 20


@season_page
@require_safe
def search(request, season):
    """Show what a few words find: whatever the length, the same number of queries."""
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:100]
    found = {"shops": [], "people": [], "applications": [], "mentors": [], "streets": []}
    if words:
        found = {"shops": list(search_shops(season.territory, words, limit=LIMIT)),
                 "people": people_near(season.territory, season.pk, words, limit=LIMIT),
                 "applications": applicants_named(season, words, limit=LIMIT), "mentors": mentors_named(season, words, limit=LIMIT),
                 "streets": streets_named(season.territory, words)[:LIMIT]}
    return render(request, "team/shops/search.html", {"season": season, "territory": season.territory, "words": words,
                                                      "total": sum(map(len, found.values())), **found})
