"""The mentor's navigation: {% load mentor %}{% mentor_navigation %}."""
from django import template

from chalandise.web.mentor.nav import SEASON
from chalandise.web.shell import nav

register = template.Library()


@register.inclusion_tag("shell/_ways.html", takes_context=True)
def mentor_navigation(context):
    """Draw the entries of the season that the page belongs to."""
    request = context["request"]
    season = getattr(request, "season", None)
    return {"ways": nav.entries(SEASON, season.slug, request.path) if season else []}
