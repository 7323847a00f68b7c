"""The mentor's gate: pages of a season in which this person is a mentor (/parrain/<season>/…)."""
from chalandise.mentoring.queries import mentorship_of
from chalandise.web.shell.gates import gate


def _mentor(request, key):
    mentor = mentorship_of(request.user, key)
    request.mentor, request.season, request.territory = mentor, mentor.season, mentor.season.territory
    request.accent = mentor.season.territory.accent
    return mentor


mentor_page = gate(_mentor)  # view(request, mentor, …); the URL names its first part <slug:key>
