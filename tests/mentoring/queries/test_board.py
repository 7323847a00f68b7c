"""The board of possible pairs: constant queries, needs from words and channels, half days from opening hours."""
import pytest

from chalandise.foundation import clock
from chalandise.mentoring.models import Mentor
from chalandise.mentoring.queries.board import board, distance_km, needed_skills, open_half_days
from chalandise.seasons.models import Application, PanelPlace
from tests.mentoring import scenes


def test_each_pair_has_a_fit_or_a_bar_and_the_best_comes_first(cast):
    found = board(scenes.board(cast).season)
    ranked = found.ranked(cast.lys.pk)
    assert [(m.person.given_name, code) for m, _fit, code in ranked] == [("Karim", ""), ("Awa", "")]
    assert ranked[0][1].value > ranked[1][1].value
    assert found.waiting == [cast.lys.pk, cast.cuir.pk]


@pytest.mark.parametrize(("need", "channels", "trade", "skills"), [
    ("Je voudrais des rendez-vous le soir", [], "beauty", {"booking"}),
    ("Livrer à domicile et une vidéo", ["site"], "craft", {"delivery", "video"}),
    ("", [], "beauty", {"booking", "site", "social"}),
    ("", ["site", "social", "booking"], "beauty", frozenset()),
    ("", ["site"], "workshop", {"video", "social"}),
])
def test_needs_come_from_the_merchant_s_words_first(cast, need, channels, trade, skills):
    cast.lys.trade, cast.lys.channels = trade, channels
    assert needed_skills(cast.lys, Application(need=need)) == skills


@pytest.mark.parametrize(("hours", "expected"), [
    ("", None), ("n’importe quoi", None), ("Mo 09:00-12:00", {"mon-am"}), ("Tu-Sa 14:00-19:00", {f"{d}-pm" for d in ("tue", "wed", "thu", "fri", "sat")})])
def test_half_days_are_read_from_opening_hours(hours, expected):
    assert open_half_days(hours) == expected


def test_distance_is_in_kilometres_or_unknown(cast):
    cast.lys.lat, cast.lys.lon = 44.8446, -0.5817
    mentor = Mentor(lat=44.8654, lon=-0.6028)
    assert round(distance_km(cast.lys, mentor), 1) == 2.8
    assert distance_km(cast.lys, Mentor()) is None


@pytest.mark.parametrize("count", [1, 30])
def test_the_board_costs_the_same_queries(cast, count, django_assert_num_queries):
    scenes.board(cast)
    for n in range(count):
        person = cast.person("Marraine", f"N{n:02}")
        Mentor.objects.create(season=cast.season, person=person, state="accepted", applied_at=clock.now(), availability=["mon-am"])
        PanelPlace.objects.create(season=cast.season, shop=cast._shop(f"Boutique {n:02}", opening_hours="Mo-Fr 09:00-12:00"), since=clock.now())
    with django_assert_num_queries(16):
        board(cast.season).ranked(cast.lys.pk)
