"""Pairing: equal to brute force in leximin order up to the level, then in total; bars, pins and capacities hold."""
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing.pairing import Candidate, Contradiction, Problem, assign, solve


@st.composite
def problems(draw):
    merchants, mentors = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    pairs = [(m, 10 + k) for m in range(merchants) for k in range(mentors)]
    fits = {p: draw(st.one_of(st.none(), st.integers(1, 100))) for p in pairs}
    barred = {p: "tie" for p in pairs if draw(st.integers(0, 9)) == 0}
    return Problem(tuple(range(merchants)), tuple(range(10, 10 + mentors)),
                   tuple(Candidate(*p, f) for p, f in fits.items() if f), {10: draw(st.integers(0, 2))}, barred,
                   level=draw(st.sampled_from([0, 40, 60, 101])))


def every_assignment(problem):
    options = [[None, *problem.possible[m]] for m in problem.merchants]
    for chosen in product(*options):
        load = {k: chosen.count(k) for k in problem.mentors}
        if all(n <= problem.capacity.get(k, 1) for k, n in load.items()):
            yield [problem.possible[m][k] if k is not None else 0 for m, k in zip(problem.merchants, chosen, strict=True)]


def worth(problem, fits):
    """Larger is better: leximin below the level (0 always counts), then the total."""
    return sorted(f if f == 0 or f < problem.level else 1000 for f in fits), sum(fits)


@settings(max_examples=150, deadline=None)
@given(problems(), st.integers(0, 99))
def test_pairing_equals_brute_force(problem, seed):
    result = solve(problem, seed=seed)
    mine = [result.mentor_of[m].fit if m in result.mentor_of else 0 for m in problem.merchants]
    assert worth(problem, mine) == max(worth(problem, f) for f in every_assignment(problem))
    assert not [p for p in result.pairs if (p.merchant, p.mentor) in problem.barred]
    assert solve(problem, seed=seed).pairs == result.pairs
    assert set(result.unserved) == set(problem.merchants) - set(result.mentor_of)


def test_the_worst_served_come_before_the_total():
    fits = {(1, 10): 100, (1, 11): 50, (2, 10): 50, (2, 11): 5}
    candidates = tuple(Candidate(*p, f) for p, f in fits.items())
    fair = solve(Problem((1, 2), (10, 11), candidates))
    assert [(p.merchant, p.mentor) for p in fair.pairs] == [(1, 11), (2, 10)]
    assert (fair.worst, fair.total) == (50, 100)
    greedy = solve(Problem((1, 2), (10, 11), candidates, level=0))
    assert (greedy.worst, greedy.total) == (5, 105)


def test_each_merchant_left_out_is_told_which_constraint_did_it():
    problem = Problem((1, 2, 3), (10,), (Candidate(1, 10, 80), Candidate(2, 10, 70)), barred={(2, 10): "même employeur"})
    assert solve(problem).unserved == {2: "all_barred", 3: "no_candidate"}
    crowded = Problem((1, 2), (10,), (Candidate(1, 10, 80), Candidate(2, 10, 70)))
    assert solve(crowded).unserved == {2: "capacity"}


def test_what_would_change_a_pair_is_priced():
    problem = Problem((1, 2), (10, 11), (Candidate(1, 10, 90), Candidate(1, 11, 80), Candidate(2, 10, 70)))
    change = solve(problem).change(1)
    assert (change.mentor, change.fit, change.taken_by, change.unserved_change, change.worst_after) == (10, 90, (2,), 1, 0)
    assert solve(problem).change(2) is None


def test_a_pin_holds_and_everybody_else_moves_around_it():
    problem = Problem((1, 2), (10, 11), (Candidate(1, 10, 90), Candidate(1, 11, 10), Candidate(2, 10, 80), Candidate(2, 11, 80)),
                      pinned=((1, 11),))
    assert [(p.merchant, p.mentor) for p in solve(problem).pairs] == [(1, 11), (2, 10)]


@pytest.mark.parametrize(("words", "reason"), [
    ({"pinned": ((1, 10),), "barred": {(1, 10): "tie"}}, "barred"),
    ({"pinned": ((1, 10),), "forbidden": frozenset({(1, 10)})}, "forbidden"),
    ({"pinned": ((1, 12),)}, "unknown"),
    ({"pinned": ((1, 10), (1, 11))}, "twice"),
    ({"pinned": ((1, 10), (2, 10))}, "capacity"),
])
def test_pins_that_cannot_hold_name_the_pair(words, reason):
    candidates = tuple(Candidate(m, k, 50) for m in (1, 2) for k in (10, 11))
    with pytest.raises(Contradiction) as refusal:
        solve(Problem((1, 2), (10, 11), candidates, **words))
    assert (refusal.value.reason, (refusal.value.merchant, refusal.value.mentor) in words["pinned"]) == (reason, True)


def test_an_assignment_without_a_way_out_is_refused():
    with pytest.raises(ValueError):
        assign([[1], [2]])


def test_a_fit_out_of_bounds_is_refused():
    with pytest.raises(ValueError):
        Candidate(1, 2, 0)
