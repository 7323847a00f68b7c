"""The unsolvable pairing names a smallest set of wishes and limits, beside every subset."""
import doctest
import sys
from itertools import combinations

from hypothesis import given, settings

from chalandise.computing.pairing import Candidate, Constraint, Problem, conflict, smallest_conflict
from chalandise.computing.pairing.conflict import constraints_of, relax
from tests.computing.pairing.instances import every_pairing, problems


def test_the_examples_of_the_documentation_hold():
    assert doctest.testmod(sys.modules[conflict.__name__]).failed == 0


def serves_everybody(problem, some):
    relaxed = relax(problem, some)
    return any(len(made) == len(relaxed.merchants) for made in every_pairing(relaxed)
               if set(relaxed.pinned) <= set(made.items()))


@settings(max_examples=60, deadline=None)
@given(problems(most=3))
def test_the_conflict_cannot_hold_and_nothing_smaller_is_one(problem):
    found, everything = smallest_conflict(problem), constraints_of(problem)
    if serves_everybody(problem, everything):
        assert found is None
        return
    assert found.smallest and not serves_everybody(problem, found.members)
    assert [some for some in combinations(everything, len(found.members) - 1) if not serves_everybody(problem, some)] == []


def test_a_merchant_whose_only_mentor_is_kept_for_another_is_told_who_stands_in_the_way():
    problem = Problem((1, 2), (10, 11), tuple(Candidate(m, k, 80) for m in (1, 2) for k in (10, 11)),
                      barred={(2, 11): "same SIREN"}, pinned=((1, 10),))
    assert set(smallest_conflict(problem).members) == {
        Constraint("serve", (2,)), Constraint("barred", (2,), (11,)), Constraint("capacity", (), (10,), 1), Constraint("pin", (1,), (10,))}


def test_pins_that_contradict_each_other_are_a_conflict_too():
    problem = Problem((1, 2), (10,), tuple(Candidate(m, 10, 80) for m in (1, 2)), pinned=((1, 10), (2, 10)))
    found = smallest_conflict(problem).members
    assert Constraint("capacity", (), (10,), 1) in found and len(found) == 3
