from django.urls import path

from chalandise.web.team.views import diagnostics

app_name = "team"

# --- people, mail, settings of a territory: /equipe/territoire/<territory>/ -----------------------------------------
people_urls: list = []

# --- territory, axis, perimeter, works, shops, imports --------------------------------------------------------------
shops_urls: list = []

# --- the season: calendar, partners, gatherings, committees, complaints, closing ------------------------------------
season_urls: list = []

# --- applications, panel, charters, mentors who apply ---------------------------------------------------------------
panel_urls: list = []

# --- pairings, visits, Monday ---------------------------------------------------------------------------------------
mentoring_urls: list = []

# --- assessments ----------------------------------------------------------------------------------------------------
diagnostics_urls = [
    path("<slug:key>/diagnostics/", diagnostics.assessments, name="assessments"),
    path("<slug:key>/diagnostics/demande/", diagnostics.asked, name="assessments_asked"),
    path("<slug:key>/diagnostics/<int:shop_id>/<str:moment>/", diagnostics.assessment, name="assessment"),
]

# --- workshop, actions, pot, readings -------------------------------------------------------------------------------
actions_urls: list = []

# --- white paper, committee packs -----------------------------------------------------------------------------------
whitepaper_urls: list = []

urlpatterns = [*people_urls, *shops_urls, *season_urls, *panel_urls, *mentoring_urls, *diagnostics_urls, *actions_urls,
               *whitepaper_urls]
