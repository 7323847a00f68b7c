"""The mentor's navigation: {% load mentor %}{% mentor_navigation %}."""
from django import template
from django.urls import reverse

from chalandise.web.mentor.nav import SEASON
from chalandise.web.shell import nav

register = template.Library()


@register.inclusion_tag("shell/_ways.html", takes_context=True)
def mentor_navigation(context):
    """Draw the entries of the season that the page belongs to."""
    request = context["request"]
    season = getattr(request, "season", None)
    return {"ways": nav.entries(SEASON, season.slug, request.path) if season else []}


@register.inclusion_tag("mentor/_contact.html", takes_context=True)
def mentor_contact(context):
    """Whom to call and how to say that something is wrong, at the foot of every page of a mentor."""
    season = getattr(context["request"], "season", None)
    return {"season": season, "here": context["here"], "complaint_address": reverse("mentor:complaint", args=[season.slug]) if season else ""}
