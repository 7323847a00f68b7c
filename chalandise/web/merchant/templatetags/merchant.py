"""The merchant's navigation: {% load merchant %}{% merchant_navigation %}."""
from django import template

from chalandise.web.merchant.nav import SHOP
from chalandise.web.shell import nav

register = template.Library()


@register.inclusion_tag("shell/_ways.html", takes_context=True)
def merchant_navigation(context):
    """Draw the entries of the shop that the page belongs to."""
    request = context["request"]
    shop = getattr(request, "shop", None)
    return {"ways": nav.entries(SHOP, shop.pk, request.path) if shop else []}
