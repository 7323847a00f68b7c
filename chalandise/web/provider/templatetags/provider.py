"""The provider's navigation: {% load provider %}{% provider_navigation %}."""
from django import template

from chalandise.web.provider.nav import COMPANY
from chalandise.web.shell import nav

register = template.Library()


@register.inclusion_tag("shell/_ways.html", takes_context=True)
def provider_navigation(context):
    """Draw the entries of the company that the page belongs to."""
    request = context["request"]
    provider = getattr(request, "provider", None)
    return {"ways": nav.entries(COMPANY, provider.pk, request.path) if provider else []}
