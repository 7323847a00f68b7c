import pytest
from django.utils import translation

from chalandise.seasons.queries import playbook

SOURCE = (playbook.FOLDER / "connecte-un-commercant-2017.1" / "playbook.toml").read_text()


def test_every_playbook_of_the_repository_is_sound():
    assert [(key, version) for key, version in playbook.available()] == [("connecte-un-commercant", "2017.1")]
    for key, version in playbook.available():
        assert playbook.load(key, version)["version"] == version


def test_the_2017_method_has_three_visits_and_twenty_shops():
    book = playbook.load("connecte-un-commercant")
    assert (book["visits"], book["panel_size"]) == (3, 20)
    assert [m["key"] for m in book["milestones"]] == [
        "invitation", "applications", "panel", "charters", "t0", "visit1", "visit2", "visit3", "committee1", "christmas",
        "committee2", "t1", "closing", "whitepaper", "t2"]


def test_a_playbook_that_does_not_exist_is_said():
    with pytest.raises(LookupError, match="No playbook nothing 3"):
        playbook.load("nothing", "3")


@pytest.mark.parametrize("old, new, fault", [
    ("panel_size = 20 ", "panel_size = 0 ", "line 9, panel_size: must be a whole number above 0"),
    ('after = "charters"\ndays = 9', 'after = "visit9"\ndays = 9', "line 55, milestones[5].after: 'visit9' is not a milestone above this one"),
    ('after = "visit2"\ndays = 15', 'after = "visit2"\ndays = -1', "line 70, milestones[7].days: must be a whole number of working days, 0 to 1000"),
    ('from_day = "12-15"', 'from_day = "02-30"', "line 84, milestones[9].from_day: must be a day of every year, written 12-31"),
    ('code = "listing_views"', 'code = "online_bookings"', "line 188, indicators[2].code: 'online_bookings' is there twice"),
    ("silence = 21 ", 'silence = "x" ', "line 131, thresholds.silence: must be a whole number above 0"),
    ('label = { fr = "Motivation", en = "Motivation" }', 'label = { fr = "Motivation" }', "line 143, criteria[0].label: needs a text in fr and in en"),
])
def test_a_fault_names_its_line_its_key_and_the_reason(old, new, fault):
    assert SOURCE.count(old) == 1
    with pytest.raises(playbook.BadPlaybook) as caught:
        playbook.parse(SOURCE.replace(old, new))
    assert caught.value.faults[0] == fault


def test_a_file_that_is_not_toml_names_the_line():
    with pytest.raises(playbook.BadPlaybook, match="at line 2"):
        playbook.parse('key = "a"\nversion = \n')


def test_every_fault_of_an_empty_file_is_listed():
    with pytest.raises(playbook.BadPlaybook) as caught:
        playbook.parse("")
    assert [f.split(", ")[1].split(":")[0] for f in caught.value.faults] == [
        "key", "version", "visits", "panel_size", "name", "milestones", "criteria", "indicators", "kinds", "thresholds"]


def test_labels_follow_the_language(cast):
    assert playbook.kinds(cast.season)["booking"].label == "Rendez-vous en ligne"
    assert playbook.indicators(cast.season)["online_bookings"].question == "Combien de rendez-vous pris en ligne ce mois-ci ?"
    with translation.override("en"):
        assert playbook.kinds(cast.season)["booking"].label == "Online booking"
        assert playbook.criteria(cast.season)["motivation"].label == "Motivation"


def test_each_kind_of_action_suggests_known_indicators(cast):
    known = playbook.indicators(cast.season)
    assert {code for kind in playbook.kinds(cast.season).values() for code in kind.indicators} - set(known) == set()
    assert len(playbook.kinds(cast.season)) == 22


def test_the_season_reads_its_own_copy(cast):
    cast.season.playbook = {**playbook.load("connecte-un-commercant"), "thresholds": {"silence": 10}}
    assert playbook.thresholds(cast.season) == {"silence": 10}


def test_charters_exist_for_both_audiences_in_both_languages(cast):
    for audience in playbook.AUDIENCES:
        assert playbook.charter(cast.season, audience).startswith("# Charte")
        assert playbook.charter(cast.season, audience, "en").startswith("# The m")
