"""What this audience's mailed links show (see chalandise/web/shell/links.py)."""
from chalandise.web.public.views import following, funding, votes, whitepaper  # noqa: F401  (registers "pack.read", "pot.summary", "funding.vote")
from chalandise.web.public.views.mentoring import apply  # noqa: F401  (registers "mentor.application")
from chalandise.web.public.views.seasons import links, season_links  # noqa: F401  (registers applications, gatherings, opinions)
