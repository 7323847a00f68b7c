"""Panel: exact against brute force, quotas before score before draw, prices of swaps true."""
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing.panel import Candidate, Problem, Quota, solve

GROUPS = ["trade:food", "trade:care", "level:0", "level:1"]
candidates = st.lists(st.tuples(st.integers(0, 50), st.frozensets(st.sampled_from(GROUPS), max_size=3)), min_size=1, max_size=8)
quotas = st.lists(st.tuples(st.sampled_from(GROUPS), st.integers(0, 3), st.one_of(st.none(), st.integers(3, 5))), max_size=3,
                  unique_by=lambda q: q[0])


def problem_of(people, wanted, size, pinned=frozenset()):
    return Problem(tuple(Candidate(n, s / 10, g) for n, (s, g) in enumerate(people)), size,
                   tuple(Quota(*q) for q in wanted), pinned)


def value(problem, chosen, draw):
    return (sum(problem.shortfalls(chosen).values()), -sum(round(problem.by_key[k].score * 100) for k in chosen),
            -sum(draw[k] for k in chosen))


@settings(max_examples=60, deadline=None)
@given(candidates, quotas, st.integers(0, 5), st.integers(0, 1000))
def test_the_panel_is_the_best_of_all_panels(people, wanted, size, seed):
    problem = problem_of(people, wanted, size)
    result = solve(problem, seed=seed)
    panels = combinations(range(len(people)), min(size, len(people)))
    assert value(problem, result.chosen, result.draw) == min(value(problem, p, result.draw) for p in panels)


@settings(max_examples=30, deadline=None)
@given(candidates, quotas, st.integers(1, 4))
def test_every_swap_costs_what_it_says(people, wanted, size):
    problem = problem_of(people, wanted, size)
    result = solve(problem, seed=1)
    for swap in result.swaps(limit=5):
        after = [k for k in result.chosen if k != swap.out] + [swap.in_]
        assert sum(problem.shortfalls(after).values()) - sum(result.shortfalls.values()) == swap.shortfall_change
        assert swap.shortfall_change > 0 or (swap.shortfall_change == 0 and swap.score_change <= 0)


def test_the_same_seed_draws_the_same_panel_and_another_seed_may_not():
    people = [(30, frozenset())] * 8
    first, again = (solve(problem_of(people, [], 4), seed=5) for _ in range(2))
    assert (first.chosen, first.draw) == (again.chosen, again.draw)
    assert {solve(problem_of(people, [], 4), seed=s).chosen for s in range(6)} != {first.chosen}


def test_pinned_are_in_and_excluded_are_out():
    problem = Problem(tuple(Candidate(k, 5 - k) for k in range(5)), 2, pinned=frozenset({4}), excluded=frozenset({0}))
    result = solve(problem, seed=1)
    assert result.chosen == (1, 4)
    assert [r.code for r in result.reasons(4)] == ["pinned", "score"]
    assert [r.code for r in result.reasons(0)] == ["excluded"]


def test_a_candidate_left_out_is_told_why():
    food, care = frozenset({"trade:food"}), frozenset({"trade:care"})
    problem = Problem((Candidate(1, 5, food), Candidate(2, 4.5, food), Candidate(3, 2, care), Candidate(4, 1, care)), 2,
                      (Quota("trade:food", 0, 1), Quota("trade:care", 1)))
    result = solve(problem, seed=1)
    assert result.chosen == (1, 3)
    assert [(r.code, r.group) for r in result.reasons(2)] == [("full", "trade:food")]
    assert [(r.code, r.amount) for r in result.reasons(4)] == [("below", 2)]
    assert ("needed", "trade:care") in [(r.code, r.group) for r in result.reasons(3)]


def test_a_quota_that_nobody_can_meet_is_said_not_refused():
    result = solve(Problem((Candidate(1, 3),), 1, (Quota("trade:craft", 2),)), seed=1)
    assert (result.chosen, result.shortfalls) == ((1,), {"trade:craft": 2})


@pytest.mark.parametrize("words", [
    {"candidates": (Candidate(1, 1), Candidate(1, 2)), "size": 1},             # a key twice
    {"candidates": (Candidate(1, 1),), "size": 1, "pinned": frozenset({2})},   # an unknown pin
    {"candidates": (Candidate(1, 1),), "size": 0, "pinned": frozenset({1})},   # more pins than places
    {"candidates": (Candidate(1, 1),), "size": 1, "pinned": frozenset({1}), "excluded": frozenset({1})},
])
def test_a_problem_that_contradicts_itself_is_refused(words):
    with pytest.raises(ValueError):
        Problem(**words)


def test_a_score_or_a_quota_out_of_bounds_is_refused():
    with pytest.raises(ValueError):
        Candidate(1, 5.5)
    with pytest.raises(ValueError):
        Quota("trade:food", 3, 2)
