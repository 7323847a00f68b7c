"""The line says what a season's day is: in a drawing, in words, in order."""
from datetime import date
from types import SimpleNamespace

import pytest

from chalandise.foundation import clock
from chalandise.seasons.models import Milestone
from chalandise.web.shell import line

STOPS = [("Appel", date(2017, 9, 5)), ("Panel", date(2017, 9, 18)), ("Visite 1", date(2017, 10, 6)), ("Visite 3", date(2017, 11, 15)),
         ("Comité 1", date(2017, 12, 15)), ("T1", date(2018, 4, 9)), ("Clôture", date(2018, 5, 31)), ("Livre blanc", date(2018, 6, 21))]


def season(**changes):
    rows = [Milestone(label_fr=label, order=n, on=on, planned_on=on) for n, (label, on) in enumerate(STOPS)]
    for field, value in changes.items():
        setattr(rows[3], field, value)
    return SimpleNamespace(milestones=SimpleNamespace(all=lambda: rows))


def states(found):
    return [s.state for s in found.stops]


def test_stops_behind_are_passed_and_the_tram_is_between_two_by_the_days():
    found = line.of_season(season())
    assert states(found) == ["past"] * 4 + ["next"] * 4
    assert found.tram == pytest.approx(3 + 5 / 30)  # five days of thirty
    assert (found.caption, found.ahead) == ("aujourd’hui, lundi 20 novembre", "prochain arrêt : Comité 1, dans 3 semaines")


def test_a_late_stop_says_how_many_and_is_never_folded():
    found = line.of_season(season(done=14, due=20, late=2))
    assert (states(found)[3], found.stops[3].note) == ("late", "14 sur 20, 2 en retard")
    assert [s.label for s in found.folded] == ["Appel", "Panel", "Visite 1"]
    assert [s.label for s in found.before] == ["Visite 3"]


def test_passers_by_read_dates_and_no_counts():
    found = line.of_season(season(done=14, due=20, late=2), counts=False)
    assert (states(found)[3], found.stops[3].note) == ("past", "")


def test_a_period_lasts_until_its_last_day():
    assert states(line.of_season(season(until=date(2017, 11, 20))))[3] == "now"
    assert line.of_season(season(until=date(2017, 11, 20))).stops[3].when == "du 15 nov. au 20 nov."


def test_before_the_first_stop_and_after_the_last_the_tram_stays_in_its_place():
    with clock.at(date(2017, 9, 1)):
        assert (line.of_season(season()).tram, line.of_season(season()).left) == (None, 0)
    with clock.at(date(2019, 1, 1)):
        assert (line.of_season(season()).tram, line.of_season(season()).after) == (7.0, [])


def test_two_stops_on_the_same_day_do_not_stop_the_tram():
    rows = [Milestone(label_fr=str(n), order=n, on=date(2017, 11, 20), planned_on=date(2017, 11, 20)) for n in range(3)]
    assert line.of_season(SimpleNamespace(milestones=SimpleNamespace(all=lambda: rows))).tram == 2.0


def test_labels_never_leave_the_drawing():
    found = line.of_season(season())
    assert [s.x for s in found.stops] == sorted(s.x for s in found.stops)
    assert max(s.x / 100 * line.WIDE + line._length(s) * .766 for s in found.stops) <= line.WIDE + 1


def test_a_short_journey_has_flat_labels_and_a_tram_where_the_shop_is():
    found = line.of_journey([{"label": "Diagnostic de départ", "when": "27 sept.", "state": "past"}, {"label": "Visite 3", "state": "now"},
                             {"label": "Bilan", "when": "avril"}])
    assert (found.flat, found.tram, found.caption, states(found)) == (True, 1, "vous êtes ici", ["past", "now", "next"])


def test_a_season_without_milestones_and_an_empty_journey_draw_nothing():
    empty = SimpleNamespace(milestones=SimpleNamespace(all=list))
    assert (line.of_season(empty), line.of_journey([])) == (None, None)
