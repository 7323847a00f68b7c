"""Scores over what was answered, and next steps by expected worth: hand-computed cases and properties."""
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.maturity import UNKNOWN, Item, Problem, Score, Step, median, solve

A1 = Item("a1", "A", {"no": 0, "half": 50, "yes": 100}, weight=3)
A2 = Item("a2", "A", {"no": 0, "yes": 100})
B1 = Item("b1", "B", {"no": 20, "yes": 80}, weight=2)
B2 = Item("b2", "B", {"no": 0, "yes": 100})
THEMES = {"A": 1, "B": 1}


def sheet(answers, **fields):
    return Problem(themes=THEMES, items=(A1, A2, B1, B2), answers=answers, **fields)


def test_the_example_of_the_documentation():
    step = Step("b", "b1", frozenset({"no"}), "yes", Fraction(1), chance=50)
    result = solve(sheet({"a1": "half", "a2": "yes", "b1": "no", "b2": UNKNOWN}, steps=(step,)))
    assert result.themes == {"A": Score(63, 2, 2), "B": Score(20, 1, 2)}
    assert result.overall == Score(41, 3, 4)
    assert [(s.key, s.gain, s.worth) for s in result.steps] == [("b", Fraction(30), Fraction(15, 2))]
    assert result.strengths == ("a2",)
    assert not result.complete


def test_nothing_answered_is_no_score_at_all():
    result = solve(sheet({"a1": UNKNOWN}))
    assert result.overall == Score(None, 0, 4)
    assert result.themes == {"A": Score(None, 0, 2), "B": Score(None, 0, 2)}
    assert result.steps == () and result.strengths == ()


def test_a_theme_without_answer_does_not_weigh_on_the_overall_score():
    assert solve(sheet({"a1": "yes"})).overall == Score(100, 1, 4)


def test_theme_weights_count():
    problem = Problem(themes={"A": 3, "B": 1}, items=(A2, B2), answers={"a2": "yes", "b2": "no"})
    assert solve(problem).overall.value == 75


def test_a_half_is_rounded_up():
    problem = Problem(themes={"A": 1}, items=(Item("x", "A", {"a": 0, "b": 25}), Item("y", "A", {"a": 0, "b": 100})),
                      answers={"x": "b", "y": "a"})
    assert solve(problem).overall.value == 13  # 12.5


def test_an_answer_to_a_question_no_longer_asked_is_ignored():
    assert solve(sheet({"a1": "yes", "gone": "whatever"})).overall == Score(100, 1, 4)


def test_the_gain_between_two_moments():
    before, after = solve(sheet({"a2": "no"})), solve(sheet({"a2": "yes"}))
    assert after.gain_on(before) == 100
    assert after.gain_on(solve(sheet({}))) is None


def test_steps_open_several_doors():
    items = tuple(Item(f"{t}{n}", t, {"no": 0, "yes": 100}) for t in "ABCD" for n in range(3))
    steps = tuple(Step(f"s-{i.key}", i.key, frozenset({"no"}), "yes", Fraction(1)) for i in items)
    steps += (Step("t-A0", "A0", frozenset({"no"}), "yes", Fraction(9)),)
    result = solve(Problem(themes=dict.fromkeys("ABCD", 1), items=items, answers={i.key: "no" for i in items}, steps=steps))
    assert [s.key for s in result.steps] == ["s-A0", "s-A1", "s-B0", "s-B1", "s-C0", "s-C1"]


def test_less_effort_for_the_same_worth_comes_first():
    steps = (Step("long", "a2", frozenset({"no"}), "yes", Fraction(8)), Step("short", "b2", frozenset({"no"}), "yes", Fraction(1, 2)))
    result = solve(Problem(themes=THEMES, items=(A2, B2), answers={"a2": "no", "b2": "no"}, steps=steps))
    assert [s.key for s in result.steps] == ["short", "long"]


@pytest.mark.parametrize(("make", "reason"), [
    (lambda: Item("x", "A", {"a": 0, "b": 100}, weight=0), "item 'x': the weight must be positive, not 0"),
    (lambda: Item("x", "A", {"a": 0, "b": 101}), "item 'x': at least two answers worth 0 to 100 are needed, not {'a': 0, 'b': 101}"),
    (lambda: Item("x", "A", {"a": 0, UNKNOWN: 10}), "item 'x': 'unknown' is reserved for who does not know"),
    (lambda: Problem(themes={}, items=(A1,)), "item 'a1': theme 'A' is unknown or weighs nothing"),
    (lambda: sheet({"a1": "maybe"}), "item 'a1': 'maybe' is not one of its answers ['half', 'no', 'yes']"),
    (lambda: sheet({}, steps=(Step("s", "zz", frozenset({"no"}), "yes", Fraction(1)),)), "step 's': item 'zz' does not exist"),
    (lambda: sheet({}, steps=(Step("s", "a1", frozenset({"yes"}), "half", Fraction(1)),)), "step 's': 'half' is not better than ['yes']"),
    (lambda: sheet({}, steps=(Step("s", "a1", frozenset({"x"}), "yes", Fraction(1)),)), "step 's': ['x'] are not answers of 'a1'"),
    (lambda: Step("s", "a1", frozenset({"no"}), "yes", Fraction(0)), "step 's': hours must be positive and chance between 1 and 100"),
    (lambda: Problem(themes=THEMES, items=(A1, A1)), "two items have the same key"),
])
def test_a_wrong_problem_says_what_is_wrong(make, reason):
    with pytest.raises(ValueError) as refused:
        make()
    assert str(refused.value) == reason


def test_medians():
    assert median([]) is None
    assert median([3]) == 3
    assert median([40, 1, 41]) == 40
    assert median([1, 2]) == Fraction(3, 2)


@st.composite
def problems(draw):
    """Return a bank and a full sheet of random answers."""
    themes = {f"T{n}": draw(st.integers(1, 4)) for n in range(draw(st.integers(1, 4)))}
    items = []
    for n in range(draw(st.integers(1, 9))):
        values = draw(st.lists(st.integers(0, 100), min_size=2, max_size=5))
        items.append(Item(f"i{n}", draw(st.sampled_from(sorted(themes))), {f"c{k}": v for k, v in enumerate(values)},
                          weight=draw(st.integers(1, 5))))
    answers = {i.key: draw(st.sampled_from([*sorted(i.values), UNKNOWN])) for i in items}
    steps = []
    for item in items:
        best = max(item.values, key=lambda k: item.values[k])
        below = frozenset(k for k, v in item.values.items() if v < item.values[best])
        if below:
            steps.append(Step(f"s-{item.key}", item.key, below, best, Fraction(draw(st.integers(1, 20)), 2), draw(st.integers(1, 100))))
    return Problem(themes=themes, items=tuple(items), answers=answers, steps=tuple(steps))


@given(problems(), st.data())
def test_a_better_answer_never_lowers_a_score(problem, data):
    answered = [i for i in problem.items if problem.answers[i.key] != UNKNOWN]
    if not answered:
        return
    item = data.draw(st.sampled_from(answered))
    now = item.values[problem.answers[item.key]]
    better = data.draw(st.sampled_from([k for k, v in item.values.items() if v >= now]))
    before = solve(problem)
    after = solve(Problem(problem.themes, problem.items, {**problem.answers, item.key: better}, problem.steps))
    assert after.overall.value >= before.overall.value
    assert all(after.themes[t].value >= s.value for t, s in before.themes.items() if s.value is not None)


@given(problems())
def test_scores_stay_within_bounds_and_steps_promise_no_more_than_the_way_left(problem):
    result = solve(problem)
    scores = [s for s in (result.overall, *result.themes.values()) if s.value is not None]
    assert all(0 <= s.value <= 100 for s in scores)
    assert all(0 <= s.answered <= s.asked for s in (result.overall, *result.themes.values()))
    assert sum(s.answered for s in result.themes.values()) == result.overall.answered
    assert len(result.steps) <= 6 and len({s.item for s in result.steps}) == len(result.steps)
    assert all(s.gain > 0 and s.worth > 0 for s in result.steps)
    assert [s.worth for s in result.steps] == sorted((s.worth for s in result.steps), reverse=True)
    if result.steps:
        assert result.overall.value + sum(s.gain for s in result.steps) <= Fraction(201, 2)  # 100, and the rounding of the score


@given(problems())
def test_what_was_not_answered_is_as_if_never_asked(problem):
    kept = tuple(i for i in problem.items if problem.answers[i.key] != UNKNOWN)
    alone = solve(Problem(problem.themes, kept, problem.answers, tuple(s for s in problem.steps if s.item in {i.key for i in kept})))
    whole = solve(problem)
    assert alone.overall.value == whole.overall.value
    assert {t: s.value for t, s in alone.themes.items()} == {t: s.value for t, s in whole.themes.items()}
    assert alone.steps == whole.steps
    assert alone.complete


@given(problems())
def test_all_best_is_as_high_as_the_bank_allows(problem):
    best = {i.key: max(i.values, key=lambda k, i=i: i.values[k]) for i in problem.items}
    top = solve(Problem(problem.themes, problem.items, best, problem.steps))
    worst = {i.key: min(i.values, key=lambda k, i=i: i.values[k]) for i in problem.items}
    assert top.overall.value >= solve(Problem(problem.themes, problem.items, worst)).overall.value
    assert top.steps == () and top.complete
