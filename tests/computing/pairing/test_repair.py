"""Repair beside brute force: as few as possible left out, the fewest pairs undone, then the rule of pairing."""
import doctest
import sys
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing.pairing import Candidate, Moved, Problem, repair, solve
from tests.computing.pairing.instances import every_pairing, made_by, problems, reached


def test_the_examples_of_the_documentation_hold():
    assert doctest.testmod(sys.modules[repair.__module__]).failed == 0


@settings(max_examples=200, deadline=None)
@given(problems(), st.sets(st.integers(10, 13), max_size=2), st.integers(0, 99))
def test_a_repair_is_the_least_disturbing_one(problem, lost, seed):
    before = made_by(solve(problem, seed=seed))
    now = replace(problem.without_mentors(lost), capacity={**problem.capacity, 10: 1}, pinned=())
    found = repair(now, before, seed=seed)

    def order(made):
        undone = sum(made.get(m) != k for m, k in before.items())
        return -(len(now.merchants) - len(made)), -undone, reached(now, made)
    after = made_by(found.result)
    assert order(after) == max(order(made) for made in every_pairing(now))
    assert found.disturbed == -order(after)[1]
    assert found.changed == tuple(Moved(m, before.get(m), after.get(m)) for m in now.merchants if before.get(m) != after.get(m))


def test_a_mentor_who_falls_ill_moves_nobody_else_when_somebody_has_room():
    candidates = tuple(Candidate(m, k, fit) for m, k, fit in [(1, 10, 90), (1, 12, 40), (2, 11, 50), (2, 12, 90), (1, 11, 85)])
    problem = Problem((1, 2), (10, 11, 12), candidates)
    found = repair(problem.without_mentors({10}), {1: 10, 2: 11})
    assert found.changed == (Moved(1, 10, 12),)
    assert solve(problem.without_mentors({10})).total > found.result.total


def test_nothing_lost_changes_nothing():
    problem = Problem((1, 2), (10, 11), tuple(Candidate(m, k, 50 + m * k) for m in (1, 2) for k in (10, 11)))
    assert repair(problem, {1: 11, 2: 10}).changed == ()
