from django.urls import path

from chalandise.web.mentor.views import diagnostics
from chalandise.web.mentor.views.seasons import gatherings

app_name = "mentor"

# --- season, applications, charters, gatherings ---------------------------------------------------------------------
season_urls: list = [
    path("<slug:key>/rencontres/", gatherings.gatherings, name="gatherings"),
    path("<slug:key>/rencontres/<int:attendance_id>/", gatherings.answer, name="gathering_answer"),
    path("<slug:key>/signalement/", gatherings.complaint, name="complaint"),
]

# --- pairings, visits -----------------------------------------------------------------------------------------------
mentoring_urls: list = []

# --- assessments ----------------------------------------------------------------------------------------------------
diagnostics_urls = [
    path("<slug:key>/diagnostics/", diagnostics.assessments, name="assessments"),
    path("<slug:key>/diagnostics/<int:shop_id>/<str:moment>/", diagnostics.assessment, name="assessment"),
]

# --- ideas, actions, readings ---------------------------------------------------------------------------------------
actions_urls: list = []

# --- territory, white paper, statements -----------------------------------------------------------------------------
other_urls: list = []

urlpatterns = [*season_urls, *mentoring_urls, *diagnostics_urls, *actions_urls, *other_urls]
