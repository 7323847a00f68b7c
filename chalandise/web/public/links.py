"""What this audience's mailed links show (see chalandise/web/shell/links.py)."""
from chalandise.web.public.views.seasons import links  # noqa: F401  (registers "application", "panel.comparison")
