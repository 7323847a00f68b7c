"""The reviewer's gate: pages of a call that this person reviews (/expertise/<call>/…)."""
from chalandise.catalogue.queries.access import reviewership_of
from chalandise.web.shell.gates import gate


def _reviewer(request, key):
    reviewer = reviewership_of(request.user, key)
    request.reviewer, request.call = reviewer, reviewer.call
    request.territory, request.accent = reviewer.call.territory, reviewer.call.territory.accent
    return reviewer


reviewer_page = gate(_reviewer)  # view(request, reviewer, …); the URL names its first part <slug:key>
