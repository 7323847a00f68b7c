import io
import zipfile
from datetime import date

import pytest

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.seasons.models import Season
from chalandise.seasons.operations.closing import give_satisfaction
from tests.web.team.seasons.test_calendar import text


@pytest.fixture
def rose(client, cast):
    assert cast.pairing
    client.force_login(cast.rose)
    return client


def test_the_page_lists_what_is_left_and_asks_for_opinions(rose, cast):
    address = f"/equipe/{cast.season.slug}/cloture/"
    assert "n’a pas été demandé" in text(rose.get(address))
    rose.post(f"{address}avis/")
    assert Letter.objects.filter(purpose="season.satisfaction").count() == 2
    page = text(rose.get(address))
    assert "Relancer 2 personnes" in page
    assert "Tout est fait." in page


def test_results_are_counts_and_words_without_names(rose, cast):
    give_satisfaction(person=cast.lila, season=cast.season, audience="merchant", useful=4, advise=9, words="Très utile.")
    page = text(rose.get(f"/equipe/{cast.season.slug}/cloture/"))
    assert "« Très utile. »" in page
    assert "Lila" not in page


def test_closing_asks_for_the_name_then_reopening_undoes_it(rose, cast):
    address = f"/equipe/{cast.season.slug}/cloture/"
    assert "Ce n’est pas le nom de la saison" in text(rose.post(f"{address}fermeture/", {"typed": "Saison"}))
    assert rose.post(f"{address}fermeture/", {"typed": "saison 2017-2018"}).status_code == 302
    assert "Saison close le lundi 20 novembre 2017" in text(rose.get(address))
    assert rose.get(f"/equipe/{cast.season.slug}/calendrier/").status_code == 200
    rose.post(f"{address}reouverture/")
    assert Season.objects.get(pk=cast.season.pk).closed_at is None


def test_the_archive_is_a_zip_that_is_still_there_after_closing(rose, cast):
    rose.post(f"/equipe/{cast.season.slug}/cloture/fermeture/", {"typed": "Saison 2017–2018"})
    answer = rose.post(f"/equipe/{cast.season.slug}/cloture/archive/")
    assert answer["Content-Type"] == "application/zip"
    assert "saison.json" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()


def test_mentors_are_asked_for_the_next_season(rose, cast):
    after = Season.objects.create(territory=cast.bordeaux, axis=cast.axis, name="Suite", slug="suite", playbook_key="connecte-un-commercant",
                                  playbook_version="2017.1", starts_on=date(2018, 9, 4), created_at=clock.now())
    from chalandise.people.operations import grant_role
    grant_role(person=cast.rose, kind="referent", scope_id=after.pk)
    rose.post(f"/equipe/{cast.season.slug}/cloture/parrains/", {"season": after.pk})
    assert [letter.to_name for letter in Letter.objects.filter(purpose="season.mentor_again")] == ["Karim Benali"]
