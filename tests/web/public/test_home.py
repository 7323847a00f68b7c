"""The front page: for anybody, in both languages, on any screen."""
from datetime import date, timedelta

import pytest

from chalandise.foundation import clock
from chalandise.seasons.models import SeasonClosure
from chalandise.seasons.queries.public import open_seasons
from tests.browser import check_axe, views


@pytest.fixture
def season(cast):
    cast.season.milestones.filter(key="visit3").update(late=2, done=18, due=20)
    return cast.season


def test_a_season_is_open_until_the_last_day_of_its_invitation(season):
    with clock.at(season.milestones.get(key="applications").on):
        assert [(f.season, f.invitation.state) for f in open_seasons()] == [(season, "open")]
    assert [(f.season, f.invitation.state) for f in open_seasons()] == [(season, "closed")]
    with clock.at(date(2017, 9, 1)):
        assert [f.invitation.state for f in open_seasons()] == ["soon"]


def test_a_closed_season_leaves_the_front_page(season):
    SeasonClosure.objects.create(season=season, at=clock.now())
    assert open_seasons() == []


def test_the_front_page_costs_the_same_whatever_the_number_of_seasons(cast, season, client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/")
    cast.other_season  # noqa: B018
    with django_assert_num_queries(2):
        client.get("/")


def test_without_any_season_the_page_says_what_comes_next(client, db):
    assert "Aucune saison n’est encore ouverte ici" in client.get("/").content.decode()


@pytest.mark.browser
def test_the_front_page_reads_well_on_every_screen(page, season):
    for day in (date(2017, 11, 20), date(2017, 9, 15) - timedelta(2)):
        page.travel(day)
        assert page.open("/") == 200
        for view in views():
            page.show(**view)
            page.shoot("home-{day}-{width}-{scheme}-{language}".format(day=day, **view))
            assert (view, check_axe(page), page.overflow()) == (view, [], 0)
