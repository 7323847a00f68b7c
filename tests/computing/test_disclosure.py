"""No combination of what was published speaks of fewer than five shops."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.disclosure import LEAST, atoms, isolated, may_publish

GROUPS = st.lists(st.frozensets(st.integers(0, 29)), max_size=5)
# Groups made of blocks of shops that go together, so that many of them may be published.
BLOCKS = st.lists(st.frozensets(st.integers(0, 5)).map(lambda blocks: frozenset(6 * b + n for b in blocks for n in range(6))), max_size=5)


@given(GROUPS)
def test_atoms_share_the_shops_between_them(groups):
    found = atoms(groups)
    every = [shop for part in found for shop in part]
    assert sorted(every) == sorted(frozenset().union(*groups))
    for part in found:
        for group in groups:
            assert part <= group or not part & group


@given(st.one_of(GROUPS, BLOCKS), st.lists(st.integers(-3, 3), min_size=5, max_size=5))
def test_no_sum_or_difference_of_what_may_be_published_speaks_of_fewer_than_five_shops(groups, weights):
    if not may_publish(groups[:-1], groups[-1:]):
        return
    sums = np.zeros(36)
    for group, weight in zip(groups, weights, strict=False):
        sums[list(group)] += weight
    spoken = int((sums != 0).sum())
    assert spoken == 0 or spoken >= LEAST


@given(GROUPS, st.data())
def test_no_intersection_nor_remainder_either(groups, data):
    if not may_publish([], groups):
        return
    for _ in range(4):
        mine = [data.draw(st.sampled_from(groups)) for _ in range(2)] if groups else [frozenset(), frozenset()]
        for rest in (mine[0] & mine[1], mine[0] - mine[1], mine[0] | mine[1], mine[0] ^ mine[1]):
            assert not rest or len(rest) >= LEAST


@given(GROUPS, GROUPS)
def test_what_may_be_published_at_last_could_be_published_on_the_way(published, fresh):
    if may_publish(published, fresh):
        assert may_publish([], published)


@given(GROUPS)
def test_the_same_groups_again_isolate_nobody_new(groups):
    assert isolated(groups, groups) == isolated([], groups)


def test_a_shop_that_joins_or_leaves_would_be_read_by_difference():
    twelve = set(range(12))
    assert isolated([twelve], [twelve | {12}]) == {12}
    assert isolated([twelve], [twelve - {3}]) == {3}
    assert may_publish([twelve], [twelve | set(range(12, 17))])
    assert not may_publish([], [set(range(4))])


def test_all_less_a_kind_leaves_a_few():
    everybody, kind = set(range(12)), set(range(8))
    assert isolated([everybody], [kind]) == {8, 9, 10, 11}
    assert may_publish([everybody], [set(range(7))])


def test_at_least_one_shop():
    with pytest.raises(ValueError):
        isolated([], [], least=0)
