"""The merchant's navigation: {% load merchant %}{% merchant_navigation %}."""
from django import template
from django.urls import reverse

from chalandise.seasons.queries import season_of_shop
from chalandise.web.merchant.nav import SHOP
from chalandise.web.shell import nav

register = template.Library()


@register.inclusion_tag("shell/_ways.html", takes_context=True)
def merchant_navigation(context):
    """Draw the entries of the shop that the page belongs to."""
    request = context["request"]
    shop = getattr(request, "shop", None)
    return {"ways": nav.entries(SHOP, shop.pk, request.path) if shop else []}


@register.inclusion_tag("merchant/_contact.html", takes_context=True)
def merchant_contact(context):
    """Whom to call and how to say that something is wrong, at the foot of every page of a shop that is in a season."""
    request = context["request"]
    shop = getattr(request, "shop", None)
    season = getattr(request, "season", None) or (season_of_shop(shop) if shop else None)
    return {"season": season, "here": context["here"], "complaint_address": reverse("merchant:complaint", args=[shop.pk]) if season and shop else ""}
