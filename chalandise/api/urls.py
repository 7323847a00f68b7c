from django.urls import path

from chalandise.api import dumps, feed, problems
from chalandise.api.v1.catalogue import api

urlpatterns = [
    path("v1/catalogue/catalogue.csv", dumps.as_csv, name="api_catalogue_csv"),
    path("v1/catalogue/catalogue.json", dumps.as_json, name="api_catalogue_json"),
    path("v1/catalogue/schema.json", dumps.json_schema, name="api_catalogue_schema"),
    path("v1/catalogue/tableschema.json", dumps.table_schema, name="api_catalogue_table_schema"),
    path("v1/catalogue/changes.atom", feed.atom, name="api_catalogue_feed"),
    path("v1/", api.urls),
    path("<path:rest>", problems.not_found, name="api_unknown"),
    path("", problems.not_found, name="api_root"),
]
