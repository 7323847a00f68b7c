"""The team reads the white paper of today, freezes, publishes; prepares and sends the committee's pack."""
import json

import pytest
from django.urls import reverse

from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from chalandise.whitepaper.models import Edition, Pack
from tests.whitepaper.scenes import committee, told_season


@pytest.fixture
def season(cast, client):
    told_season(cast)
    client.force_login(cast.rose)
    return cast.season


def test_an_edition_goes_from_today_to_everybody_and_back(cast, client, season):
    page = client.get(reverse("team:whitepaper", args=[season.slug]))
    assert "Aucune édition pour l’instant" in page.content.decode()
    page = client.post(reverse("team:editions", args=[season.slug]), follow=True)
    assert page.redirect_chain[-1][0] == reverse("team:edition", args=[season.slug, 1])
    public = reverse("public:whitepaper", args=[season.slug])
    assert client.get(public).status_code == 404
    client.post(reverse("team:publication", args=[season.slug, 1]), {"gesture": "publish"})
    assert client.get(public).status_code == 200
    client.post(reverse("team:publication", args=[season.slug, 1]), {"gesture": "withdraw"})
    assert client.get(public).status_code == 404


def test_the_figures_and_the_pdf_of_an_edition(cast, client, season):
    client.post(reverse("team:editions", args=[season.slug]))
    found = json.loads(client.get(reverse("team:edition_figures", args=[season.slug, 1])).content)
    assert found["digest"] == Edition.objects.get().digest
    assert next(f for f in found["figures"] if f["code"] == "panel.shops")["query"] == "seasons.PanelPlace"
    assert client.get(reverse("team:edition_pdf", args=[season.slug, 1])).content[:5] == b"%PDF-"


def test_the_pack_is_made_read_and_sent(cast, client, season):
    gathering = committee(cast)
    path = reverse("team:pack", args=[season.slug, gathering.pk])
    assert "Préparer le dossier" in client.get(path).content.decode()
    page = client.post(path, {"requests": "Approuver 180 €\nFixer le T1"}, follow=True)
    assert "Approuver 180 €" in page.content.decode()
    assert Pack.objects.get().by == cast.rose
    assert client.get(reverse("team:pack_pdf", args=[season.slug, gathering.pk])).content[:5] == b"%PDF-"
    page = client.post(path, {"gesture": "send"}, follow=True)
    assert "Personne n’est encore membre" in page.content.decode()
    grant_role(person=cast.awa, kind=Role.Kind.COMMITTEE, scope_id=season.pk)
    page = client.post(path, {"gesture": "send"}, follow=True)
    assert "Le dossier part à 1 personne" in page.content.decode()


def test_what_does_not_exist_is_not_found(cast, client, season):
    for path in (reverse("team:edition", args=[season.slug, 7]), reverse("team:pack", args=[season.slug, 999])):
        assert client.get(path).status_code == 404
    gathering = committee(cast)
    assert client.get(reverse("team:pack_pdf", args=[season.slug, gathering.pk])).status_code == 404
    assert client.post(reverse("team:pack", args=[season.slug, gathering.pk]), {"gesture": "send"}).status_code == 404


def test_the_neighbour_finds_nothing(cast, client, season):
    client.force_login(cast.hugo)
    assert client.get(reverse("team:whitepaper", args=[season.slug])).status_code == 404
    assert client.post(reverse("team:editions", args=[season.slug])).status_code == 404
