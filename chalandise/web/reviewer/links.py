"""What this audience's mailed links show (see chalandise/web/shell/links.py)."""
from chalandise.web.reviewer.views import home  # noqa: F401  (registers "review.invitation")
