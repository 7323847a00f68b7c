"""The gate of those who follow a season: its partners and the members of its committee (/saisons/<season>/partenaires/…)."""
from chalandise.seasons.queries import season_followed_by
from chalandise.web.shell.gates import gate


def _follower(request, key):
    season = season_followed_by(request.user, key)
    request.territory, request.accent = season.territory, season.territory.accent
    return season


partner_page = gate(_follower)  # view(request, season, …); the URL names its first part <slug:key>
