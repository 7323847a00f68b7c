"""What this audience's mailed links show (see chalandise/web/shell/links.py)."""
from chalandise.web.mentor.views.seasons import (
    again,  # noqa: F401  (registers "mentor.again")
    charter,  # noqa: F401  (registers "charter.mentor")
)
