"""The front page: what Chalandise is, the seasons open to applications, the line of the present one."""
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chalandise.seasons.queries.public import open_seasons


@require_safe
def home(request):
    """Say in three sentences what this is, and where to get on."""
    found = open_seasons()
    running = next((f for f in found if not f.is_open and f.invitation.state != "soon"), None)
    return render(request, "public/home.html", {
        "open_seasons": [f for f in found if f.is_open], "soon": [f for f in found if f.invitation.state == "soon"],
        "shown": running or next(iter(found), None), "steps": _steps()})


def _steps():
    """A merchant's season in five stops."""
    return [{"label": _("Vous candidatez"), "when": _("trois minutes, sur un téléphone")},
            {"label": _("On regarde ensemble où vous en êtes"), "when": _("quinze questions simples")},
            {"label": _("Un parrain vient trois fois"), "when": _("bénévole, rien à vendre")},
            {"label": _("Une petite action démarre"), "when": _("payée par la cagnotte")},
            {"label": _("On mesure ce qu’elle change"), "when": _("et on le publie")}]
