"""The mentors' workshop, seen by the team."""
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from chalandise.web.shell.actions import kinds as taxonomy
from chalandise.web.shell.actions import workshop as shared
from chalandise.web.team.gate import season_page


def _address(season):
    return lambda name, *items: reverse(f"team:{name}", args=[season.slug, *items])


@season_page
@require_GET
def workshop(request, season):
    return shared.show(request, season, template="team/actions/workshop.html", address=_address(season))


@season_page
@require_http_methods(["GET", "POST"])
def idea_new(request, season, shop_id):
    return shared.propose(request, season, shop_id, template="team/actions/idea_form.html", address=_address(season))


@season_page
@require_GET
def idea(request, season, idea_id):
    return shared.read(request, season, idea_id, template="team/actions/idea.html", address=_address(season))


@season_page
@require_http_methods(["GET", "POST"])
def idea_edit(request, season, idea_id):
    return shared.edit(request, season, idea_id, template="team/actions/idea_form.html", address=_address(season))


@season_page
@require_http_methods(["POST"])
def idea_gesture(request, season, idea_id, gesture):
    return shared.gesture(request, season, idea_id, gesture, address=_address(season))


@season_page
@require_http_methods(["GET", "POST"])
def idea_for_trade(request, season):
    return shared.propose(request, season, template="team/actions/idea_form.html", address=_address(season))


@season_page
@require_GET
def kinds(request, season):
    """Read the kinds of action and what they gave."""
    return taxonomy.show(request, season, template="team/actions/kinds.html", address=_address(season))
