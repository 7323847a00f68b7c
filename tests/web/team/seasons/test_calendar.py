from datetime import date

import pytest

from chalandise.seasons.models import Season


@pytest.fixture
def rose(client, cast):
    client.force_login(cast.rose)
    return client


@pytest.fixture
def odile(client, cast):
    client.force_login(cast.odile)
    return client


def text(answer):
    page = answer.content.decode()
    assert "⟦UNDEFINED" not in page, page[page.index("⟦UNDEFINED"):][:80]
    return page


def test_a_referent_of_one_season_goes_straight_to_it(rose, cast):
    assert rose.get("/equipe/").status_code == 302


def test_somebody_responsible_chooses_among_seasons_and_may_open_one(odile, cast):
    assert cast.season
    page = text(odile.get("/equipe/"))
    assert "Saison 2017–2018" in page
    assert "/equipe/territoire/bordeaux-le-bouscat/saisons/nouvelle/" in page


def test_a_stranger_is_told_whom_to_ask(client, cast):
    client.force_login(cast.lila)
    assert "Vous ne suivez aucune saison" in text(client.get("/equipe/"))


def test_the_calendar_is_seen_before_the_season_is_made(odile, cast):
    address = "/equipe/territoire/bordeaux-le-bouscat/saisons/nouvelle/"
    given = {"name": "Saison 2018–2019", "axis": cast.axis.pk, "perimeter": cast.perimeter.pk, "starts_on": "2018-11-01",
             "method": "connecte-un-commercant-2017.1"}
    assert "Choisissez le premier jour" in text(odile.get(address))
    page = text(odile.post(address, {**given, "preview": ""}))
    assert "glissé au vendredi 2 novembre : le jeudi 1er novembre est férié (Toussaint)" in page
    assert Season.objects.filter(name="Saison 2018–2019").count() == 0
    answer = odile.post(address, {**given, "create": "", "as_referent": "on"})
    season = Season.objects.get(name="Saison 2018–2019")
    assert (answer.status_code, answer["Location"]) == (302, f"/equipe/{season.slug}/calendrier/")
    assert (season.contact, season.milestones.count()) == (cast.odile, 15)


def test_an_impossible_year_is_said_next_to_the_field(odile, cast):
    page = text(odile.post("/equipe/territoire/bordeaux-le-bouscat/saisons/nouvelle/", {
        "name": "X", "axis": cast.axis.pk, "starts_on": "0017-09-05", "method": "connecte-un-commercant-2017.1", "create": ""}))
    assert "Vérifiez l’année" in page


def test_a_territory_without_axis_says_what_is_missing(client, cast):
    client.force_login(cast.hugo)
    cast.villeneuve.axes.all().delete() if not cast.other_season else None
    Season.objects.filter(territory=cast.villeneuve).delete()
    cast.villeneuve.axes.all().delete()
    assert "Il manque un axe" in text(client.get("/equipe/territoire/villeneuve/saisons/nouvelle/"))


def test_the_calendar_lists_every_milestone_under_a_literal_number_of_queries(rose, cast, django_assert_num_queries):
    rose.get(f"/equipe/{cast.season.slug}/calendrier/")
    with django_assert_num_queries(6):
        page = text(rose.get(f"/equipe/{cast.season.slug}/calendrier/"))
    assert (page.count("<p class=\"who\">"), page.count("Déplacer…")) == (15, 6)


def test_a_move_is_shown_then_confirmed(rose, cast):
    visit = cast.season.milestones.get(key="visit3")
    address = f"/equipe/{cast.season.slug}/calendrier/{visit.pk}/"
    page = text(rose.get(address, {"on": "2017-12-18"}))
    assert "Ce que cela change" in page
    assert "tomberait pendant « Noël »" in page
    visit.refresh_from_db()
    assert visit.on == date(2017, 11, 15)
    rose.post(address, {"on": "2017-12-18", "seen_on": "2017-11-15"})
    visit.refresh_from_db()
    assert visit.on == date(2017, 12, 18)


def test_a_move_before_its_anchor_is_refused_on_the_page(rose, cast):
    visit = cast.season.milestones.get(key="visit3")
    page = text(rose.get(f"/equipe/{cast.season.slug}/calendrier/{visit.pk}/", {"on": "2017-10-01"}))
    assert "ne peut pas venir avant « Visite 2 »" in page


def test_a_move_by_two_people_shows_both_dates(rose, cast):
    visit = cast.season.milestones.get(key="visit3")
    address = f"/equipe/{cast.season.slug}/calendrier/{visit.pk}/"
    rose.post(address, {"on": "2017-11-22", "seen_on": "2017-11-15"})
    page = text(rose.post(address, {"on": "2017-11-24", "seen_on": "2017-11-15"}))
    assert "Ce qui est enregistré maintenant" in page
    visit.refresh_from_db()
    assert visit.on == date(2017, 11, 22)


def test_pin_and_done_are_gestures_of_the_list(rose, cast):
    visit = cast.season.milestones.get(key="visit3")
    for state, pinned, done in (("epingle", True, False), ("libre", False, False), ("fait", False, True), ("rouvert", False, False)):
        assert rose.post(f"/equipe/{cast.season.slug}/calendrier/{visit.pk}/{state}/").status_code == 302
        visit.refresh_from_db()
        assert (visit.pinned, bool(visit.passed_at)) == (pinned, done)


def test_a_milestone_of_another_season_does_not_exist(rose, cast):
    from chalandise.seasons.operations.calendar import draw_milestones
    draw_milestones(season=cast.other_season)
    other = cast.other_season.milestones.first()
    assert rose.get(f"/equipe/{cast.season.slug}/calendrier/{other.pk}/").status_code == 404


def test_the_neighbour_opens_nothing(client, cast):
    client.force_login(cast.hugo)
    for page in ("calendrier/", "reglages/", "partenaires/", "journal/", "rencontres/", "signalements/", "cloture/"):
        assert client.get(f"/equipe/{cast.season.slug}/{page}").status_code == 404


def test_settings_changed_meanwhile_are_compared_and_nothing_is_lost(rose, cast):
    address = f"/equipe/{cast.season.slug}/reglages/"
    given = {"name": "Saison 2017–2018", "panel_size": 18, "invitation_text": "", "version": 1, "contact": cast.rose.pk}
    assert rose.post(address, given).status_code == 302
    page = text(rose.post(address, {**given, "panel_size": 22}))
    assert "Comparez les deux textes" in page
    assert 'name="version" value="2"' in page
    assert rose.post(address, {**given, "panel_size": 22, "version": 2}).status_code == 302
    assert Season.objects.get(pk=cast.season.pk).panel_size == 22


def test_the_journal_of_the_season_is_a_timeline(rose, cast):
    rose.post(f"/equipe/{cast.season.slug}/calendrier/{cast.season.milestones.get(key='t1').pk}/", {"on": "2018-04-16", "seen_on": "2018-04-12"})
    assert "a déplacé des jalons" in text(rose.get(f"/equipe/{cast.season.slug}/journal/"))


def test_a_committee_is_planned_from_its_milestone(rose, cast):
    assert "?genre=committee&amp;jour=2017-12-12" in text(rose.get(f"/equipe/{cast.season.slug}/calendrier/"))
    page = text(rose.get(f"/equipe/{cast.season.slug}/rencontres/nouvelle/?genre=committee&jour=2017-12-12"))
    assert ('value="2017-12-12"' in page, 'value="Comité de pilotage"' in page) == (True, True)
