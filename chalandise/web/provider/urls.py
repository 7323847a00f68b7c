from django.urls import path

from chalandise.web.provider.views import home

app_name = "provider"

# --- registration, the company, its people ---------------------------------------------------------------------------
company_urls: list = [
    path("<int:key>/", home.home, name="home"),
]

# --- solutions, submissions, questions -------------------------------------------------------------------------------
submission_urls: list = []

# --- the catalogue: renewals, prices, opinions -----------------------------------------------------------------------
catalogue_urls: list = []

# --- quotes ----------------------------------------------------------------------------------------------------------
quote_urls: list = []

urlpatterns = [*company_urls, *submission_urls, *catalogue_urls, *quote_urls]
