"""The changes of the catalogue as an Atom feed."""
from xml.etree import ElementTree as tree

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chalandise.api.caching import opened
from chalandise.catalogue.queries.opened import LICENCE
from chalandise.catalogue.queries.published import change_words, changes
from chalandise.foundation import clock

ATOM = "http://www.w3.org/2005/Atom"
LATEST = 100


def _add(parent, name, text="", **attributes):
    node = tree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    node.text = _plain(text)
    return node


def _plain(text):
    """XML 1.0 has no control characters."""
    return "".join(c for c in str(text) if c in "\t\n\r" or ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF and ord(c) not in (0xFFFE, 0xFFFF)) or None


@require_safe
@opened
def atom(request):
    """The hundred latest changes, each with the address of its solution."""
    tree.register_namespace("", ATOM)
    feed, here = tree.Element(f"{{{ATOM}}}feed"), f"{settings.BASE_URL}{reverse('api_catalogue_feed')}"
    rows = list(changes()[:LATEST])
    _add(feed, "title", _("Le catalogue des solutions"))
    _add(feed, "id", here)
    _add(feed, "link", href=here, rel="self")
    _add(feed, "link", href=LICENCE["url"], rel="license")
    _add(feed, "updated", (rows[0].at if rows else clock.now()).isoformat())
    for change in rows:
        entry = _add(feed, "entry")
        page = f"{settings.BASE_URL}{reverse('public:solution', args=[change.solution.slug])}"
        _add(entry, "id", f"{page}#{change.pk}")
        _add(entry, "title", change_words(change))
        _add(entry, "link", href=page)
        _add(entry, "updated", change.at.isoformat())
        _add(_add(entry, "author"), "name", change.territory or "Chalandise")
        _add(entry, "category", term=change.kind)
    return HttpResponse(tree.tostring(feed, encoding="utf-8", xml_declaration=True), content_type="application/atom+xml; charset=utf-8")
