"""Synthetic controls on a block find the mixture that made it; incomplete blocks are refused."""
import numpy as np
import pytest

from chalandise.computing.effects.synthetic import Block, differences, synthetic_control, synthetic_did, with_predictors


def mixture(effect=2.0, level=0.0):
    """Ten rows over thirty periods, the last one 0.7 of the first and 0.3 of the second, plus an effect from period 20 on."""
    rows = np.cumsum(np.random.default_rng(0).normal(size=(10, 30)), 1)
    mine = 0.7 * rows[0] + 0.3 * rows[1] + level
    mine[20:] += effect
    return Block(np.vstack([rows, mine]), 10, 20)


def test_synthetic_control_finds_the_mixture():
    fit = synthetic_control(mixture())
    np.testing.assert_allclose(fit.rows[:2], [0.7, 0.3], atol=1e-3)
    assert abs(fit.effect - 2) < 1e-2


def test_synthetic_did_does_not_mind_a_level_and_synthetic_control_does():
    assert abs(synthetic_did(mixture(level=50)).effect - synthetic_did(mixture()).effect) < 1e-6
    assert abs(synthetic_control(mixture(level=50)).effect - 2) > 10


def test_weights_sum_to_one_on_rows_and_periods():
    fit = synthetic_did(mixture())
    assert np.isclose(fit.rows.sum(), 1) and np.isclose(fit.periods.sum(), 1)
    assert np.allclose(differences(mixture()).rows, 0.1)


def test_predictors_find_the_mixture_too():
    block = mixture()
    past = block.outcome[:, :20].T
    features = np.random.default_rng(1).normal(size=(4, 10))
    weights = with_predictors(features, features @ np.array([0.7, 0.3] + [0] * 8), past[:, :10], past[:, 10])
    np.testing.assert_allclose(weights[:2], [0.7, 0.3], atol=1e-2)


@pytest.mark.parametrize(("compared", "before"), [(0, 5), (11, 5), (10, 0), (10, 30)])
def test_a_block_without_one_of_its_sides_is_refused(compared, before):
    with pytest.raises(ValueError, match="needs"):
        Block(mixture().outcome, compared, before)


def test_a_block_with_a_hole_is_refused():
    outcome = mixture().outcome.copy()
    outcome[2, 3] = np.nan
    with pytest.raises(ValueError, match="complete"):
        Block(outcome, 10, 20)
