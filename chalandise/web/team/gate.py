"""The team's gate: pages of a season (/equipe/<season>/…) and of a territory (/equipe/territoire/<territory>/…)."""
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from chalandise.seasons.queries import season_run_by, seasons_run_by
from chalandise.territory.queries import territories_run_by, territory_run_by
from chalandise.web.shell.gates import gate

# What the team may still do in a closed season.
AFTER_CLOSING = {"closing_reopening", "closing_archive", "closing_mentors"}


def _season(request, key):
    season = season_run_by(request.user, key)
    request.season, request.territory, request.accent = season, season.territory, season.territory.accent
    request.runs_territory = season.runs_territory
    if season.closed_at and request.method == "POST" and request.resolver_match.url_name not in AFTER_CLOSING:
        raise PermissionDenied(_("Cette saison est close : ses pages se lisent, elles ne changent plus."))
    return season


def _territory(request, key):
    territory = territory_run_by(request.user, key)
    request.territory, request.accent, request.runs_territory = territory, territory.accent, True
    return territory


def _neighbourhood(request, key):
    """The street itself, its shops and their files: open to whoever runs the territory or one of its seasons."""
    mine = territories_run_by(request.user).filter(slug=key).first()
    territory = mine or seasons_run_by(request.user).filter(territory__slug=key).select_related("territory")[:1].get().territory
    request.territory, request.accent, request.runs_territory = territory, territory.accent, mine is not None
    return territory


season_page = gate(_season)        # view(request, season, …); the URL names its first part <slug:key>
territory_page = gate(_territory)  # view(request, territory, …), for who runs the territory
neighbourhood_page = gate(_neighbourhood)  # the same, for its referents too
