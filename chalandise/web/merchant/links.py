"""What this audience's mailed links show (see chalandise/web/shell/links.py)."""
from chalandise.web.merchant.views import (  # noqa: F401  (registers the gestures of actions, assessments, visits, takings)
    following,
    link_actions,
    link_assessment,
    link_kept,
    link_measures,
    link_mentoring,
    link_uses,
    takings,
)
from chalandise.web.merchant.views.catalogue import asking, choosing  # noqa: F401  (registers "quote.ask", "quote.read", "quote.happened")
from chalandise.web.merchant.views.seasons import charter  # noqa: F401  (registers "charter.merchant")
