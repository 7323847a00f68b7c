from django.urls import path

from chalandise.web.public.views import home, partner, statements, territory, votes, whitepaper
from chalandise.web.public.views.catalogue import calls
from chalandise.web.public.views.catalogue import open as catalogue_open
from chalandise.web.public.views.catalogue import solution as catalogue_solution
from chalandise.web.public.views.catalogue import solutions as catalogue_solutions
from chalandise.web.public.views.mentoring import apply as mentor_apply
from chalandise.web.public.views.seasons import apply, season

app_name = "public"

# --- season, applications, charters, gatherings ---------------------------------------------------------------------
season_urls = [
    path("saisons/<slug:key>/", season.season, name="season"),
    path("saisons/<slug:slug>/candidater/", apply.apply, name="apply"),
    path("saisons/<slug:slug>/candidature/", apply.application, name="application"),
    path("saisons/<slug:key>/partenaires/", partner.home, name="partner"),
    path("saisons/<slug:key>/partenaires/dossiers/<int:gathering_id>/", partner.pack, name="partner_pack"),
    path("saisons/<slug:key>/partenaires/rencontres/<int:gathering_id>/", partner.answer, name="partner_answer"),
    path("saisons/<slug:key>/partenaires/votes/<int:ballot_id>/", votes.vote, name="partner_vote"),
]

# --- pairings, visits -----------------------------------------------------------------------------------------------
mentoring_urls = [path("saisons/<slug:slug>/devenir-parrain/", mentor_apply.apply, name="mentor_apply")]

# --- assessments ----------------------------------------------------------------------------------------------------
diagnostics_urls: list = []

# --- ideas, actions, readings ---------------------------------------------------------------------------------------
actions_urls: list = []

# --- the catalogue ----------------------------------------------------------------------------------------------------
catalogue_urls: list = [
    path("catalogue/", catalogue_solutions.solutions, name="catalogue"),
    path("catalogue/regle/", catalogue_solutions.rule, name="catalogue_rule"),
    path("catalogue/comparer/", catalogue_solution.compare, name="compare"),
    path("catalogue/solutions/<slug:solution>/", catalogue_solution.solution, name="solution"),
    path("catalogue/donnees/", catalogue_open.data, name="catalogue_data"),
    path("catalogue/cadre/", catalogue_open.frame, name="catalogue_frame"),
]

# --- calls for solutions ----------------------------------------------------------------------------------------------
call_urls: list = [path("appels/", calls.calls, name="calls"), path("appels/<slug:slug>/", calls.call, name="call")]

# --- territory, white paper, statements -----------------------------------------------------------------------------
other_urls: list = [
    path("", home.home, name="home"),
    path("territoires/<slug:slug>/", territory.territory, name="territory"),
    path("mentions-legales/", statements.show, {"kind": "legal"}, name="legal"),
    path("confidentialite/", statements.show, {"kind": "privacy"}, name="privacy"),
    path("accessibilite/", statements.show, {"kind": "accessibility"}, name="accessibility"),
    path("territoires/<slug:slug>/mentions-legales/", statements.show, {"kind": "legal"}, name="legal"),
    path("territoires/<slug:slug>/confidentialite/", statements.show, {"kind": "privacy"}, name="privacy"),
    path("territoires/<slug:slug>/accessibilite/", statements.show, {"kind": "accessibility"}, name="accessibility"),
    path("livre-blanc/<slug:slug>/", whitepaper.whitepaper, name="whitepaper"),
    path("livre-blanc/<slug:slug>/<int:number>/", whitepaper.whitepaper, name="whitepaper_edition"),
    path("livre-blanc/<slug:slug>/<int:number>/livre-blanc.pdf", whitepaper.whitepaper_pdf, name="whitepaper_pdf"),
    path("livre-blanc/<slug:slug>/<int:number>/chiffres.json", whitepaper.whitepaper_figures, name="whitepaper_figures"),
]

urlpatterns = [*season_urls, *mentoring_urls, *diagnostics_urls, *actions_urls, *call_urls, *catalogue_urls, *other_urls]
