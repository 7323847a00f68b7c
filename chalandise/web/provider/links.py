"""What this audience's mailed links show (see chalandise/web/shell/links.py)."""
from chalandise.web.provider.views import (
    quotes,  # noqa: F401  (registers "quote.answer" and "quote.told")
    registration,  # noqa: F401  (registers "provider.register", "provider.join")
)
