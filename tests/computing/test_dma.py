"""The European assessment by hand: one case for each kind of question, one for each edge of the bands."""
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.dma import Problem, Question, band, shown, solve

TEN = tuple("abcdefghij")
AREAS = Question("q1", "strategy", "areas", TEN)
BOXES = Question("q2", "strategy", "boxes", TEN)
AGAINST = Question("q7", "data", "boxes", tuple("abcdefgh"), against=frozenset("b"))
GRADES = Question("q9", "automation", "grades", tuple("abcde"))
PARTLY = Question("q11", "green", "partly", tuple("abcde"))


def one(question, answer):
    found = solve(Problem((question,), {question.key: answer}))
    return found.parts[question.key], found.overall


def test_areas_give_two_parts_invested_and_planned():
    """4 of 10 invested, 1 of 10 planned: 4 and 1 out of 10; alone in its dimension, the mean 2.5 makes 25."""
    assert one(AREAS, {"now": ["a", "b", "c", "d"], "planned": ["e"]}) == ((4, 1), 25)


def test_areas_and_readiness_are_three_equal_parts():
    """4, 1 and 10 out of 10: (4 + 1 + 10) / 3 × 10 = 50."""
    found = solve(Problem((AREAS, BOXES), {"q1": {"now": list("abcd"), "planned": ["e"]}, "q2": list(TEN)}))
    assert found.dimensions == {"strategy": 50}


def test_boxes_are_those_ticked_out_of_all():
    assert one(BOXES, ["a", "c", "j"]) == ((3,), 30)


def test_a_box_that_speaks_against_takes_one_away_and_never_more_than_there_is():
    """Seven can be gained: 3 ticked and the one against make 2 of 7; the one against alone makes 0."""
    assert one(AGAINST, ["a", "c", "d", "b"]) == ((Fraction(20, 7),), Fraction(200, 7))
    assert one(AGAINST, ["b"]) == ((0,), 0)
    assert one(AGAINST, list("acdefgh")) == ((10,), 100)


def test_grades_go_from_nothing_to_operational():
    """0 + 1 + 2 + 3 + 4 of 5 × 5: 10/25, so 4 out of 10."""
    assert one(GRADES, dict(zip("abcde", range(5), strict=True))) == ((4,), 40)


def test_partly_is_half_of_yes():
    """yes, partly, no, no, no: 1.5 of 5, so 3 out of 10."""
    assert one(PARTLY, {"a": 2, "b": 1, "c": 0}) == ((3,), 30)


def test_the_whole_is_the_plain_mean_of_the_dimensions_however_many_questions_each_has():
    """strategy 50 (three parts), data 0, automation 40, green 30: 120 / 4."""
    found = solve(Problem((AREAS, BOXES, AGAINST, GRADES, PARTLY), {
        "q1": {"now": list("abcd"), "planned": ["e"]}, "q2": list(TEN), "q9": dict(zip("abcde", range(5), strict=True)), "q11": {"a": 2, "b": 1}}))
    assert (found.overall, found.band) == (30, "average")


@pytest.mark.parametrize(("score", "whole", "name"), [
    (0, 0, "basic"), (25, 25, "basic"), (Fraction("25.4"), 25, "basic"), (Fraction("25.5"), 26, "average"), (26, 26, "average"),
    (50, 50, "average"), (Fraction("50.49"), 50, "average"), (Fraction("50.5"), 51, "moderate"), (51, 51, "moderate"),
    (75, 75, "moderate"), (Fraction("75.5"), 76, "advanced"), (76, 76, "advanced"), (100, 100, "advanced")])
def test_each_edge_of_the_bands(score, whole, name):
    assert (shown(Fraction(score)), band(Fraction(score))) == (whole, name)


@pytest.mark.parametrize(("question", "answer", "reason"), [
    (AREAS, ["a"], "two lists are needed"), (AREAS, {"soon": []}, "two lists are needed"), (BOXES, ["z"], r"\['z'\] are not its items"),
    (BOXES, "z", r"\['z'\] are not its items"), (GRADES, {"a": 6}, "grades go from 0 to 5"), (GRADES, {"z": 1}, r"\['z'\] are not its items"),
    (PARTLY, {"a": 3}, "grades go from 0 to 2"), (PARTLY, 1, "grades go from 0 to 2")])
def test_a_wrong_answer_says_what_is_wrong(question, answer, reason):
    with pytest.raises(ValueError, match=reason):
        Problem((question,), {question.key: answer})


def test_a_wrong_question_says_what_is_wrong():
    with pytest.raises(ValueError, match="kind 'text'"):
        Question("q", "d", "text", ("a",))
    with pytest.raises(ValueError, match="it needs items"):
        Question("q", "d", "boxes", ("a",), against=frozenset("a"))
    with pytest.raises(ValueError, match="'gone' does not exist"):
        Problem((BOXES,), {"gone": []})


@given(st.sets(st.sampled_from(TEN)), st.sets(st.sampled_from(TEN)))
def test_one_more_tick_never_lowers_a_score(few, more):
    assert one(BOXES, few)[1] <= one(BOXES, few | more)[1] <= 100
