"""Figures: round scales, intervals kept, and every value in the table behind."""
import pytest
from django.template import Context, Template

from chalandise.web.shell.figures import Bar, Bars, Radar, Series, Sparkline, _steps

S = "\u00a0"


@pytest.mark.parametrize(("low", "high", "steps"), [(0, 100, [0, 25, 50, 75, 100]), (-7, 12, [-10, -5, 0, 5, 10, 15]), (0, .4, [0, .1, .2, .3, .4])])
def test_a_scale_has_round_steps_that_hold_every_value(low, high, steps):
    assert _steps(low, high) == steps


def test_bars_start_at_zero_and_negative_ones_go_the_other_way():
    rows = Bars("", [Bar("a", 5), Bar("b", -5)], low=-10, high=10).rows
    assert [(r["from"], r["width"]) for r in rows] == [(50, 25), (25, 25)]


def test_an_interval_says_its_ends_unless_other_words_are_given():
    figure = Bars("", [Bar("a", 6, 1, 12), Bar("b", 1, -3, 8, "on ne peut pas dire")], unit="%")
    assert [r["words"] for r in figure.rows] == [f"1{S}% à 12{S}%", "on ne peut pas dire"]


def test_bars_all_equal_to_zero_can_be_drawn():
    assert Bars("", [Bar("a", 0)]).rows[0]["width"] == 0


def test_a_theme_without_answer_leaves_the_outline_and_says_so_in_the_table():
    figure = Radar("", ["a", "b", "c"], [Series("T0", [10, None, 30])])
    _style, _series, outline, marks = figure.outlines[0]
    assert (len(outline.split()), len(marks)) == (2, 2)
    assert figure.table[1] == ("b", ["sans réponse"])


def test_a_curve_is_said_in_words():
    assert Sparkline("Rendez-vous", [0, 2, 11]).words == "Rendez-vous : de 0 à 11"
    assert Sparkline("x", [3]).points == [(5.0, 31.0)]


def test_coordinates_are_written_with_points_in_french():
    html = Template("{% load shell %}{% bars f %}").render(Context({"f": Bars("", [Bar("a", 1 / 3)], high=1)}))
    assert 'width="33.33%"' in html
