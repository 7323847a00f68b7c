from django.urls import path

from chalandise.web.public.views import home

app_name = "public"

# --- season, applications, charters, gatherings ---------------------------------------------------------------------
season_urls: list = []

# --- pairings, visits -----------------------------------------------------------------------------------------------
mentoring_urls: list = []

# --- assessments ----------------------------------------------------------------------------------------------------
diagnostics_urls: list = []

# --- ideas, actions, readings ---------------------------------------------------------------------------------------
actions_urls: list = []

# --- territory, white paper, statements -----------------------------------------------------------------------------
other_urls: list = [path("", home.home, name="home")]

urlpatterns = [*season_urls, *mentoring_urls, *diagnostics_urls, *actions_urls, *other_urls]
