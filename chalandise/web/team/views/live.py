"""The workshop in one room, led by the team."""
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.web.shell.actions import live as shared
from chalandise.web.team.gate import season_page


def _address(season):
    return lambda name, *items: reverse(f"team:{name}", args=[season.slug, *items])


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def live(request, season):
    """The shop of the moment, its ideas, one line to propose."""
    return shared.room(request, season, template="team/actions/live.html", address=_address(season))


@season_page
@require_safe
def summary(request, season, session_id):
    """What a session gave."""
    return shared.told(request, season, session_id, template="team/actions/live_summary.html", address=_address(season))


@season_page
@require_safe
def screen(request, season):
    """The projector's page."""
    return shared.screen(request, season, template="team/actions/live_screen.html", address=_address(season))


@season_page
@require_POST
def gesture(request, season, gesture):
    """Open, turn, time, close."""
    return shared.gesture(request, season, gesture, template="team/actions/live.html", address=_address(season))
