"""Intervals beside sets of whole numbers."""
import doctest

from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.slots import intervals
from chalandise.computing.slots.intervals import both, inside, union, without

SOME = st.lists(st.tuples(st.integers(-3, 12), st.integers(-3, 12)), max_size=5)


def test_the_examples_of_the_documentation_hold():
    assert doctest.testmod(intervals).failed == 0


def numbers(some):
    return {n for first, after in some for n in range(first, after)}


@given(SOME, SOME, st.integers(-3, 12), st.integers(0, 6))
def test_intervals_are_sets_of_numbers(some, others, first, length):
    one, other = union(some), union(others)
    assert numbers(one) == numbers(some)
    assert all(a < b for a, b in one) and all(b < c for (_a, b), (c, _d) in zip(one, one[1:], strict=False))
    assert numbers(both(one, other)) == numbers(some) & numbers(others)
    assert numbers(without(one, other)) == numbers(some) - numbers(others)
    assert inside(first, first + length, one) == len(numbers(one) & set(range(first, first + length)))
