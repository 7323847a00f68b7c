"""Texts that people write, shown safe: {% load texts %}{{ call.text|prose }}."""
from functools import cache

from django import template
from django.utils.safestring import mark_safe

register = template.Library()
TAGS = {"p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code", "pre", "br", "hr"}


@cache
def _reader():
    from markdown_it import MarkdownIt  # noqa: PLC0415  (heavy)
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
    reader.validateLink = lambda address: address.startswith(("https://", "http://", "mailto:", "tel:"))
    reader.core.ruler.push("below the page's own titles", _lower)
    return reader


def _lower(state):
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"


@register.filter
def prose(text):
    """Return the HTML of a Markdown text of anybody: no tag of theirs, no picture, links that lend them nothing.

    Two locks: the reader makes no HTML out of HTML, and what it made is cleaned again.
    """
    import nh3  # noqa: PLC0415  (heavy)
    html = nh3.clean(_reader().render(text or ""), tags=TAGS, attributes={"a": {"href"}}, link_rel="nofollow noopener noreferrer ugc",
                     url_schemes={"http", "https", "mailto", "tel"})
    return mark_safe(html)
