"""Severity: known parameters come back, the interval covers what it says, raw scores stay, what cannot be told is said."""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.panels import Law, draw
from chalandise.computing.severity import Problem, Score, solve


@st.composite
def panels(draw_):
    """A few submissions, each read by some of a few reviewers on two criteria; now and then an abstention."""
    reviewers, scores = range(draw_(st.integers(1, 4))), []
    for s in range(draw_(st.integers(1, 5))):
        for r in draw_(st.sets(st.sampled_from(list(reviewers)), min_size=1)):
            scores += [Score(f"s{s}", f"r{r}", c, draw_(st.one_of(st.integers(0, 4), st.just(None)) if c else st.integers(0, 4))) for c in (0, 1)]
    return Problem(tuple(scores), {0: 2.0, 1: 1.0})


@settings(max_examples=60, deadline=None)
@given(panels())
def test_everything_lies_within_the_scale_and_its_own_interval(problem):
    result = solve(problem)
    for fit in (result.total, *result.criteria.values()):
        for line in fit.lines().values():
            assert 0 <= line.raw <= 4
            assert 0 <= line.corrected <= 4
            if line.low is not None:
                assert 0 <= line.low <= line.corrected <= line.high <= 4


@settings(max_examples=60, deadline=None)
@given(panels(), st.permutations([f"r{n}" for n in range(4)]), st.permutations([f"s{n}" for n in range(5)]), st.randoms())
def test_neither_names_nor_the_order_of_arrival_change_anything(problem, reviewers, submissions, chance):
    renamed = [Score(submissions[int(s.submission[1])], reviewers[int(s.reviewer[1])], s.criterion, s.value) for s in problem.scores]
    chance.shuffle(renamed)
    mine, theirs = solve(problem).total, solve(Problem(tuple(renamed), problem.weights)).total
    for name, value in mine.estimate.items():
        assert theirs.estimate[submissions[int(name[1])]] == pytest.approx(value, abs=1e-8)


@settings(max_examples=60, deadline=None)
@given(panels(), st.floats(-3, 3))
def test_a_reviewer_who_gives_everybody_as_much_less_moves_nobody_against_another(problem, shift):
    wide = Problem(tuple(Score(s.submission, s.reviewer, s.criterion, 3 + (s.value or 0)) for s in problem.scores), problem.weights, top=10)
    moved = Problem(tuple(Score(s.submission, s.reviewer, s.criterion, s.value + (shift if s.reviewer == "r0" else 0)) for s in wide.scores), problem.weights, top=10)
    before, after = solve(wide).total, solve(moved).total
    for panel in before.panels:
        first, *others = sorted(panel)
        for other in others:
            assert after.estimate[first] - after.estimate[other] == pytest.approx(before.estimate[first] - before.estimate[other], abs=1e-8)


@settings(max_examples=40, deadline=None)
@given(panels())
def test_what_reviewers_gave_is_left_as_it_was(problem):
    kept = tuple(problem.scores)
    result = solve(problem)
    assert problem.scores == kept
    assert result.total.estimate.keys() == result.total.raw.keys()
    for criterion, fit in result.criteria.items():
        for name, mean in fit.raw.items():
            given_ = [v for (s, _r), v in problem.cells(criterion).items() if s == name]
            assert mean == pytest.approx(sum(given_) / len(given_))


def test_without_noise_the_truth_comes_back_exactly():
    problem, truth, severity = draw(Law("no noise", noise=0.0, quality=0.2, severity=0.2), np.random.default_rng(5))
    total = solve(problem).total
    assert [total.estimate[s] for s in sorted(total.estimate)] == pytest.approx(truth.tolist())
    assert [total.offset[r] for r in sorted(total.offset)] == pytest.approx(severity.tolist())


def test_the_nine_in_ten_interval_covers_nine_times_in_ten():
    """150 panels of 12 submissions (1,800 intervals); the whole measure is ./run bench severity."""
    chance, inside = np.random.default_rng(20180301), []
    for _n in range(150):
        problem, truth, _severity = draw(Law("usual"), chance)
        inside += [line.low <= truth[s] <= line.high for s, line in solve(problem).total.lines().items()]
    assert 0.87 <= np.mean(inside) <= 0.93


def test_the_correction_is_nearer_the_truth_than_the_plain_mean():
    chance, errors = np.random.default_rng(7), {"raw": [], "corrected": []}
    for _n in range(60):
        problem, truth, _severity = draw(Law("unequal", severity=0.6), chance)
        for s, line in solve(problem).total.lines().items():
            for name, found in errors.items():
                found.append((getattr(line, name) - truth[s]) ** 2)
    assert np.mean(errors["corrected"]) < 0.75 * np.mean(errors["raw"])


def test_a_whole_panel_gives_the_means_and_the_interval_of_the_textbook():
    """Two reviewers, three submissions, all crossed: corrected = mean; the interval is Student's with (3 − 1)(2 − 1) = 2 degrees."""
    values = {("a", "x"): 3.0, ("a", "y"): 2.0, ("b", "x"): 2.0, ("b", "y"): 1.5, ("c", "x"): 1.0, ("c", "y"): 1.0}
    total = solve(Problem(tuple(Score(s, r, 1, v) for (s, r), v in values.items()), {1: 1})).total
    assert {s: line.corrected for s, line in total.lines().items()} == pytest.approx({"a": 2.5, "b": 1.75, "c": 1.0})
    assert total.offset == pytest.approx({"x": 0.25, "y": -0.25})
    assert (total.freedom, total.noise) == (2, pytest.approx(0.125**0.5))
    assert total.line("a").high - total.line("a").low == pytest.approx(2 * 2.919986 * total.noise * 0.5**0.5, rel=1e-4)


def test_two_groups_without_a_common_reviewer_are_told_and_never_compared():
    result = solve(Problem((Score("a", "x", 1, 4), Score("b", "x", 1, 3), Score("c", "y", 1, 1)), {1: 1}))
    assert (result.reasons, result.total.panels) == (("disconnected", "no_freedom"), (frozenset({"a", "b"}), frozenset({"c"})))
    assert not result.total.comparable("a", "c")
    assert result.total.difference("a", "c") is None


def test_one_reviewer_alone_is_not_corrected():
    result = solve(Problem((Score("a", "x", 1, 4), Score("b", "x", 1, 3)), {1: 1}))
    assert result.reasons == ("one_reviewer", "no_freedom")
    assert [(v.raw, v.corrected, v.low) for v in result.total.lines().values()] == [(4, 4, None), (3, 3, None)]


def test_when_everybody_says_the_same_no_interval_is_made_up():
    result = solve(Problem(tuple(Score(s, r, 1, 2) for s in "abc" for r in "xy"), {1: 1}))
    assert result.reasons == ("flat",)
    assert {(v.corrected, v.low) for v in result.total.lines().values()} == {(2.0, None)}
    assert result.total.shares is None


def test_a_criterion_that_nobody_scored_leaves_no_total():
    result = solve(Problem((Score("a", "x", 1, 3), Score("a", "x", 2, None), Score("b", "x", 1, 2), Score("b", "x", 2, 1)), {1: 1, 2: 1}))
    assert result.unscored == {"a": (2,)}
    assert result.order() == ["b"]
    assert "unscored" in result.reasons
    assert set(result.criteria[1].estimate) == {"a", "b"}


def test_an_abstention_counts_for_what_that_reviewer_would_have_given():
    """y is one point below x on both criteria; y does not say the second one of b."""
    rows = (("a", "x", 1, 4), ("a", "x", 2, 3), ("a", "y", 1, 3), ("a", "y", 2, 2), ("b", "x", 1, 3), ("b", "x", 2, 2), ("b", "y", 1, 2), ("b", "y", 2, None))
    total = solve(Problem(tuple(Score(*row) for row in rows), {1: 1, 2: 1})).total
    assert total.estimate == pytest.approx({"a": 3.0, "b": 2.0})
    assert total.freedom == 0.5


def test_two_reviews_far_apart_disagree_once_severity_is_taken_off():
    rows = [("a", "x", 4), ("a", "y", 1), ("b", "x", 2), ("b", "y", 3), ("c", "x", 3), ("c", "y", 3), ("d", "x", 2), ("d", "y", 2)]
    result = solve(Problem(tuple(Score(s, r, 1, v) for s, r, v in rows), {1: 1}))
    assert [s for s in "abcd" if result.disagree(s)] == ["a", "b"]


@pytest.mark.parametrize("wrong", [
    {"scores": (Score("a", "x", 1, 5),)}, {"scores": (Score("a", "x", 2, 1),)}, {"scores": (Score("a", "x", 1, float("nan")),)},
    {"scores": (Score("a", "x", 1, 1), Score("a", "x", 1, 1))}, {"weights": {1: 0}}, {"level": 1.0}])
def test_a_panel_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError):
        Problem(**{"scores": (), "weights": {1: 1}, **wrong})


def test_nothing_scored_yet_is_empty():
    result = solve(Problem((), {1: 1}))
    assert (result.reasons, result.order()) == (("empty",), [])
