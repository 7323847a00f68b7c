from django.urls import path

from chalandise.web.mentor.views import actions, diagnostics, workshop
from chalandise.web.mentor.views.seasons import charter, gatherings

app_name = "mentor"

# --- season, applications, charters, gatherings ---------------------------------------------------------------------
season_urls: list = [
    path("<slug:key>/charte/", charter.charter, name="charter"),
    path("<slug:key>/rencontres/", gatherings.gatherings, name="gatherings"),
    path("<slug:key>/rencontres/<int:attendance_id>/", gatherings.answer, name="gathering_answer"),
    path("<slug:key>/signalement/", gatherings.complaint, name="complaint"),
]

# --- pairings, visits -----------------------------------------------------------------------------------------------
mentoring_urls: list = []

# --- assessments ----------------------------------------------------------------------------------------------------
diagnostics_urls = [
    path("<slug:key>/diagnostics/", diagnostics.assessments, name="assessments"),
    path("<slug:key>/diagnostics/<int:shop_id>/<str:moment>/", diagnostics.assessment, name="assessment"),
]

# --- ideas, actions, readings ---------------------------------------------------------------------------------------
actions_urls = [
    path("<slug:key>/atelier/", workshop.workshop, name="workshop"),
    path("<slug:key>/atelier/boutiques/<int:shop_id>/", workshop.idea_new, name="idea_new"),
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
