import pytest

from chalandise.seasons.models import Complaint
from chalandise.seasons.operations.complaints import complain
from tests.web.team.seasons.test_calendar import text


@pytest.fixture
def said(cast):
    assert cast.pairing and cast.odile
    return complain(by=cast.lila, season=cast.season, shop=cast.lys, text="On a voulu me vendre un site.")


def test_the_team_reads_and_answers(client, cast, said):
    client.force_login(cast.rose)
    assert "attend une réponse" in text(client.get(f"/equipe/{cast.season.slug}/signalements/"))
    address = f"/equipe/{cast.season.slug}/signalements/{said.pk}/"
    assert "vendre un site" in text(client.get(address))
    assert client.post(address, {"text": "J’ai appelé Karim."}).status_code == 302
    assert "J’ai appelé Karim." in text(client.get(address))


def test_whoever_it_is_about_finds_nothing(client, cast):
    assert cast.pairing
    about = complain(by=cast.lila, season=cast.season, shop=cast.lys, text="Elle ne répond pas.", about=cast.rose)
    client.force_login(cast.rose)
    assert client.get(f"/equipe/{cast.season.slug}/signalements/{about.pk}/").status_code == 404
    assert "Rien à signaler" in text(client.get(f"/equipe/{cast.season.slug}/signalements/"))


def test_the_responsible_sees_those_of_every_season_and_the_neighbour_none(client, cast, said):
    client.force_login(cast.odile)
    assert "Lila Sarda" in text(client.get("/equipe/territoire/bordeaux-le-bouscat/signalements/"))
    client.force_login(cast.hugo)
    assert "Rien à signaler" in text(client.get("/equipe/territoire/villeneuve/signalements/"))
    assert client.get("/equipe/territoire/bordeaux-le-bouscat/signalements/").status_code == 404


def test_a_second_answer_says_who_answered_and_keeps_the_words(client, cast, said):
    client.force_login(cast.odile)
    address = f"/equipe/{cast.season.slug}/signalements/{said.pk}/"
    Complaint.objects.filter(pk=said.pk).update(answer="Vu.", answered_at=said.at, answered_by=cast.rose)
    page = text(client.post(address, {"text": "Je m’en occupe."}))
    assert "Vu." in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_with_1_and_30(client, cast, said, count, django_assert_num_queries):
    for n in range(count - 1):
        Complaint.objects.create(season=cast.season, person=cast.karim, text=f"{n}", at=said.at)
    client.force_login(cast.rose)
    client.get(f"/equipe/{cast.season.slug}/signalements/")
    with django_assert_num_queries(9):
        client.get(f"/equipe/{cast.season.slug}/signalements/")
