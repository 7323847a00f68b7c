import pytest
from django.urls import reverse

from chalandise.territory.operations import load_demo_geography

pytestmark = pytest.mark.django_db


def test_anybody_reads_the_street_its_seasons_its_works_and_whom_to_ask(client, cast):
    cast.season  # noqa: B018
    load_demo_geography(territory=cast.bordeaux)
    shown = client.get(reverse("public:territory", args=["bordeaux-le-bouscat"])).content.decode()
    for words in ("Bordeaux – Le Bouscat", "Barrière du Médoc", "Saison 2017–2018", "Chantier du tramway, rue Fondaudège (bas)", "en cours", "Rose Ferrand", "OpenStreetMap"):
        assert words in shown
    assert "Déviation des réseaux" not in shown  # over


def test_a_territory_that_is_not_there_is_not_found(client):
    assert client.get("/territoires/ailleurs/").status_code == 404
