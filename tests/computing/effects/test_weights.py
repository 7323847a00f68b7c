"""Weights on the simplex: optimal, the same for many as for one."""
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing.effects.weights import published_walk, simplex


def programmes(seed, size, many, own):
    random = np.random.default_rng(seed)
    root = random.normal(size=(many if own else 1, size + 3, size))
    hessian = root.transpose(0, 2, 1) @ root
    return (hessian if own else hessian[0]), random.normal(size=(many, size)) * 3, random.random((many, size)) < 0.7


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 6), st.booleans())
def test_weights_are_positive_sum_to_one_and_no_move_is_better(seed, size, many, own):
    hessian, slope, allowed = programmes(seed, size, many, own)
    allowed[:, 0] = True
    found = simplex(hessian, slope, allowed, steps=5_000, tolerance=1e-10)
    gradient = (np.einsum("bij,bj->bi", hessian, found) if own else found @ hessian) - slope
    best = np.where(allowed, gradient, np.inf).min(1)
    assert (found >= 0).all() and np.allclose(found.sum(1), 1) and not found[~allowed].any()
    assert (np.where(found > 1e-9, gradient, -np.inf).max(1) - best <= 1e-6).all()


def test_many_problems_at_once_are_solved_as_one_by_one():
    hessian, slope, allowed = programmes(3, 9, 40, own=True)
    allowed[:, 0] = True
    together = simplex(hessian, slope, allowed)
    alone = [simplex(hessian[n:n + 1], slope[n:n + 1], allowed[n:n + 1])[0] for n in range(40)]
    np.testing.assert_allclose(together, alone, atol=1e-7)


def test_a_single_allowed_coordinate_takes_all():
    assert simplex(np.eye(3), np.array([[5.0, 0, 0]]), np.array([[False, True, False]])).tolist() == [[0, 1, 0]]


def test_the_published_walk_reaches_an_optimum_that_is_not_flat():
    random = np.random.default_rng(1)
    columns, target = random.normal(size=(30, 5)), random.normal(size=30)
    exact = simplex(columns.T @ columns + np.eye(5), (columns.T @ target)[None], np.ones((1, 5), dtype=bool), steps=5_000)[0]
    np.testing.assert_allclose(published_walk(columns, target, 1.0, 1e-14), exact, atol=2e-3)
