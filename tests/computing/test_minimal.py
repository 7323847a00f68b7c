"""Smallest conflicts: irreducible, and really the smallest, beside every subset."""
import doctest
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing import minimal
from chalandise.computing.minimal import irreducible, smallest

FAMILIES = st.lists(st.frozensets(st.integers(0, 6), max_size=4), max_size=5)


def test_the_examples_of_the_documentation_hold():
    assert doctest.testmod(minimal).failed == 0


def holds_unless(conflicts):
    return lambda some: not any(conflict <= set(some) for conflict in conflicts)


@settings(max_examples=200, deadline=None)
@given(FAMILIES)
def test_an_irreducible_conflict_needs_each_of_its_members(conflicts):
    holds = holds_unless(conflicts)
    found = irreducible(range(7), holds)
    if holds(range(7)):
        assert found is None
        return
    assert not holds(found.members)
    assert all(holds([m for m in found.members if m != gone]) for gone in found.members)


@settings(max_examples=200, deadline=None)
@given(FAMILIES)
def test_a_smallest_conflict_has_the_fewest_members_of_all(conflicts):
    holds = holds_unless(conflicts)
    found = smallest(range(7), holds)
    sizes = [n for n in range(8) for some in combinations(range(7), n) if not holds(some)]
    assert (len(found.members) if found else None) == min(sizes, default=None)
    assert found is None or (found.smallest and not holds(found.members))


def test_tests_that_run_out_leave_an_irreducible_conflict_that_does_not_pretend():
    holds = holds_unless([{0, 1, 2}, {3, 6}])
    found = smallest(range(7), holds, limit=1)
    assert (found.members, found.smallest) == ((0, 1, 2), False)
    assert smallest(range(7), holds).members == (3, 6)
