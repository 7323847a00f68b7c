"""The engine: criteria in their order whatever is tried first, and certificates that refuse what is not of least cost."""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing.pairing import flow, solve
from chalandise.computing.pairing.flow import Criterion, Infeasible, Network
from tests.computing.pairing.instances import every_pairing, made_by, problems, reached


def network(arcs, capacity):
    row, head, fit = np.array(arcs, dtype=np.int64).T
    heads = len(capacity)
    return Network(int(row.max()) + 1, row.copy(), head.copy(), fit.copy(), np.arange(len(arcs)), np.array(capacity),
                   np.full(heads, -1), np.zeros(heads, dtype=np.int64))


@settings(max_examples=150, deadline=None)
@given(problems(), st.integers(0, 9))
def test_a_bound_that_was_too_hopeful_changes_nothing(problem, seed):
    """Weighing all levels alike is nearly always wrong at first: the certificates must find it out."""
    kept = flow.LIKELY
    flow.LIKELY = 0
    try:
        found = made_by(solve(problem, seed=seed))
    finally:
        flow.LIKELY = kept
    assert reached(problem, found) == max(reached(problem, made) for made in every_pairing(problem))


def test_a_flow_that_is_not_of_least_cost_gets_no_certificate():
    net = network([(0, 0, 9), (0, 1, 5), (1, 0, 5), (1, 1, 9)], [1, 1])
    worse, better = np.array([1, 2]), np.array([0, 3])
    assert flow.tighten(net, 10 - net.fit, worse, 50) is None
    smaller, places = flow.tighten(net, 10 - net.fit, better, 50)
    assert (smaller.key.tolist(), smaller.key[places].tolist()) == ([0, 3], [0, 3])


def test_a_head_that_is_full_in_every_best_flow_is_marked_and_stays_full():
    net = network([(0, 0, 9), (0, 1, 5), (1, 0, 9), (1, 1, 5)], [1, 2])
    smaller, _places = flow.tighten(net, 10 - net.fit, np.array([0, 3]))
    assert (smaller.state[0], len(smaller.row)) == (flow.FULL, 4)
    avoid_0 = Criterion(1, 2, lambda n: (n.head == 0).astype(np.int64))
    assert flow.lexicographic(smaller, [avoid_0]).tolist() in ([0, 3], [1, 2])


def test_a_later_criterion_never_undoes_an_earlier_one():
    net = network([(0, 0, 1), (0, 1, 2), (1, 0, 3), (1, 1, 4)], [2, 2])
    first = Criterion(1, 2, lambda n: (n.head == 0).astype(np.int64))
    second = Criterion(1, 2, lambda n: (n.head == 1).astype(np.int64))
    assert flow.lexicographic(net, [first, second]).tolist() == [1, 3]
    assert flow.lexicographic(net, [second, first]).tolist() == [0, 2]


def test_more_merchants_than_places_is_infeasible():
    with pytest.raises(Infeasible):
        flow.lexicographic(network([(0, 0, 5), (1, 0, 5)], [1]), [flow.total(2)])


def test_the_floor_is_the_highest_fit_that_all_reach():
    net = network([(0, 0, 90), (0, 1, 40), (1, 0, 80), (1, 2, 0), (0, 2, 0)], [1, 1, 2])
    assert sorted(flow.raise_floor(net).fit.tolist()) == [40, 80, 90]
    assert (flow.served(net), flow.served(net, 41)) == (2, 1)
