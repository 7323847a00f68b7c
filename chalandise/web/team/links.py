"""What this audience's mailed links show (see chalandise/web/shell/links.py)."""
from chalandise.web.team.views import link_funding  # noqa: F401  (registers "commitment.decide")
from chalandise.web.team.views.seasons import complaints  # noqa: F401  (registers "complaint.read")
