"""The workshop in one room, on a mentor’s phone."""
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from chalandise.web.mentor.gate import mentor_page
from chalandise.web.shell.actions import live as shared

TEAM = ("live_gesture", "live_screen")  # the leader's: no mentor's page leads there


def _address(season):
    return lambda name, *items: "" if name in TEAM else reverse(f"mentor:{name}", args=[season.slug, *items])


@mentor_page
@require_http_methods(["GET", "HEAD", "POST"])
def live(request, mentor):
    """The shop of the moment, its ideas, one line to propose."""
    return shared.room(request, mentor.season, template="mentor/actions/live.html", address=_address(mentor.season))


@mentor_page
@require_safe
def summary(request, mentor, session_id):
    """What a session gave."""
    return shared.told(request, mentor.season, session_id, template="mentor/actions/live_summary.html", address=_address(mentor.season))
