from datetime import date

import pytest
from django.utils import translation

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Conflict, Refused
from chalandise.people.models import Role
from chalandise.people.queries import has_role
from chalandise.seasons.models import Season
from chalandise.seasons.operations import calendar
from chalandise.seasons.queries.calendar import is_quiet, next_milestone, preview_move


@pytest.fixture
def new(cast):
    def make(**fields):
        given = {"by": cast.odile, "territory": cast.bordeaux, "axis": cast.axis, "perimeter": cast.perimeter,
                 "name": "Saison 2018–2019", "starts_on": date(2017, 9, 5), **fields}
        return calendar.open_season(**given)
    return make


def dates(season):
    return {m.key: m.on.isoformat() for m in season.milestones.all()}


def test_the_2017_season_has_the_dates_of_the_programme(new):
    assert dates(new()) == {
        "invitation": "2017-09-05", "applications": "2017-09-14", "panel": "2017-09-18", "charters": "2017-09-25",
        "t0": "2017-09-27", "visit1": "2017-10-06", "visit2": "2017-10-24", "visit3": "2017-11-15",
        "committee1": "2017-12-12", "christmas": "2017-12-15", "committee2": "2018-03-13", "t1": "2018-04-12",
        "closing": "2018-05-31", "whitepaper": "2018-06-21", "t2": "2018-10-12"}


def test_opening_keeps_a_copy_of_the_playbook_and_publishes_two_charters(new, cast):
    season = new()
    assert (season.playbook["version"], season.playbook_key, season.slug) == ("2017.1", "connecte-un-commercant", "fondaudege-le-bouscat-2017")
    assert [(c.audience, c.version, len(c.digest)) for c in season.charters.all()] == [("mentor", 1, 64), ("merchant", 1, 64)]
    assert [line.what for line in journal.timeline(season)] == ["a ouvert la saison"]
    assert has_role(cast.odile, Role.Kind.REFERENT, season.pk) is False


def test_whoever_opens_may_become_its_referent_and_contact(new, cast):
    season = new(as_referent=True)
    assert has_role(cast.odile, Role.Kind.REFERENT, season.pk) is True
    assert season.contact == cast.odile


def test_two_seasons_of_one_axis_and_year_have_two_addresses(new):
    assert (new().slug, new(name="Autre").slug) == ("fondaudege-le-bouscat-2017", "fondaudege-le-bouscat-2017-2")


def test_the_same_name_on_one_axis_is_refused(new):
    new()
    with pytest.raises(Refused, match="porte déjà ce nom"):
        new(name=" Saison  2018–2019 ")


def test_an_axis_of_another_territory_is_refused(new, cast):
    with pytest.raises(Refused, match="autre territoire"):
        new(axis=cast.other_season.axis)
    assert Season.objects.filter(name="Saison 2018–2019").count() == 0


def test_a_start_on_a_holiday_slides_and_says_so(new):
    season = new(starts_on=date(2017, 11, 1))
    first = season.milestones.get(key="invitation")
    assert first.on == date(2017, 11, 2)
    assert first.note == "glissé au jeudi 2 novembre : le mercredi 1er novembre est férié (Toussaint)"
    with translation.override("en"):
        assert first.label == "Invitation"


def test_a_start_on_a_sunday_slides_and_says_so(new):
    first = new(starts_on=date(2017, 9, 3)).milestones.get(key="invitation")
    assert first.note == "glissé au lundi 4 septembre : on ne travaille pas le dimanche 3 septembre"


def test_what_leans_on_a_moved_milestone_follows(cast):
    with clock.at(date(2017, 10, 2)):
        move = calendar.move_milestone(by=cast.rose, milestone=cast.season.milestones.get(key="visit1"), on=date(2017, 10, 9))
    assert [(c.milestone.key, c.on.isoformat()) for c in move.changes] == [
        ("visit1", "2017-10-09"), ("visit2", "2017-10-25"), ("visit3", "2017-11-16"), ("committee1", "2017-12-13"),
        ("committee2", "2018-03-14"), ("t1", "2018-04-13"), ("closing", "2018-06-01"), ("t2", "2018-10-15"),
        ("whitepaper", "2018-06-22")]
    assert dates(cast.season)["committee2"] == "2018-03-14"
    assert dates(cast.season)["christmas"] == "2017-12-15"


def test_the_order_of_the_line_is_that_of_the_dates(cast):
    calendar.move_milestone(by=cast.rose, milestone=cast.season.milestones.get(key="committee1"), on=date(2018, 1, 9))
    assert [m.key for m in cast.season.milestones.all()][8:10] == ["christmas", "committee1"]


def test_a_distance_changed_by_hand_is_kept(cast):
    with clock.at(date(2017, 10, 2)):
        calendar.move_milestone(by=cast.rose, milestone=cast.season.milestones.get(key="visit2"), on=date(2017, 10, 26))
        calendar.move_milestone(by=cast.rose, milestone=cast.season.milestones.get(key="visit1"), on=date(2017, 10, 9))
    assert dates(cast.season)["visit2"] == "2017-10-27"


def test_pinned_and_past_milestones_stay(cast):
    visit2, visit3 = (cast.season.milestones.get(key=k) for k in ("visit2", "visit3"))
    with clock.at(date(2017, 10, 2)):
        calendar.pin(by=cast.rose, milestone=visit3)
        calendar.pass_milestone(by=cast.rose, milestone=visit2)
        move = calendar.move_milestone(by=cast.rose, milestone=cast.season.milestones.get(key="visit1"), on=date(2017, 10, 9))
    assert [(m.key, why) for m, why in move.kept] == [("visit2", "déjà passé"), ("visit3", "épinglé")]
    assert [c.milestone.key for c in move.changes] == ["visit1"]
    calendar.unpin(by=cast.rose, milestone=visit3)
    assert cast.season.milestones.get(key="visit3").pinned is False


def test_a_move_before_the_anchor_is_refused_with_what_to_do(cast):
    with pytest.raises(Refused) as caught:
        calendar.move_milestone(by=cast.rose, milestone=cast.season.milestones.get(key="visit2"), on=date(2017, 10, 5))
    assert str(caught.value) == ("« Visite 2 » ne peut pas venir avant « Visite 1 », le vendredi 6 octobre 2017. Choisissez une date à partir de "
                                 "ce jour, ou déplacez d’abord « Visite 1 ».")
    assert dates(cast.season)["visit2"] == "2017-10-24"


def test_a_move_that_overtakes_a_pinned_milestone_is_refused(cast):
    calendar.pin(by=cast.rose, milestone=cast.season.milestones.get(key="committee1"))
    with pytest.raises(Refused, match="« Comité 1 » est épinglé au mardi 12 décembre 2017"):
        calendar.move_milestone(by=cast.rose, milestone=cast.season.milestones.get(key="visit3"), on=date(2017, 12, 13))


def test_christmas_does_not_move(cast):
    with pytest.raises(Refused, match="revient chaque année"):
        calendar.move_milestone(by=cast.rose, milestone=cast.season.milestones.get(key="christmas"), on=date(2017, 12, 20))


def test_a_milestone_marked_done_does_not_move_until_reopened(cast):
    visit = cast.season.milestones.get(key="visit3")
    calendar.pass_milestone(by=cast.rose, milestone=visit)
    with pytest.raises(Refused, match="marqué comme fait"):
        calendar.move_milestone(by=cast.rose, milestone=visit, on=date(2017, 11, 22))
    calendar.reopen_milestone(by=cast.rose, milestone=visit)
    assert calendar.move_milestone(by=cast.rose, milestone=visit, on=date(2017, 11, 22)).changes[0].on == date(2017, 11, 22)


def test_a_move_to_the_past_or_into_christmas_is_warned(cast):
    visit = cast.season.milestones.get(key="visit3")
    assert preview_move(visit, date(2017, 11, 17)).warnings == ["« Visite 3 » tomberait le vendredi 17 novembre 2017, déjà passé."]
    assert preview_move(visit, date(2017, 12, 18)).warnings == ["« Visite 3 » tomberait pendant « Noël » : les boutiques n’auront pas le temps."]
    assert dates(cast.season)["visit3"] == "2017-11-15"


def test_two_people_who_move_the_same_milestone_see_both_dates(cast):
    visit = cast.season.milestones.get(key="visit3")
    calendar.move_milestone(by=cast.rose, milestone=visit, on=date(2017, 11, 22), seen_on=date(2017, 11, 15))
    with pytest.raises(Conflict) as caught:
        calendar.move_milestone(by=cast.odile, milestone=visit, on=date(2017, 11, 24), seen_on=date(2017, 11, 15))
    assert (caught.value.theirs, caught.value.yours) == ({"on": date(2017, 11, 22)}, {"on": date(2017, 11, 24)})


def test_a_move_is_in_the_journal_with_its_dates(cast):
    calendar.move_milestone(by=cast.rose, milestone=cast.season.milestones.get(key="t1"), on=date(2018, 4, 16))
    line = journal.timeline(cast.season)[0]
    assert (line.who, line.what, line.changes["t1"]) == ("Rose Ferrand", "a déplacé des jalons", ["2018-04-12", "2018-04-16"])


def test_moving_to_the_same_date_writes_nothing(cast):
    calendar.move_milestone(by=cast.rose, milestone=cast.season.milestones.get(key="t1"), on=date(2018, 4, 12))
    assert journal.timeline(cast.season) == []


def test_progress_is_one_query_and_an_unknown_stop_is_ignored(cast, django_assert_num_queries):
    season = cast.season
    with django_assert_num_queries(1):
        assert calendar.record_progress(season=season, key="visit3", done=18, due=20, late=2) == 1
    assert calendar.record_progress(season=season, key="visit9", done=1, due=1, late=0) == 0
    visit = season.milestones.get(key="visit3")
    assert (visit.done, visit.due, visit.late, visit.state) == (18, 20, 2, "late")


def test_the_state_of_a_stop_is_late_while_work_is_left_behind_us(cast):
    calendar.record_progress(season=cast.season, key="visit2", done=19, due=20, late=0)
    assert {m.key: m.state for m in cast.season.milestones.filter(key__in=["visit1", "visit2", "t1"])} == {
        "visit1": "passed", "visit2": "late", "t1": "ahead"}


def test_the_next_stop_and_the_quiet_weeks_are_known(cast):
    assert next_milestone(cast.season).key == "committee1"
    assert (is_quiet(cast.season), is_quiet(cast.season, date(2017, 12, 20))) == (False, True)


def test_a_season_opened_in_november_meets_the_next_christmas_and_says_who_falls_into_it(new, cast):
    from chalandise.seasons.queries import playbook
    from chalandise.seasons.queries.calendar import draft
    found = draft(playbook.load("connecte-un-commercant"), date(2018, 11, 2), cast.bordeaux)
    assert [(m.key, m.on) for m in found if m.key == "christmas"] == [("christmas", date(2018, 12, 15))]
    assert [(m.key, m.in_quiet.key) for m in found if m.in_quiet] == [("visit2", "christmas")]


def test_a_date_decided_elsewhere_stands_on_the_line_moves_and_leaves_a_season_that_it_does_not_concern(cast):
    from chalandise.seasons.operations.calendar import note_date
    before = list(cast.season.milestones.values_list("key", "on"))
    for day in (date(2017, 10, 31), date(2017, 11, 7)):
        note_date(by=cast.odile, territory=cast.bordeaux, key="call-1", on=day, label_fr="Appel 2017")
    row = cast.season.milestones.get(key="call-1")
    assert (row.on, row.planned_on, row.label) == (date(2017, 11, 7), date(2017, 10, 31), "Appel 2017")
    assert [m.on for m in cast.season.milestones.order_by("order")] == sorted(m.on for m in cast.season.milestones.all())
    note_date(by=cast.odile, territory=cast.bordeaux, key="call-1", on=date(2025, 1, 1), label_fr="Appel 2017")
    assert sorted(cast.season.milestones.values_list("key", "on")) == sorted(before)
