"""Tags of sign-in: {% load accounts %}{% personas %}."""
from django import template
from django.conf import settings

from chalandise.people.queries import demo_personas

register = template.Library()


@register.inclusion_tag("shell/personas.html", takes_context=True)
def personas(context):
    """The people who can be entered by one click; nothing at all outside the demo."""
    return {"personas": demo_personas() if settings.DEMO else (), "csrf_token": context.get("csrf_token", "")}
