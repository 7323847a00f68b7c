"""What this audience's mailed links show (see chalandise/web/shell/links.py)."""
from chalandise.web.mentor.views import second_look  # noqa: F401  (registers "assessment.second")
from chalandise.web.mentor.views.mentoring import by_link as mentoring  # noqa: F401  (registers "visit.mentor", "fit.mentor", "mentor.attestation")
from chalandise.web.mentor.views.seasons import (
    again,  # noqa: F401  (registers "mentor.again")
    charter,  # noqa: F401  (registers "charter.mentor")
)
