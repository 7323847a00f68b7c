from django.urls import path

from chalandise.web.mentor.views import actions, diagnostics, live, workshop
from chalandise.web.mentor.views.mentoring import helping, home, hours, profile
from chalandise.web.mentor.views.seasons import charter, gatherings

app_name = "mentor"

# --- season, applications, charters, gatherings ---------------------------------------------------------------------
season_urls: list = [
    path("<slug:key>/charte/", charter.charter, name="charter"),
    path("<slug:key>/profil/", profile.profile, name="profile"),
    path("<slug:key>/profil/liens/", profile.ties, name="ties"),
    path("<slug:key>/rencontres/", gatherings.gatherings, name="gatherings"),
    path("<slug:key>/rencontres/<int:attendance_id>/", gatherings.answer, name="gathering_answer"),
    path("<slug:key>/signalement/", gatherings.complaint, name="complaint"),
]

# --- pairings, visits -----------------------------------------------------------------------------------------------
mentoring_urls: list = [
    path("<slug:key>/", home.home, name="home"),
    path("<slug:key>/commerces/<int:pairing_id>/", home.pairing, name="pairing"),
    path("<slug:key>/commerces/<int:pairing_id>/contact/", home.contact, name="pairing_contact"),
    path("<slug:key>/visites/<int:visit_id>/", home.visit, name="visit"),
    path("<slug:key>/visites/<int:visit_id>/compte-rendu/", home.minutes, name="minutes"),
    path("<slug:key>/heures/", hours.hours, name="hours"),
    path("<slug:key>/heures/lignes/", hours.times, name="hours_times"),
    path("<slug:key>/heures/lignes/<int:time_id>/retrait/", hours.time_removal, name="hours_time_removal"),
    path("<slug:key>/heures/aide/", hours.offers, name="help"),
    path("<slug:key>/heures/aide/<int:offer_id>/retrait/", hours.offer_removal, name="help_removal"),
    path("<slug:key>/heures/agenda/", hours.feed, name="feed"),
    path("<slug:key>/coups-de-main/", helping.helping, name="helping"),
    path("<slug:key>/attestation.pdf", hours.attestation, name="attestation"),
]

# --- assessments ----------------------------------------------------------------------------------------------------
diagnostics_urls = [
    path("<slug:key>/diagnostics/", diagnostics.assessments, name="assessments"),
    path("<slug:key>/diagnostics/<int:shop_id>/<str:moment>/", diagnostics.assessment, name="assessment"),
    path("<slug:key>/diagnostics/<int:shop_id>/<str:moment>/europe/", diagnostics.dma, name="dma"),
]

# --- ideas, actions, readings ---------------------------------------------------------------------------------------
actions_urls = [
    path("<slug:key>/atelier/", workshop.workshop, name="workshop"),
    path("<slug:key>/atelier/boutiques/<int:shop_id>/", workshop.idea_new, name="idea_new"),
    path("<slug:key>/atelier/seance/", live.live, name="live"),
    path("<slug:key>/atelier/seance/<int:session_id>/bilan/", live.summary, name="live_summary"),
    path("<slug:key>/atelier/metiers/", workshop.idea_for_trade, name="idea_for_trade"),
    path("<slug:key>/atelier/genres/", workshop.kinds, name="kinds"),
    path("<slug:key>/atelier/idees/<int:idea_id>/", workshop.idea, name="idea"),
    path("<slug:key>/atelier/idees/<int:idea_id>/modification/", workshop.idea_edit, name="idea_edit"),
    path("<slug:key>/atelier/idees/<int:idea_id>/<slug:gesture>/", workshop.idea_gesture, name="idea_gesture"),
    path("<slug:key>/actions/<int:action_id>/", actions.action, name="action"),
    path("<slug:key>/actions/<int:action_id>/etapes/<int:step_id>/", actions.step, name="action_step"),
    path("<slug:key>/actions/<int:action_id>/photos/<int:photo_id>/", actions.photo, name="action_photo"),
    path("<slug:key>/actions/<int:action_id>/<slug:gesture>/", actions.gesture, name="action_gesture"),
    path("<slug:key>/retours/", workshop.lessons, name="lessons"),
]

# --- territory, white paper, statements -----------------------------------------------------------------------------
other_urls: list = []

urlpatterns = [*season_urls, *mentoring_urls, *diagnostics_urls, *actions_urls, *other_urls]
