"""Explanations beside a second solve: the next best and its price, the smallest change, the causes."""
import doctest
import sys
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing.pairing import (
    Candidate,
    Constraint,
    Lever,
    Moved,
    Problem,
    Turn,
    causes,
    explain,
    needed_fits,
    next_best,
    smallest_change,
    solve,
)
from tests.computing.pairing.instances import every_pairing, fits_of, problems, reached


def test_the_examples_of_the_documentation_hold():
    assert doctest.testmod(sys.modules[explain.__name__]).failed == 0


@settings(max_examples=80, deadline=None)
@given(problems(), st.integers(0, 9))
def test_the_next_best_is_the_best_of_all_pairings_without_that_pair(problem, seed):
    result = solve(problem, seed=seed)
    for pair in result.pairs:
        found = next_best(result, pair.merchant)
        if pair.merchant in dict(problem.pinned):
            assert found is None
            continue
        others = [made for made in every_pairing(problem) if made.get(pair.merchant) != pair.mentor]
        best = max(reached(problem, made) for made in others)
        theirs = {p.merchant: p.mentor for p in found.result.pairs}
        assert reached(problem, theirs) == best
        assert found.price.total_change == sum(fits_of(problem, theirs)) - result.total
        assert found.mentor == theirs.get(pair.merchant)


@settings(max_examples=60, deadline=None)
@given(problems(), st.integers(0, 9))
def test_the_fit_needed_is_where_a_second_solve_turns(problem, seed):
    result = solve(problem, seed=seed)
    for mentor, least in needed_fits(result, 0).items():
        now = problem.possible[0][mentor]
        if least is None:
            assert now == 100 or solve(problem.with_fit(0, mentor, 100), seed=seed).worth == result.worth
        else:
            turned = solve(problem.with_fit(0, mentor, least), seed=seed)
            assert (turned.mentor_of[0].mentor, turned.worth > result.worth) == (mentor, True)
            assert least - 1 == now or solve(problem.with_fit(0, mentor, least - 1), seed=seed).worth == result.worth


def test_the_price_of_a_refusal_says_the_level_the_total_and_who_moves():
    problem = Problem((1, 2), (10, 11), (Candidate(1, 10, 50), Candidate(1, 11, 55), Candidate(2, 10, 70), Candidate(2, 11, 90)))
    found = next_best(solve(problem), 1)
    assert (found.mentor, found.fit) == (10, 50)
    assert (found.price.level, found.price.before, found.price.after, found.price.total_change) == (50, 0, 1, 15)
    assert (found.price.worst_before, found.price.worst_after) == (55, 50)
    assert found.price.moved == (Moved(1, 11, 10), Moved(2, 10, 11))


def test_one_more_half_day_turns_the_pair_and_the_least_effort_is_told():
    problem = Problem((1,), (10, 11), (Candidate(1, 10, 80), Candidate(1, 11, 76)))
    levers = [Lever(11, "skill", "video", 95, effort=2), Lever(11, "half_day", "thu-pm", 81), Lever(11, "half_day", "mon-am", 79)]
    found = smallest_change(solve(problem), 1, levers)
    assert (found.lever, found.needed) == (levers[1], 81)
    assert smallest_change(solve(problem), 1, levers[2:]) is None


def test_one_more_place_turns_the_pair_when_no_fit_would():
    problem = Problem((1, 2), (10, 11), (Candidate(1, 10, 90), Candidate(1, 11, 80), Candidate(2, 10, 70)))
    levers = [Lever(10, "skill", "video", 100), Lever(10, "place", 1, 90, effort=3, places=1)]
    assert smallest_change(solve(problem), 1, levers) == Turn(levers[1], None)
    assert smallest_change(solve(problem), 2, levers) is None  # it is with 10 already


@settings(max_examples=60, deadline=None)
@given(problems(), st.integers(0, 9), st.lists(st.builds(Lever, st.integers(10, 13), st.just("x"), st.none(), st.integers(1, 100),
                                                          st.integers(1, 3), st.integers(0, 1)), max_size=4))
def test_the_lever_told_turns_the_pair(problem, seed, levers):
    result = solve(problem, seed=seed)
    levers = [replace(v, fit=max(v.fit, problem.possible[0].get(v.mentor, 1))) for v in levers]
    found = smallest_change(result, 0, levers)
    if found:
        lever, eased = found.lever, problem.with_fit(0, found.lever.mentor, found.lever.fit)
        turned = solve(replace(eased, capacity={**eased.capacity, lever.mentor: eased.places(lever.mentor) + lever.places}), seed=seed)
        assert turned.mentor_of[0].mentor == lever.mentor != (result.mentor_of[0].mentor if 0 in result.mentor_of else None)


def test_each_single_cause_is_found_and_only_those():
    base = Problem((1, 2), (10, 11), (Candidate(1, 10, 80), Candidate(2, 10, 70), Candidate(2, 11, 60)), barred={(2, 11): "tie"})
    assert causes(solve(base), 2) == (Constraint("capacity", (), (10,), 1), Constraint("barred", (2,), (11,)))
    refused = replace(base, barred={}, forbidden=frozenset({(2, 11)}))
    assert causes(solve(refused), 2) == (Constraint("capacity", (), (10,), 1), Constraint("forbid", (2,), (11,)))
    rivals = Problem((1, 2), (10,), base.candidates[:2], {10: 2}, competitors=frozenset({(1, 2)}))
    assert causes(solve(rivals), 2) == (Constraint("rivals", (1, 2)),)
    alone = Problem((1, 2), (10,), base.candidates[:1])
    assert causes(solve(alone), 2) == (Constraint("unlisted", (2,), (10,)),)
    pinned = Problem((1, 2), (10, 11), (*base.candidates[:2], Candidate(1, 11, 9)), pinned=((1, 10),))
    assert causes(solve(pinned), 2) == (Constraint("capacity", (), (10,), 1), Constraint("pin", (1,), (10,)))


@settings(max_examples=80, deadline=None)
@given(problems())
def test_a_cause_given_up_serves_the_merchant_and_everybody_served_before(problem):
    result = solve(problem)
    for merchant in result.unserved:
        for cause in causes(result, merchant):
            if cause.kind == "capacity":
                eased = replace(problem, capacity={**problem.capacity, cause.mentors[0]: cause.amount + 1})
                wanted = {*result.mentor_of, merchant}
                assert any(wanted <= set(made) for made in every_pairing(eased))
