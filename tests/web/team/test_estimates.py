"""The team's page of effects: all to the referent, what was let out to the rest of the team, nothing of takings to anybody else."""
import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chalandise.computing.replays import again, differences
from chalandise.foundation import clock, jobs
from chalandise.impact.models import Circumstance, EstimateRun, Release, Taking
from chalandise.impact.operations.releasing import release
from tests.impact.street import LATER, Street, measured


@pytest.fixture
def here(cast):
    return reverse("team:effects", args=[cast.season.slug])


@pytest.fixture
def run(cast):
    street, run = measured(cast, effect=0.2)
    cast.street = street
    return run


def text(client, address):
    return client.get(address).content.decode()


def test_before_anything_the_page_says_what_is_needed(client, cast, here):
    client.force_login(cast.rose)
    page = text(client, here)
    assert "Rien n’est mesuré pour l’instant" in page and "Calculer l’effet" in page


def test_the_referent_asks_follows_and_reads(client, cast, here, travel):
    Street(cast, effect=0.2)
    travel(LATER)
    client.force_login(cast.rose)
    answer = client.post(f"{here}calcul/")
    assert answer.headers["Location"].startswith("/travaux/")
    assert "Un calcul est en cours" in text(client, here)
    EstimateRun.objects.update(parameters={"deals": 60, "checks": True})
    jobs.run_waiting()
    page = text(client, here)
    assert "Les recettes ont probablement augmenté grâce à cela" in page and "Pourquoi pas un simple avant/après" in page
    assert "Refaire le calcul" in page


def test_a_refusal_comes_next_to_the_button(client, cast, here):
    client.force_login(cast.rose)
    page = client.post(f"{here}calcul/", follow=True).content.decode()
    assert "n’a encore donné de recettes" in page


def test_one_effect_shows_the_drawing_the_methods_and_the_checks(client, cast, here, run):
    client.force_login(cast.rose)
    page = text(client, f"{here}{run.estimates.get(kind='').pk}/")
    for words in ("attendu sans l’action", "La rue pendant ce temps", "Vacances de Noël", "second avis", "Les vérifications", "sans Agit 0", "Soldes d’hiver"):
        assert words in page, words
    kind = text(client, f"{here}{run.estimates.get(kind='booking').pk}/")
    assert "Publier ce résultat" in kind


def test_the_rest_of_the_team_reads_only_what_was_let_out(client, cast, here, run):
    estimate = run.estimates.get(kind="")
    client.force_login(cast.odile)
    assert "il paraîtra ici" in text(client, here)
    for way in ("", "fichier.json"):
        assert client.get(f"{here}{estimate.pk}/{way}").status_code == 404
    for way in ("publication/", "retrait/"):
        assert client.post(f"{here}{estimate.pk}/{way}").status_code == 404
    assert client.get(f"{here}evenements/").status_code == 404
    release(by=cast.rose, estimate=estimate)
    page = text(client, here)
    assert "probablement augmenté" in page and "La personne référente a publié" in page


def test_published_then_taken_back(client, cast, here, run):
    client.force_login(cast.rose)
    estimate = run.estimates.get(kind="")
    page = client.post(f"{here}{estimate.pk}/publication/", follow=True).content.decode()
    assert "sans aucune boutique nommée" in page and Release.objects.get().ended_at is None
    page = client.post(f"{here}{estimate.pk}/retrait/", follow=True).content.decode()
    assert "n’est plus lu que par vous" in page and Release.objects.get().ended_at is not None


def test_the_file_gives_the_same_figures_and_names_nobody(client, cast, here, run):
    client.force_login(cast.rose)
    answer = client.get(f"{here}{run.estimates.get(kind='').pk}/fichier.json")
    found = json.loads(answer.content)
    assert differences(again(found), found["answer"]) == []
    assert not any(shop.name in answer.content.decode() for shop in cast.street.acted + cast.street.compared)
    assert {*found["answer"]["treated"], *found["answer"]["compared"]} == set(range(18))


def test_the_file_is_not_given_once_takings_changed(client, cast, here, run):
    Taking.objects.filter(shop=cast.street.acted[0]).first().delete()
    client.force_login(cast.rose)
    page = client.get(f"{here}{run.estimates.get(kind='').pk}/fichier.json", follow=True).content.decode()
    assert "Les recettes ont changé depuis ce calcul" in page


def test_what_touched_the_street_is_noted_and_taken_back(client, cast, here):
    client.force_login(cast.rose)
    page = client.post(f"{here}evenements/", {"kind": "strike", "name": "Grève du tram", "starts_on": "2017-10-10", "ends_on": "2017-10-08"})
    assert page.status_code == 422 and "La fin vient avant le début" in page.content.decode()
    page = client.post(f"{here}evenements/", {"kind": "strike", "name": "Grève du tram", "starts_on": "2017-10-10", "aside": "on"}, follow=True)
    assert "Grève du tram" in page.content.decode() and "mis de côté" in page.content.decode()
    row = Circumstance.objects.get()
    assert (row.starts_on, row.ends_on, row.aside, row.by) == (date(2017, 10, 10), date(2017, 10, 10), True, cast.rose)
    client.post(f"{here}evenements/{row.pk}/retrait/")
    assert Circumstance.objects.count() == 0


def test_a_weather_file_is_read_on_screen_with_its_odd_lines(client, cast, here):
    client.force_login(cast.rose)
    given = SimpleUploadedFile("meteo.csv", b"date;pluie\n2017-10-10;12\nhier;3\n")
    page = client.post(f"{here}evenements/meteo/", {"file": given}).content.decode()
    assert "2 jours" not in page and "1 jour lu, dont 1 de fortes pluies ; 1 période notée" in page and "Ligne 3, colonne date" in page
    wrong = client.post(f"{here}evenements/meteo/", {"file": SimpleUploadedFile("meteo.csv", b"a;b\n1;2\n")})
    assert wrong.status_code == 422 and "Aucune colonne ne dit le jour" in wrong.content.decode()
    assert client.post(f"{here}evenements/meteo/", {}).status_code == 422
    assert "Fortes pluies" in text(client, f"{here}evenements/")


def test_the_page_asks_as_many_questions_whatever_the_number_of_kinds(client, cast, here, django_assert_num_queries):
    measured(cast, acted=5, compared=5, deals=20)
    client.force_login(cast.rose)
    client.get(here)
    with django_assert_num_queries(QUERIES):
        client.get(here)
    with clock.at(LATER):
        run = cast.season.estimate_runs.first()
        for kind in ("social", "site", "video"):
            run.estimates.create(kind=kind, verdict="refused", result=run.estimates.get(kind="").result)
    with django_assert_num_queries(QUERIES):
        client.get(here)


def test_the_season_as_a_whole_is_read_by_the_team(client, cast, run):
    address = reverse("team:programme", args=[cast.season.slug])
    client.force_login(cast.odile)
    page = text(client, address)
    assert "Rien n’est mesuré pour l’instant" in page and "6 boutiques dans la saison" in page
    release(by=cast.rose, estimate=run.estimates.get(kind=""))
    assert "en hausse" in text(client, address)
    client.force_login(cast.rose)
    page = text(client, address)
    assert "Rendez-vous en ligne" in page and "Aucune action n’a encore été confirmée en place" in page


QUERIES = 14
