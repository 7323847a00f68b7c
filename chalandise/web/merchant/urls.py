from django.urls import path

from chalandise.web.merchant.views import actions, answers, diagnostics, following, home, mentoring, takings, uses
from chalandise.web.merchant.views.catalogue import asking, choosing
from chalandise.web.merchant.views.seasons import charter, gatherings

app_name = "merchant"

# --- season, applications, charters, gatherings ---------------------------------------------------------------------
season_urls: list = [
    path("<int:key>/charte/", charter.charter, name="charter"),
    path("<int:key>/rencontres/", gatherings.gatherings, name="gatherings"),
    path("<int:key>/rencontres/<int:attendance_id>/", gatherings.answer, name="gathering_answer"),
    path("<int:key>/signalement/", gatherings.complaint, name="complaint"),
]

# --- pairings, visits -----------------------------------------------------------------------------------------------
mentoring_urls: list = [
    path("<int:key>/visites/", mentoring.visits, name="visits"),
    path("<int:key>/visites/agenda/", mentoring.feed, name="feed"),
    path("<int:key>/visites/<int:visit_id>/", mentoring.visit, name="visit"),
]

# --- assessments ----------------------------------------------------------------------------------------------------
diagnostics_urls = [
    path("", home.index, name="index"),
    path("<int:key>/", home.home, name="home"),
    path("<int:key>/parrain/", answers.fit, name="fit"),
    path("<int:key>/avis/", answers.satisfaction, name="satisfaction"),
    path("<int:key>/diagnostic/", diagnostics.assessment, name="assessment"),
    path("<int:key>/diagnostic/<str:moment>/", diagnostics.assessment_sheet, name="assessment_sheet"),
]

# --- ideas, actions, readings ---------------------------------------------------------------------------------------
actions_urls = [
    path("<int:key>/action/", actions.action, name="action"),
    path("<int:key>/actions/<int:action_id>/", actions.action, name="past_action"),
    path("<int:key>/actions/<int:action_id>/etapes/<int:step_id>/", actions.step, name="action_step"),
    path("<int:key>/actions/<int:action_id>/photos/<int:photo_id>/", actions.photo, name="action_photo"),
    path("<int:key>/actions/<int:action_id>/<slug:gesture>/", actions.gesture, name="action_gesture"),
    path("<int:key>/suites/<int:follow_id>/", following.follow_up, name="follow_up"),
    path("<int:key>/idees/<int:idea_id>/", actions.idea, name="idea"),
    path("<int:key>/retours/", actions.lessons, name="lessons"),
    path("<int:key>/recettes/", takings.takings, name="takings"),
    path("<int:key>/recettes/fichiers/<int:file_id>/", takings.file, name="takings_file"),
    path("<int:key>/recettes/fichiers/<int:file_id>/<slug:gesture>/", takings.file_gesture, name="takings_file_gesture"),
    path("<int:key>/recettes/<slug:gesture>/", takings.gesture, name="takings_gesture"),
]

# --- solutions and quotes -------------------------------------------------------------------------------------------
quote_urls: list = [
    path("devis/", asking.start, name="quote_start"),
    path("devis/<slug:solution>/", asking.start, name="quote_ask"),
    path("<int:key>/devis/", asking.quotes, name="quotes"),
    path("<int:key>/devis/nouveau/", asking.quote_new, name="quote_new"),
    path("<int:key>/devis/<int:request_id>/", choosing.quote, name="quote"),
    path("<int:key>/solutions/<slug:need>/", asking.solutions, name="solutions"),
]

# --- what the shop uses ---------------------------------------------------------------------------------------------
uses_urls: list = [
    path("<int:key>/outils/", uses.uses, name="uses"),
    path("<int:key>/outils/<int:use_id>/", uses.use, name="use"),
]

# --- territory, white paper, statements -----------------------------------------------------------------------------
other_urls: list = []

urlpatterns = [*season_urls, *mentoring_urls, *diagnostics_urls, *actions_urls, *quote_urls, *uses_urls, *other_urls]
