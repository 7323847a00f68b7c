"""The imputation equals a dense least squares, for one deal and for many, with holes."""
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing.effects import NEVER, imputation
from tests.computing.effects.panels import asked


def by_least_squares(outcome, seen, starts, horizon):
    """Two-way effects fitted on untreated cells with dummies, the mean gap on treated ones (None without any)."""
    rows = np.flatnonzero(starts >= 0)
    outcome, seen, starts = outcome[rows], seen[rows], starts[rows]
    n, periods = outcome.shape
    time = np.arange(periods)
    free = seen & (time < starts[:, None])
    design = np.zeros((n * periods, n + periods))
    design[np.arange(n * periods), np.repeat(np.arange(n), periods)] = 1
    design[np.arange(n * periods), n + np.tile(time, n)] = 1
    fitted = design @ np.linalg.lstsq(design[free.ravel()], outcome.ravel()[free.ravel()], rcond=None)[0]
    used = seen & (time >= starts[:, None]) & (time < starts[:, None] + horizon) & free.any(1)[:, None]
    return (outcome - fitted.reshape(n, periods))[used].mean() if used.any() else None


def panel(seed, holes):
    random = np.random.default_rng(seed)
    n, periods = 14, 12
    outcome, seen = random.normal(size=(n, periods)), random.random((n, periods)) >= holes
    seen[-2:] = True  # two shops always seen keep the panel in one piece
    starts = np.full((5, n), NEVER, dtype=np.int64)
    starts[:, :6] = random.integers(2, periods, (5, 6))
    starts[:, 6] = -1
    return outcome, seen, starts


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.15, 0.3]), st.integers(1, 12))
def test_each_deal_equals_least_squares_on_the_untreated_cells(seed, holes, horizon):
    outcome, seen, starts = panel(seed, holes)
    expected = [by_least_squares(outcome, seen, s, horizon) for s in starts]
    np.testing.assert_allclose(imputation.staggered(outcome, seen, starts, horizon), np.array(expected, dtype=float), atol=1e-6)
    rows = starts[0] >= 0
    np.testing.assert_allclose(imputation.effect(outcome[rows], seen[rows], starts[0][rows], horizon), expected[0], atol=1e-6)


def test_chunks_change_nothing(monkeypatch):
    outcome, seen, starts = panel(4, 0.2)
    rows = starts[0] >= 0
    whole = imputation.effect(outcome[rows], seen[rows], starts[0][rows], 5), imputation.staggered(outcome, seen, starts, 5)
    monkeypatch.setattr(imputation, "CHUNK", 3)
    monkeypatch.setattr(imputation, "DEALS", 2)
    np.testing.assert_allclose(imputation.effect(outcome[rows], seen[rows], starts[0][rows], 5), whole[0])
    np.testing.assert_allclose(imputation.staggered(outcome, seen, starts, 5), whole[1])


def test_the_year_before_takes_away_each_shop_s_own_season():
    problem = asked(1, noise=0.0)
    seen = np.ones_like(problem.outcome, dtype=bool)
    starts = np.array([problem.starts.get(s, NEVER) for s in problem.shops])
    change, known, moved = imputation.year_on_year(problem.outcome, seen, starts[None], 52)
    assert abs(imputation.staggered(change, known, moved, 52)[0]) < 1e-8
    assert abs(imputation.staggered(problem.outcome, seen, starts[None], 52)[0]) > 1e-3


def test_a_start_in_the_first_year_imputes_nothing_year_on_year():
    outcome, seen = np.zeros((3, 60)), np.ones((3, 60), dtype=bool)
    change, known, moved = imputation.year_on_year(outcome, seen, np.array([[NEVER, NEVER, 20]]), 52)
    assert moved.tolist() == [[NEVER, NEVER, 0]]
    assert np.isnan(imputation.staggered(change, known, moved, 52)[0])


def test_leads_show_a_trend_that_was_there_before():
    random = np.random.default_rng(2)
    outcome, seen = random.normal(0, 0.01, (20, 40)), np.ones((20, 40), dtype=bool)
    starts = np.full((1, 20), NEVER, dtype=np.int64)
    starts[0, :5] = 30
    outcome[:5, 26:] += 0.5
    sums, cells = imputation.event_sums(outcome, seen, starts, 3, 4)
    np.testing.assert_allclose(sums[0] / cells[0], 0.5, atol=0.03)
    assert cells.tolist() == [[5.0] * 7]
