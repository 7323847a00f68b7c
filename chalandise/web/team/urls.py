from django.urls import path

from chalandise.web.team.views import diagnostics, funding, whitepaper
from chalandise.web.team.views.people import members, outbox, settings

app_name = "team"

# --- people, mail, settings of a territory: /equipe/territoire/<territory>/ -----------------------------------------
people_urls = [
    path("territoire/<slug:key>/equipe/", members.members, name="members"),
    path("territoire/<slug:key>/equipe/<int:role_id>/fin/", members.member_end, name="member_end"),
    path("territoire/<slug:key>/reglages/", settings.settings, name="settings"),
    path("<slug:key>/relais/", members.cover, name="cover"),
    path("<slug:key>/courrier/", outbox.outbox, name="outbox"),
    path("<slug:key>/courrier/depart/", outbox.released_all, name="letters_release"),
    path("<slug:key>/courrier/<int:letter_id>/", outbox.letter, name="letter"),
    path("<slug:key>/courrier/<int:letter_id>/depart/", outbox.release, name="letter_release"),
    path("<slug:key>/courrier/<int:letter_id>/annulation/", outbox.cancel, name="letter_cancel"),
    path("<slug:key>/courrier/<int:letter_id>/texte/", outbox.edit, name="letter_edit"),
    path("<slug:key>/courrier/<int:letter_id>/papier.pdf", outbox.paper, name="letter_paper"),
    path("<slug:key>/courrier/<int:letter_id>/remise/", outbox.printed, name="letter_printed"),
]

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
actions_urls = [
    path("<slug:key>/cagnotte/", funding.pot, name="pot"),
    path("<slug:key>/cagnotte/ouverture/", funding.opening, name="pot_opening"),
    path("<slug:key>/cagnotte/promesses/", funding.promises, name="pot_promise"),
    path("<slug:key>/cagnotte/versements/", funding.contributions, name="pot_contribution"),
    path("<slug:key>/cagnotte/demandes/", funding.requests, name="pot_request"),
    path("<slug:key>/cagnotte/demandes/<int:commitment_id>/accord/", funding.approval, name="pot_approval"),
    path("<slug:key>/cagnotte/demandes/<int:commitment_id>/refus/", funding.refusal, name="pot_refusal"),
    path("<slug:key>/cagnotte/demandes/<int:commitment_id>/retour/", funding.giving_back, name="pot_release"),
    path("<slug:key>/cagnotte/demandes/<int:commitment_id>/paiement/", funding.payment, name="pot_payment"),
    path("<slug:key>/cagnotte/demandes/<int:commitment_id>/remboursement/", funding.repayment, name="pot_refund"),
    path("<slug:key>/cagnotte/ecritures/", funding.entries, name="pot_entries"),
    path("<slug:key>/cagnotte/ecritures/<int:movement_id>/correction/", funding.correction, name="pot_correction"),
    path("<slug:key>/cagnotte/partenaires/<int:partner_id>/point/", funding.summary, name="pot_summary"),
    path("<slug:key>/cagnotte/releve.pdf", funding.statement, name="pot_statement"),
]

# --- white paper, committee packs -----------------------------------------------------------------------------------
whitepaper_urls = [
    path("<slug:key>/livre-blanc/", whitepaper.whitepaper, name="whitepaper"),
    path("<slug:key>/livre-blanc/editions/", whitepaper.editions, name="editions"),
    path("<slug:key>/livre-blanc/editions/<int:number>/", whitepaper.edition, name="edition"),
    path("<slug:key>/livre-blanc/editions/<int:number>/publication/", whitepaper.publication, name="publication"),
    path("<slug:key>/livre-blanc/editions/<int:number>/livre-blanc.pdf", whitepaper.edition_pdf, name="edition_pdf"),
    path("<slug:key>/livre-blanc/editions/<int:number>/chiffres.json", whitepaper.edition_figures, name="edition_figures"),
    path("<slug:key>/comites/<int:number>/dossier/", whitepaper.pack, name="pack"),
    path("<slug:key>/comites/<int:number>/dossier.pdf", whitepaper.pack_pdf, name="pack_pdf"),
]

urlpatterns = [*people_urls, *shops_urls, *season_urls, *panel_urls, *mentoring_urls, *diagnostics_urls, *actions_urls,
               *whitepaper_urls]
