from django.urls import path

from chalandise.web.merchant.views import diagnostics
from chalandise.web.merchant.views.seasons import gatherings

app_name = "merchant"

# --- season, applications, charters, gatherings ---------------------------------------------------------------------
season_urls: list = [
    path("<int:key>/rencontres/", gatherings.gatherings, name="gatherings"),
    path("<int:key>/rencontres/<int:attendance_id>/", gatherings.answer, name="gathering_answer"),
    path("<int:key>/signalement/", gatherings.complaint, name="complaint"),
]

# --- pairings, visits -----------------------------------------------------------------------------------------------
mentoring_urls: list = []

# --- assessments ----------------------------------------------------------------------------------------------------
diagnostics_urls = [
    path("<int:key>/diagnostic/", diagnostics.assessment, name="assessment"),
    path("<int:key>/diagnostic/<str:moment>/", diagnostics.assessment_sheet, name="assessment_sheet"),
]

# --- ideas, actions, readings ---------------------------------------------------------------------------------------
actions_urls: list = []

# --- territory, white paper, statements -----------------------------------------------------------------------------
other_urls: list = []

urlpatterns = [*season_urls, *mentoring_urls, *diagnostics_urls, *actions_urls, *other_urls]
