"""The team's gate: pages of a season (/equipe/<season>/…) and of a territory (/equipe/territoire/<territory>/…)."""
from chalandise.seasons.queries import season_run_by
from chalandise.territory.queries import territory_run_by
from chalandise.web.shell.gates import gate


def _season(request, key):
    season = season_run_by(request.user, key)
    request.season, request.territory, request.accent = season, season.territory, season.territory.accent
    return season


def _territory(request, key):
    territory = territory_run_by(request.user, key)
    request.territory, request.accent = territory, territory.accent
    return territory


season_page = gate(_season)        # view(request, season, …); the URL names its first part <slug:key>
territory_page = gate(_territory)  # view(request, territory, …)
