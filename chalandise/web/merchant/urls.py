from django.urls import path  # noqa: F401

app_name = "merchant"

# --- season, applications, charters, gatherings ---------------------------------------------------------------------
season_urls: list = []

# --- pairings, visits -----------------------------------------------------------------------------------------------
mentoring_urls: list = []

# --- assessments ----------------------------------------------------------------------------------------------------
diagnostics_urls: list = []

# --- ideas, actions, readings ---------------------------------------------------------------------------------------
actions_urls: list = []

# --- territory, white paper, statements -----------------------------------------------------------------------------
other_urls: list = []

urlpatterns = [*season_urls, *mentoring_urls, *diagnostics_urls, *actions_urls, *other_urls]
