from django.urls import path

from chalandise.web.provider.views import answers, catalogue, company, home, quotes, registration, solutions

app_name = "provider"

# --- registration, the company, its people ---------------------------------------------------------------------------
company_urls: list = [
    path("inscription/", registration.register, name="register"),
    path("<int:key>/", home.home, name="home"),
    path("<int:key>/entreprise/", company.company, name="company"),
    path("<int:key>/entreprise/personnes/", company.invitation, name="company_invitation"),
    path("<int:key>/entreprise/personnes/<int:person_id>/fin/", company.person_end, name="company_person_end"),
    path("<int:key>/entreprise/demandes/<int:request_id>/", company.joining, name="company_joining"),
]

# --- solutions, submissions, questions -------------------------------------------------------------------------------
submission_urls: list = [
    path("<int:key>/solutions/", solutions.solutions, name="solutions"),
    path("<int:key>/solutions/nouvelle/", solutions.new, name="solution_new"),
    path("<int:key>/solutions/<int:solution_id>/", solutions.solution, name="solution"),
    path("<int:key>/solutions/<int:solution_id>/documents/", solutions.documents, name="documents"),
    path("<int:key>/solutions/<int:solution_id>/documents/<int:document_id>/retrait/", solutions.document_removal, name="document_removal"),
    path("<int:key>/solutions/<int:solution_id>/arret/", solutions.withdrawal, name="solution_withdrawal"),
    path("<int:key>/solutions/<int:solution_id>/fiche/<slug:part>/", solutions.part, name="sheet_part"),
    path("<int:key>/appels/<slug:call>/", answers.new, name="answer_new"),
    path("<int:key>/reponses/<int:submission_id>/", answers.answer, name="answer"),
    path("<int:key>/reponses/<int:submission_id>/envoi/", answers.sending, name="answer_sending"),
    path("<int:key>/reponses/<int:submission_id>/retrait/", answers.withdrawal, name="answer_withdrawal"),
    path("<int:key>/reponses/<int:submission_id>/apercu/", answers.preview, name="answer_preview"),
    path("<int:key>/reponses/<int:submission_id>/versions/<int:number>/", answers.version, name="answer_version"),
]

# --- the catalogue: renewals, prices, opinions -----------------------------------------------------------------------
catalogue_urls: list = [
    path("<int:key>/catalogue/", catalogue.catalogue, name="catalogue"),
    path("<int:key>/catalogue/<int:qualification_id>/", catalogue.renewal, name="renewal"),
    path("<int:key>/avis/", catalogue.opinions, name="opinions"),
    path("<int:key>/avis/<int:opinion_id>/", catalogue.opinion, name="opinion"),
]

# --- quotes ----------------------------------------------------------------------------------------------------------
quote_urls: list = [
    path("<int:key>/devis/", quotes.quotes, name="quotes"),
    path("<int:key>/devis/<int:quote_id>/", quotes.quote, name="quote"),
]

urlpatterns = [*company_urls, *submission_urls, *catalogue_urls, *quote_urls]
