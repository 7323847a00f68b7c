from django.urls import path

from chalandise.web.mentor.views import diagnostics

app_name = "mentor"

# --- season, applications, charters, gatherings ---------------------------------------------------------------------
season_urls: list = []

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
