"""Legal notice, privacy, accessibility: a territory's own text, else the house's."""
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from chalandise.territory.queries import statement, territory_seen_by_all

TITLES = {"legal": _("Mentions légales"), "privacy": _("Vos données"), "accessibility": _("Accessibilité")}


@require_safe
def show(request, kind, slug=None):
    """Show one statement, of a territory or of the platform."""
    try:
        territory = territory_seen_by_all(slug)
    except ObjectDoesNotExist:
        raise Http404 from None
    request.territory, request.accent = territory, territory.accent if territory else ""
    return render(request, "public/statements/statement.html", {"title": TITLES[kind], "text": statement(territory, kind),
                                                                "territory": territory})
