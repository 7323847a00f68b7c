from django.urls import path

from chalandise.web.merchant.views import diagnostics

app_name = "merchant"

# --- season, applications, charters, gatherings ---------------------------------------------------------------------
season_urls: list = []

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
