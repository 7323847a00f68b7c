"""What is measured, on a page: {% load measures %}."""
from django import template

from chalandise.impact.models import TAKINGS
from chalandise.impact.queries.measures import suggested

register = template.Library()


@register.filter
def counted(idea):
    """The question that the action of an idea would be asked each month, or ""."""
    code, words = next(iter(suggested(idea.season, idea.kind)), ("", ""))
    return "" if code == TAKINGS else words
