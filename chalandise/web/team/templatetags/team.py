"""The team's navigation: {% load team %}{% team_navigation %}."""
from django import template

from chalandise.web.team import nav

register = template.Library()


@register.inclusion_tag("team/_side.html", takes_context=True)
def team_navigation(context):
    """Draw the entries of the season and of the territory that the page belongs to."""
    request = context["request"]
    return {"groups": nav.groups(request), "season": getattr(request, "season", None)}


@register.inclusion_tag("team/_search.html", takes_context=True)
def team_search(context):
    """Draw the search of a season: shops, people, streets."""
    request = context["request"]
    return {"season": getattr(request, "season", None), "words": " ".join(request.GET.get("q", "").split())[:100]}
