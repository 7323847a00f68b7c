"""Everybody reads the published white paper; a member of the committee reads the pack behind a mailed link."""
import json

from django.urls import reverse

from chalandise.people.models import Role
from chalandise.people.operations import end_role, grant_role, issue_link
from chalandise.whitepaper import operations
from tests.whitepaper.scenes import agree, committee, lesson, told_season


def test_the_published_paper_is_open_with_its_pdf_and_its_figures(cast, client):
    told_season(cast)
    kept = lesson(cast, worked="Les rendez-vous du soir ont pris.")
    agree(cast.lila, kept)
    edition = operations.publish(by=cast.rose, edition=operations.make_edition(by=cast.rose, season=cast.season))
    page = client.get(reverse("public:whitepaper", args=[cast.season.slug])).content.decode()
    assert "Les rendez-vous du soir ont pris." in page and "Lila, Institut Lys" in page
    assert edition.digest in page
    assert client.get(reverse("public:whitepaper_edition", args=[cast.season.slug, 1])).status_code == 200
    assert client.get(reverse("public:whitepaper_pdf", args=[cast.season.slug, 1])).content[:5] == b"%PDF-"
    assert json.loads(client.get(reverse("public:whitepaper_figures", args=[cast.season.slug, 1])).content)["digest"] == edition.digest


def test_an_edition_that_is_not_published_does_not_exist(cast, client):
    told_season(cast)
    operations.make_edition(by=cast.rose, season=cast.season)
    for name, words in (("whitepaper", []), ("whitepaper_edition", [1]), ("whitepaper_pdf", [1]), ("whitepaper_figures", [1])):
        assert client.get(reverse(f"public:{name}", args=[cast.season.slug, *words])).status_code == 404


def test_the_pack_opens_by_its_link_while_one_is_of_the_committee(cast, client):
    told_season(cast)
    made = operations.make_pack(by=cast.rose, gathering=committee(cast), requests=["Approuver 180 €"])
    paul = cast.person("Paul", "Comité")
    grant_role(person=paul, kind=Role.Kind.COMMITTEE, scope_id=cast.season.pk)
    path = "/l/" + issue_link(purpose="pack.read", person=paul, target=made).rsplit("/l/", 1)[1]
    assert "Approuver 180 €" in client.get(path).content.decode()
    assert client.get(path + "?pdf").content[:5] == b"%PDF-"
    end_role(person=paul, kind=Role.Kind.COMMITTEE, scope_id=cast.season.pk)
    assert client.get(path).status_code == 404
