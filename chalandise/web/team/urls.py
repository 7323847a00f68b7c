from django.urls import path

from chalandise.web.team.views import (
    accounts,
    actions,
    allocation,
    bank,
    diagnostics,
    dma,
    envelopes,
    funding,
    invoices,
    takings,
    territory,
    whitepaper,
    workshop,
)
from chalandise.web.team.views.catalogue import calls, decisions, questions, quotes, reviewing
from chalandise.web.team.views.catalogue import entries as catalogue_entries
from chalandise.web.team.views.mentoring import (
    keeping,
    mentors,
    monday,
    pairing,
    pairings,
    planning,
    repairs,
    skills,
    welcome,
    wishes,
)
from chalandise.web.team.views.people import members, outbox, settings, ties
from chalandise.web.team.views.seasons import (
    applications,
    calendar,
    charters,
    closing,
    complaints,
    gatherings,
    home,
    interests,
    panel,
    partners,
    places,
    reading,
)
from chalandise.web.team.views.shops import imports, search, shops

app_name = "team"

# --- people, mail, settings of a territory: /equipe/territoire/<territory>/ -----------------------------------------
people_urls = [
    path("territoire/<slug:key>/equipe/", members.members, name="members"),
    path("territoire/<slug:key>/equipe/<int:role_id>/fin/", members.member_end, name="member_end"),
    path("territoire/<slug:key>/reglages/", settings.settings, name="settings"),
    path("<slug:key>/relais/", members.cover, name="cover"),
    path("<slug:key>/liens/", ties.ties, name="ties"),
    path("<slug:key>/liens/personnes/<int:person_id>/", ties.person, name="ties_person"),
    path("<slug:key>/liens/organismes/<int:body_id>/", ties.body, name="ties_body"),
    path("<slug:key>/courrier/", outbox.outbox, name="outbox"),
    path("<slug:key>/courrier/depart/", outbox.released_all, name="letters_release"),
    path("<slug:key>/courrier/papier.pdf", outbox.papers, name="letters_paper"),
    path("<slug:key>/courrier/remises/", outbox.all_printed, name="letters_printed"),
    path("<slug:key>/courrier/<int:letter_id>/", outbox.letter, name="letter"),
    path("<slug:key>/courrier/<int:letter_id>/depart/", outbox.release, name="letter_release"),
    path("<slug:key>/courrier/<int:letter_id>/annulation/", outbox.cancel, name="letter_cancel"),
    path("<slug:key>/courrier/<int:letter_id>/texte/", outbox.edit, name="letter_edit"),
    path("<slug:key>/courrier/<int:letter_id>/papier.pdf", outbox.paper, name="letter_paper"),
    path("<slug:key>/courrier/<int:letter_id>/remise/", outbox.printed, name="letter_printed"),
]

# --- territory, axis, perimeter, works, shops, imports --------------------------------------------------------------
shops_urls = [
    path("territoire/<slug:key>/", territory.territory, name="territory"),
    path("territoire/<slug:key>/fichiers/<slug:what>/", territory.file, name="territory_file"),
    path("territoire/<slug:key>/axes/<int:axis_id>/fichiers/<slug:what>/", territory.file, name="axis_file"),
    path("territoire/<slug:key>/axes/<int:axis_id>/travaux/", territory.works_new, name="works_new"),
    path("territoire/<slug:key>/travaux/<int:works_id>/", territory.works, name="works"),
    path("territoire/<slug:key>/travaux/<int:works_id>/retrait/", territory.works_removal, name="works_removal"),
    path("territoire/<slug:key>/troncons/<int:stretch_id>/rues/", territory.street_new, name="street_new"),
    path("territoire/<slug:key>/rues/<int:street_id>/", territory.street, name="street"),
    path("territoire/<slug:key>/rues/<int:street_id>/retrait/", territory.street_removal, name="street_removal"),
    path("territoire/<slug:key>/boutiques/", shops.shops, name="shops"),
    path("territoire/<slug:key>/boutiques/ajout/", shops.new, name="shop_new"),
    path("territoire/<slug:key>/boutiques/<int:shop_id>/", shops.shop, name="shop"),
    path("territoire/<slug:key>/boutiques/<int:shop_id>/fiche/", shops.edit, name="shop_edit"),
    path("territoire/<slug:key>/boutiques/<int:shop_id>/fermeture/", shops.closure, name="shop_closure"),
    path("territoire/<slug:key>/boutiques/<int:shop_id>/reouverture/", shops.reopening, name="shop_reopening"),
    path("territoire/<slug:key>/boutiques/<int:shop_id>/reunion/<int:other_id>/", shops.merging, name="shop_merge"),
    path("territoire/<slug:key>/imports/", imports.imports, name="imports"),
    path("territoire/<slug:key>/imports/<int:batch_id>/", imports.one, name="import"),
    path("territoire/<slug:key>/imports/<int:batch_id>/colonnes/", imports.columns, name="import_columns"),
    path("territoire/<slug:key>/imports/<int:batch_id>/feuille/", imports.sheet, name="import_sheet"),
    path("territoire/<slug:key>/imports/<int:batch_id>/decisions/", imports.decisions, name="import_decisions"),
    path("territoire/<slug:key>/imports/<int:batch_id>/application/", imports.application, name="import_application"),
    path("territoire/<slug:key>/imports/<int:batch_id>/annulation/", imports.cancellation, name="import_cancellation"),
    path("territoire/<slug:key>/imports/<int:batch_id>/rapport.csv", imports.report, name="import_report"),
    path("<slug:key>/recherche/", search.search, name="search"),
]

# --- the catalogue of a territory -----------------------------------------------------------------------------------
catalogue_urls: list = [
    path("territoire/<slug:key>/catalogue/", catalogue_entries.catalogue, name="catalogue"),
    path("territoire/<slug:key>/catalogue/<int:qualification_id>/", catalogue_entries.qualification, name="catalogue_entry"),
    path("territoire/<slug:key>/catalogue/prix/<int:change_id>/", catalogue_entries.price, name="catalogue_price"),
    path("territoire/<slug:key>/catalogue/renouvellements/<int:renewal_id>/", catalogue_entries.renewal, name="catalogue_renewal"),
    path("territoire/<slug:key>/catalogue/avis/<int:opinion_id>/", catalogue_entries.opinion, name="catalogue_opinion"),
]

# --- the season: calendar, partners, gatherings, committees, complaints, closing ------------------------------------
season_urls: list = [
    path("", home.home, name="home"),
    path("territoire/<slug:key>/saisons/nouvelle/", calendar.new, name="season_new"),
    path("territoire/<slug:key>/signalements/", complaints.territory_complaints, name="territory_complaints"),
    path("<slug:key>/calendrier/", calendar.show, name="season"),
    path("<slug:key>/calendrier/<int:milestone_id>/", calendar.milestone, name="milestone"),
    *(path(f"<slug:key>/calendrier/<int:milestone_id>/{state}/", calendar.milestone_state, {"state": state}, name=f"milestone_{state}")
      for state in calendar.STATES),
    path("<slug:key>/reglages/", partners.settings, name="season_settings"),
    path("<slug:key>/journal/", calendar.journal, name="season_journal"),
    path("<slug:key>/partenaires/", partners.partners, name="partners"),
    path("<slug:key>/partenaires/<int:partner_id>/retrait/", partners.partner_removal, name="partner_removal"),
    path("<slug:key>/partenaires/personnes/", partners.partner_people, name="partner_people"),
    path("<slug:key>/partenaires/personnes/<int:person_id>/<slug:kind>/fin/", partners.partner_person_end, name="partner_person_end"),
    path("<slug:key>/rencontres/", gatherings.gatherings, name="gatherings"),
    path("<slug:key>/rencontres/nouvelle/", gatherings.new, name="gathering_new"),
    path("<slug:key>/rencontres/<int:gathering_id>/", gatherings.gathering, name="gathering"),
    path("<slug:key>/rencontres/<int:gathering_id>/modification/", gatherings.edit, name="gathering_edit"),
    path("<slug:key>/rencontres/<int:gathering_id>/invitations/", gatherings.invitations, name="gathering_invitations"),
    path("<slug:key>/rencontres/<int:gathering_id>/annulation/", gatherings.cancellation, name="gathering_cancellation"),
    path("<slug:key>/rencontres/<int:gathering_id>/presence/", gatherings.attendance, name="gathering_attendance"),
    path("<slug:key>/rencontres/<int:gathering_id>/compte-rendu/", gatherings.minutes, name="gathering_minutes"),
    path("<slug:key>/rencontres/<int:gathering_id>/decisions/", gatherings.decisions, name="gathering_decisions"),
    *(path(f"<slug:key>/decisions/<int:decision_id>/{state}/", gatherings.decision, {"state": state}, name=f"decision_{state}")
      for state in gatherings.GESTURES),
    path("<slug:key>/signalements/", complaints.complaints, name="complaints"),
    path("<slug:key>/signalements/<int:complaint_id>/", complaints.complaint, name="complaint"),
    path("<slug:key>/cloture/", closing.closing, name="closing"),
    path("<slug:key>/cloture/avis/", closing.opinions, name="closing_opinions"),
    path("<slug:key>/cloture/fermeture/", closing.closure, name="closing_closure"),
    path("<slug:key>/cloture/reouverture/", closing.reopening, name="closing_reopening"),
    path("<slug:key>/cloture/parrains/", closing.mentors_again, name="closing_mentors"),
    path("<slug:key>/cloture/archive/", closing.archive, name="closing_archive"),
]

# --- applications, panel, charters, mentors who apply ---------------------------------------------------------------
panel_urls = [
    path("<slug:key>/candidatures/", applications.applications, name="applications"),
    path("<slug:key>/candidatures/lecture/", reading.reading, name="applications_reading"),
    path("<slug:key>/candidatures/nouvelle/", applications.application_new, name="application_new"),
    path("<slug:key>/candidatures/<int:number>/", applications.application, name="application"),
    path("<slug:key>/candidatures/liens/", interests.declarations, name="application_interests"),
    path("<slug:key>/candidatures/<int:number>/lien/", interests.declaration, name="application_interest"),
    path("<slug:key>/candidatures/<int:number>/seconde/", interests.second, name="application_second"),
    path("<slug:key>/candidatures/<int:number>/changement/", applications.application_edit, name="application_edit"),
    path("<slug:key>/candidatures/<int:number>/remarques/", applications.notes, name="application_note"),
    path("<slug:key>/candidatures/<int:number>/notes/", applications.scores, name="application_scores"),
    path("<slug:key>/candidatures/<int:number>/emplacement/", applications.place, name="application_place"),
    path("<slug:key>/candidatures/<int:number>/retrait/", applications.withdrawal, name="application_withdrawal"),
    path("<slug:key>/panel/", panel.panel, name="panel"),
    path("<slug:key>/panel/equilibre/", panel.quotas, name="panel_quotas"),
    path("<slug:key>/panel/proposition/", panel.proposal, name="panel_proposal"),
    path("<slug:key>/panel/decision/", panel.decision, name="panel_decision"),
    path("<slug:key>/panel/reponses/", panel.selections, name="selections"),
    path("<slug:key>/panel/reponses/<int:number>/", panel.selection, name="selection"),
    path("<slug:key>/panel/annonce/", panel.announcement, name="panel_announcement"),
    path("<slug:key>/panel/places/", places.places, name="places"),
    path("<slug:key>/panel/places/remplacement/", places.replacement, name="place_replacement"),
    path("<slug:key>/panel/places/<int:number>/depart/", places.departure, name="place_departure"),
    path("<slug:key>/panel/places/<int:number>/retour/", places.come_back, name="place_return"),
    path("<slug:key>/parrains/", mentors.mentors, name="mentors"),
    path("<slug:key>/parrains/rencontres/", welcome.welcome, name="mentors_welcome"),
    path("<slug:key>/parrains/nouveau/", mentors.mentor_new, name="mentor_new"),
    path("<slug:key>/parrains/<int:number>/", mentors.mentor, name="mentor"),
    path("<slug:key>/parrains/<int:number>/profil/", mentors.mentor_edit, name="mentor_edit"),
    path("<slug:key>/parrains/<int:number>/rencontre/", mentors.mentor_meeting, name="mentor_meeting"),
    path("<slug:key>/parrains/<int:number>/accueil/", mentors.mentor_welcome, name="mentor_welcome"),
    path("<slug:key>/parrains/<int:number>/refus/", mentors.mentor_refusal, name="mentor_refusal"),
    path("<slug:key>/parrains/<int:number>/depart/", mentors.mentor_departure, name="mentor_departure"),
    path("<slug:key>/parrains/<int:number>/liens/", mentors.mentor_ties, name="mentor_ties"),
    path("<slug:key>/chartes/", charters.charters, name="charters"),
    path("<slug:key>/chartes/signatures/<int:number>.pdf", charters.certificate, name="charter_certificate"),
    path("<slug:key>/chartes/<slug:audience>/texte/", charters.text, name="charter_text"),
    path("<slug:key>/chartes/<slug:audience>/rappels/", charters.reminder, name="charter_reminder"),
    path("<slug:key>/chartes/<slug:audience>/<int:number>/papier/", charters.paper, name="charter_paper"),
    path("<slug:key>/chartes/<slug:audience>/<int:number>/parrainages/", charters.pairings_end, name="charter_pairings"),
    path("<slug:key>/chartes/<slug:audience>/<int:number>/feuille/", charters.sheet, name="charter_sheet"),
]

# --- pairings, visits, Monday ---------------------------------------------------------------------------------------
mentoring_urls: list = [
    path("<slug:key>/lundi/", monday.monday, name="monday"),
    path("<slug:key>/lundi/note/", monday.note, name="monday_note"),
    path("<slug:key>/rappels/", keeping.reminders, name="reminders"),
    path("<slug:key>/alertes/", keeping.alerts, name="alerts"),
    path("<slug:key>/parrainages/", pairings.pairings, name="pairings"),
    path("<slug:key>/parrainages/proposition/", pairings.proposal, name="pairings_proposal"),
    path("<slug:key>/parrainages/ajustement/", pairings.adjustment, name="pairings_adjustment"),
    path("<slug:key>/parrainages/partage/", pairings.sharing, name="pairings_sharing"),
    path("<slug:key>/parrainages/decision/", pairings.adoption, name="pairings_adoption"),
    path("<slug:key>/parrainages/annonce/", pairings.announcement, name="pairings_announcement"),
    path("<slug:key>/parrainages/souhaits/", wishes.wishes, name="wishes"),
    path("<slug:key>/parrainages/souhaits/demande/", wishes.asking, name="wishes_asking"),
    path("<slug:key>/parrainages/souhaits/boutiques/<int:shop_id>/", wishes.shop_wishes, name="shop_wishes"),
    path("<slug:key>/parrainages/souhaits/parrains/<int:mentor_id>/", wishes.mentor_wishes, name="mentor_wishes"),
    path("<slug:key>/parrainages/competences/", skills.skills, name="skills"),
    path("<slug:key>/parrainages/competences/demande/", skills.asking, name="skills_asking"),
    path("<slug:key>/parrainages/sans/<int:mentor_id>/", repairs.what_if, name="what_if"),
    path("<slug:key>/parrainages/boutiques/<int:shop_id>/", pairings.candidates, name="candidates"),
    path("<slug:key>/parrainages/<int:pairing_id>/", pairing.pairing, name="pairing"),
    path("<slug:key>/parrainages/<int:pairing_id>/annonce/", pairing.telling, name="pairing_announcement"),
    path("<slug:key>/parrainages/<int:pairing_id>/fin/", pairing.closure, name="pairing_closure"),
    path("<slug:key>/parrainages/<int:pairing_id>/depart/", pairing.departure, name="pairing_departure"),
    path("<slug:key>/parrainages/<int:pairing_id>/relance/", monday.chase, name="pairing_chase"),
    path("<slug:key>/parrainages/<int:pairing_id>/appel/", monday.call, name="pairing_call"),
    path("<slug:key>/parrainages/<int:pairing_id>/report/", monday.snooze, name="pairing_snooze"),
    path("<slug:key>/parrainages/<int:pairing_id>/rappel/", keeping.reminder, name="pairing_reminder"),
    path("<slug:key>/visites/", planning.visits, name="visits"),
    path("<slug:key>/visites/proposition/", planning.proposal, name="visits_proposal"),
    path("<slug:key>/visites/publication/", planning.publication, name="visits_publication"),
    path("<slug:key>/visites/<int:visit_id>/", pairing.visit, name="visit"),
    path("<slug:key>/visites/<int:visit_id>/deplacement/", planning.moving, name="visit_move"),
]

# --- assessments ----------------------------------------------------------------------------------------------------
diagnostics_urls = [
    path("territoire/<slug:key>/questionnaire/", bank.bank, name="bank"),
    path("territoire/<slug:key>/questionnaire/brouillon/", bank.draft, name="bank_draft"),
    path("territoire/<slug:key>/questionnaire/brouillon/<slug:question>/", bank.question, name="bank_question"),
    path("<slug:key>/diagnostics/", diagnostics.assessments, name="assessments"),
    path("<slug:key>/diagnostics/demande/", diagnostics.asked, name="assessments_asked"),
    path("<slug:key>/diagnostics/deuxieme-regard/", diagnostics.drawn, name="second_looks"),
    path("<slug:key>/diagnostics/<int:shop_id>/<str:moment>/", diagnostics.assessment, name="assessment"),
    path("<slug:key>/diagnostics/<int:shop_id>/<str:moment>/europe/", dma.dma, name="dma"),
    path("<slug:key>/diagnostics/europe.csv", dma.export, {"shape": "csv"}, name="dma_csv"),
    path("<slug:key>/diagnostics/europe.json", dma.export, {"shape": "json"}, name="dma_json"),
]

# --- workshop, actions, pot, readings -------------------------------------------------------------------------------
actions_urls = [
    path("<slug:key>/atelier/", workshop.workshop, name="workshop"),
    path("<slug:key>/atelier/boutiques/<int:shop_id>/", workshop.idea_new, name="idea_new"),
    path("<slug:key>/atelier/metiers/", workshop.idea_for_trade, name="idea_for_trade"),
    path("<slug:key>/atelier/genres/", workshop.kinds, name="kinds"),
    path("<slug:key>/atelier/idees/<int:idea_id>/", workshop.idea, name="idea"),
    path("<slug:key>/atelier/idees/<int:idea_id>/modification/", workshop.idea_edit, name="idea_edit"),
    path("<slug:key>/atelier/idees/<int:idea_id>/<slug:gesture>/", workshop.idea_gesture, name="idea_gesture"),
    path("<slug:key>/actions/", actions.actions, name="actions"),
    path("<slug:key>/actions/<int:action_id>/", actions.action, name="action"),
    path("<slug:key>/actions/<int:action_id>/etapes/<int:step_id>/", actions.step, name="action_step"),
    path("<slug:key>/actions/<int:action_id>/photos/<int:photo_id>/", actions.photo, name="action_photo"),
    path("<slug:key>/actions/<int:action_id>/<slug:gesture>/", actions.gesture, name="action_gesture"),
    path("<slug:key>/recettes/", takings.takings, name="takings"),
    path("<slug:key>/recettes/demandes/", takings.asking, name="takings_asking"),
    path("<slug:key>/recettes/<int:shop_id>/", takings.shop, name="takings_shop"),
    path("<slug:key>/recettes/<int:shop_id>/fichiers/<int:file_id>/", takings.file, name="takings_file"),
    path("<slug:key>/recettes/<int:shop_id>/fichiers/<int:file_id>/<slug:gesture>/", takings.file_gesture, name="takings_file_gesture"),
    path("<slug:key>/recettes/<int:shop_id>/<slug:gesture>/", takings.gesture, name="takings_shop_gesture"),
    path("<slug:key>/cagnotte/", funding.pot, name="pot"),
    path("<slug:key>/cagnotte/ouverture/", funding.opening, name="pot_opening"),
    path("<slug:key>/cagnotte/promesses/", funding.promises, name="pot_promise"),
    path("<slug:key>/cagnotte/versements/", funding.contributions, name="pot_contribution"),
    path("<slug:key>/cagnotte/demandes/", funding.requests, name="pot_request"),
    path("<slug:key>/cagnotte/demandes/accords/", funding.approvals, name="pot_approvals"),
    path("<slug:key>/cagnotte/demandes/liens/", funding.declarations, name="pot_interests"),
    path("<slug:key>/cagnotte/demandes/<int:commitment_id>/accord/", funding.approval, name="pot_approval"),
    path("<slug:key>/cagnotte/demandes/<int:commitment_id>/refus/", funding.refusal, name="pot_refusal"),
    path("<slug:key>/cagnotte/demandes/<int:commitment_id>/retour/", funding.giving_back, name="pot_release"),
    path("<slug:key>/cagnotte/demandes/<int:commitment_id>/paiement/", funding.payment, name="pot_payment"),
    path("<slug:key>/cagnotte/demandes/<int:commitment_id>/remboursement/", funding.repayment, name="pot_refund"),
    path("<slug:key>/cagnotte/demandes/<int:commitment_id>/autrement/", envelopes.grant, name="pot_grant"),
    path("<slug:key>/cagnotte/demandes/<int:commitment_id>/factures/", invoices.new, name="pot_invoice"),
    path("<slug:key>/cagnotte/factures/<int:invoice_id>/ecart/", invoices.cancellation, name="pot_invoice_cancel"),
    path("<slug:key>/cagnotte/repartition/", allocation.allocation, name="pot_allocation"),
    path("<slug:key>/cagnotte/repartition/accords/", allocation.adoption, name="pot_allocation_adoption"),
    path("<slug:key>/cagnotte/enveloppes/nouvelle/", envelopes.new, name="pot_envelope_new"),
    path("<slug:key>/cagnotte/enveloppes/<int:envelope_id>/", envelopes.rules, name="pot_envelope"),
    path("<slug:key>/cagnotte/enveloppes/<int:envelope_id>/argent/", envelopes.allotment, name="pot_allotment"),
    path("<slug:key>/cagnotte/enveloppes/<int:envelope_id>/fermeture/", envelopes.closure, name="pot_envelope_close"),
    path("<slug:key>/cagnotte/ecritures/", funding.entries, name="pot_entries"),
    path("<slug:key>/cagnotte/ecritures/<int:movement_id>/correction/", funding.correction, name="pot_correction"),
    path("<slug:key>/cagnotte/partenaires/<int:partner_id>/point/", funding.summary, name="pot_summary"),
    path("<slug:key>/cagnotte/releve.pdf", accounts.statement, name="pot_statement"),
    path("<slug:key>/cagnotte/comptes/", accounts.accounts, name="pot_accounts"),
    path("<slug:key>/cagnotte/comptes.csv", accounts.accounts_csv, name="pot_accounts_csv"),
    path("<slug:key>/cagnotte/euros/", accounts.euros, name="pot_euros"),
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

CALL = "territoire/<slug:key>/appels/<slug:call>"

# --- calls for solutions ---------------------------------------------------------------------------------------------
call_urls = [
    path("territoire/<slug:key>/appels/", calls.calls, name="calls"),
    path("territoire/<slug:key>/appels/nouveau/", calls.new, name="call_new"),
    path("territoire/<slug:key>/appels/entreprises/", questions.companies, name="call_companies"),
    path("territoire/<slug:key>/appels/entreprises/<int:provider_id>/", questions.company, name="call_company"),
    path(f"{CALL}/", calls.call, name="call"),
    path(f"{CALL}/modification/", calls.edit, name="call_edit"),
    path(f"{CALL}/criteres/", calls.criteria, name="call_criteria"),
    path(f"{CALL}/publication/", calls.publication, name="call_publication"),
    path(f"{CALL}/prolongation/", calls.extension, name="call_extension"),
    path(f"{CALL}/questions/", questions.questions, name="call_questions"),
    path(f"{CALL}/questions/<int:question_id>/", questions.answer, name="call_answering"),
    path(f"{CALL}/questions/<int:question_id>/cote/", questions.set_aside, name="call_set_aside"),
    path(f"{CALL}/reponses.csv", calls.answers_file, name="call_answers_file"),
    path(f"{CALL}/reponses/<int:submission_id>/", calls.answer, name="call_answer"),
]

# --- requests for quotes ---------------------------------------------------------------------------------------------
quote_urls = [
    path("territoire/<slug:key>/catalogue/devis/", quotes.quotes, name="quotes"),
]

# --- the review of a call: /equipe/territoire/<territory>/appels/<call>/ ---------------------------------------------
review_urls = [
    path(f"{CALL}/relecture/", reviewing.reviews, name="reviews"),
    path(f"{CALL}/relecteurs/", reviewing.call_reviewers, name="call_reviewers"),
    path(f"{CALL}/relecteurs/<int:reviewer_id>/fin/", reviewing.reviewer_end, name="reviewer_end"),
    path(f"{CALL}/repartition/", reviewing.assignment, name="assignment"),
    path(f"{CALL}/relecture/notes.csv", reviewing.scores_file, name="review_scores"),
    path(f"{CALL}/relecture/dossier.json", reviewing.audit_file, name="review_audit"),
    path(f"{CALL}/relecture/<int:submission_id>/", reviewing.review_of, name="review_of"),
    path(f"{CALL}/relecture/<int:submission_id>/noms/", reviewing.names, name="review_names"),
    path(f"{CALL}/relecture/<int:submission_id>/discussion/", reviewing.review_note, name="review_note"),
    path(f"{CALL}/relecture/<int:submission_id>/decision/", decisions.call_decision, name="call_decision"),
    path(f"{CALL}/relecture/<int:submission_id>/<int:reviewer_id>/mise-a-part/", reviewing.review_aside, name="review_aside"),
    path(f"{CALL}/decisions/", decisions.call_decisions, name="call_decisions"),
]

urlpatterns = [*catalogue_urls, *call_urls, *people_urls, *shops_urls, *season_urls, *panel_urls, *mentoring_urls, *diagnostics_urls,
               *actions_urls, *whitepaper_urls, *review_urls, *quote_urls]
