import csv
import io
import json
import zipfile
from datetime import date

import pytest

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Role
from chalandise.people.queries import has_role
from chalandise.seasons.models import PanelPlace, Season
from chalandise.seasons.operations import closing
from chalandise.seasons.operations.complaints import complain
from chalandise.seasons.queries import closing as queries
from chalandise.seasons.queries import season_run_by
from chalandise.seasons.queries.archive import archive

K = Role.Kind


@pytest.fixture
def season(cast):
    assert cast.pairing and cast.rose
    return cast.season


def test_merchants_and_mentors_are_asked_once_then_once_more(cast, season):
    assert closing.ask_satisfaction(by=cast.rose, season=season) == 2
    assert closing.ask_satisfaction(by=cast.rose, season=season) == 2
    assert Letter.objects.filter(purpose="season.satisfaction").count() == 2
    closing.give_satisfaction(person=cast.lila, season=season, audience="merchant", useful=5, advise=9, words="Utile.")
    assert closing.ask_satisfaction(by=cast.rose, season=season, again=True) == 1
    assert sorted(letter.to_name for letter in Letter.objects.filter(purpose="season.satisfaction")) == ["Karim Benali", "Karim Benali", "Lila Sarda"]
    assert queries.asked(season) == 2


def test_an_answer_may_be_changed_and_counts_once(cast, season):
    for useful, advise in ((1, 0), (4, 9)):
        closing.give_satisfaction(person=cast.lila, season=season, audience="merchant", useful=useful, advise=advise, words="Bien")
    found = queries.results(season)
    assert [(a["audience"], a["n"], a["mean"], a["net"], a["marks"]) for a in found["audiences"]] == [
        ("merchant", 1, 4.0, 100, [(1, 0), (2, 0), (3, 0), (4, 1), (5, 0)])]
    assert found["words"] == [("merchant", "Bien")]


@pytest.mark.parametrize("useful, advise", [(0, 5), (6, 5), (3, 11), (3, -1)])
def test_a_mark_outside_the_scale_is_refused(cast, season, useful, advise):
    with pytest.raises(Refused, match="Choisissez une note"):
        closing.give_satisfaction(person=cast.lila, season=season, audience="merchant", useful=useful, advise=advise)


def test_closing_ends_everybodys_access_but_the_teams(cast, season):
    closing.close_season(by=cast.rose, season=season)
    assert {(p.given_name, k): has_role(p, k, i) for p, k, i in (
        (cast.karim, K.MENTOR, season.pk), (cast.karim, K.COMPANION, cast.lys.pk), (cast.lila, K.MERCHANT, cast.lys.pk),
        (cast.rose, K.REFERENT, season.pk))} == {("Karim", "mentor"): False, ("Karim", "companion"): False, ("Lila", "merchant"): False,
                                                ("Rose", "referent"): True}
    assert season_run_by(cast.rose, season.slug).closed_at == clock.now()
    assert sorted(letter.to_name for letter in Letter.objects.filter(purpose="season.closed")) == ["Karim Benali", "Lila Sarda"]


def test_closing_twice_is_the_same_as_once(cast, season):
    for _time in range(2):
        closing.close_season(by=cast.rose, season=season)
    assert Letter.objects.filter(purpose="season.closed").count() == 2


def test_a_shop_of_another_open_season_keeps_its_merchant(cast, season):
    other = Season.objects.create(territory=cast.bordeaux, axis=cast.axis, name="Suite", slug="suite", playbook_key="connecte-un-commercant",
                                  playbook_version="2017.1", starts_on=date(2018, 9, 4), created_at=clock.now())
    PanelPlace.objects.create(season=other, shop=cast.lys, since=clock.now())
    closing.close_season(by=cast.rose, season=season)
    assert has_role(cast.lila, K.MERCHANT, cast.lys.pk) is True


def test_a_complaint_without_answer_stops_the_closing(cast, season):
    complain(by=cast.lila, season=season, shop=cast.lys, text="X")
    with pytest.raises(Refused, match="1 personne attend une réponse"):
        closing.close_season(by=cast.rose, season=season)


def test_reopening_within_thirty_days_gives_the_roles_back(cast, season):
    closing.close_season(by=cast.rose, season=season)
    with clock.at(date(2017, 12, 10)):
        closing.reopen_season(by=cast.rose, season=season)
        assert has_role(cast.karim, K.MENTOR, season.pk) is True
        assert season_run_by(cast.rose, season.slug).closed_at is None


def test_after_thirty_days_it_stays_closed(cast, season):
    closing.close_season(by=cast.rose, season=season)
    with clock.at(date(2017, 12, 25)), pytest.raises(Refused, match="plus de 30 jours"):
        closing.reopen_season(by=cast.rose, season=season)


def test_what_is_left_before_closing_is_listed(cast, season):
    assert [left.page for left in queries.left_to_do(season)] == ["closing"]
    season.milestones.filter(key="visit3").update(done=1, due=2)
    complain(by=cast.lila, season=season, shop=cast.lys, text="X")
    assert [(left.page, left.blocks) for left in queries.left_to_do(season)] == [("complaints", True), ("season", False), ("closing", False)]


def test_mentors_are_asked_by_mail_for_the_next_season_once(cast, season):
    other = Season.objects.create(territory=cast.bordeaux, axis=cast.axis, name="Suite", slug="suite", playbook_key="connecte-un-commercant",
                                  playbook_version="2017.1", starts_on=date(2018, 9, 4), created_at=clock.now())
    closing.close_season(by=cast.rose, season=season)
    for _time in range(2):
        assert closing.carry_over_mentors(by=cast.rose, before=season, season=other) == [cast.karim]
    assert Letter.objects.filter(purpose="season.mentor_again").count() == 1
    with pytest.raises(Refused, match="même territoire"):
        closing.carry_over_mentors(by=cast.rose, before=season, season=cast.other_season)


def test_the_archive_holds_every_record_that_hangs_from_the_season(cast, season):
    complain(by=cast.lila, season=season, shop=cast.lys, text="Secret")
    season.gatherings.create(kind="sharing", title="=HYPERLINK(1)", starts_at=clock.now(), ends_at=clock.now())
    with zipfile.ZipFile(io.BytesIO(archive(season))) as book:
        rows = json.loads(book.read("saison.json"))
        titles = [r["title"] for r in csv.DictReader(io.StringIO(book.read("seasons.gathering.csv").decode("utf-8-sig")), delimiter=";")]
        everything = b"".join(book.read(n) for n in book.namelist()).decode()
    assert [r["name"] for r in rows["seasons.season"]] == ["Saison 2017–2018"]
    assert (len(rows["seasons.milestone"]), len(rows["mentoring.pairing"]), len(rows["mentoring.mentor"])) == (15, 1, 1)
    assert {p["name"] for p in rows["people"]} == {"Karim Benali", "Rose Ferrand"}
    assert titles == ["'=HYPERLINK(1)"]
    assert ("Secret" in everything, "exemple.invalid" in everything) == (False, False)


def test_the_closing_milestone_passes_with_the_closing_and_comes_back_with_it(cast, season):
    closing.close_season(by=cast.rose, season=season)
    assert season.milestones.get(key="closing").passed_at == clock.now()
    closing.reopen_season(by=cast.rose, season=season)
    assert season.milestones.get(key="closing").passed_at is None
