"""Import a neighbour's package from a page, read it beside the ideas, take it away; give one's own."""
import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chalandise.commons.models import Package
from tests.commons.test_rules import GOOD


def text(response):
    return " ".join(response.content.decode().split())


def file(**words):
    return SimpleUploadedFile("paquet.json", json.dumps({**GOOD, **words}).encode(), "application/json")


def test_a_package_is_imported_read_and_withdrawn(client, cast):
    client.force_login(cast.odile)
    here = reverse("team:commons", args=["bordeaux-le-bouscat"])
    assert "Rien d’importé encore" in text(client.get(here))
    refused = client.post(here, {"file": file(version=3)})
    assert refused.status_code == 422 and "autre version" in text(refused)
    assert "Villeneuve, Saison 2016 compte maintenant" in text(client.post(here, {"file": file()}, follow=True))
    cast.pairing  # noqa: B018
    kinds = text(client.get(reverse("team:kinds", args=[cast.season.slug])))
    assert "Dans 1 autre territoire : Essayée 14 fois, gardée par 11 sur 12 qui ont répondu, à 6 mois ; 2 arrêtées en route" in kinds
    client.post(reverse("team:commons_withdrawal", args=["bordeaux-le-bouscat", Package.objects.get().pk]))
    assert "Dans 1 autre territoire" not in text(client.get(reverse("team:kinds", args=[cast.season.slug])))
    assert client.post(reverse("team:commons_withdrawal", args=["bordeaux-le-bouscat", Package.objects.get().pk])).status_code == 404


def test_the_season_gives_its_own(client, cast):
    client.force_login(cast.rose)
    answer = client.get(reverse("team:evidence_package", args=[cast.season.slug]))
    assert (answer.status_code, answer.json()["publisher"], answer.json()["kinds"]) == (200, "Bordeaux – Le Bouscat", {})
