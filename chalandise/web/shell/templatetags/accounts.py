"""Tags of sign-in: {% load accounts %}{% personas %}."""
from django import template
from django.conf import settings
from django.utils.safestring import mark_safe

from chalandise.people.queries import demo_personas

register = template.Library()


@register.inclusion_tag("shell/personas.html", takes_context=True)
def personas(context):
    """The people who can be entered by one click; nothing at all outside the demo."""
    return {"personas": demo_personas() if settings.DEMO else (), "csrf_token": context.get("csrf_token", "")}


@register.filter
def markdown(text):
    """Return the safe HTML of a Markdown text that the team wrote: no tag, no script, no other scheme than web and mail."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  (heavy)
    reader = MarkdownIt("commonmark", {"html": False})
    reader.validateLink = lambda address: address.startswith(("/", "https://", "http://", "mailto:", "tel:"))
    return mark_safe(reader.render(text or ""))
