"""Group-time effects: the aggregate over many deals, and what is refused."""
import numpy as np
import pytest

from chalandise.computing.effects import NEVER
from chalandise.computing.effects.groups import Groups, staggered


def panel():
    random = np.random.default_rng(5)
    outcome, starts = random.normal(size=(12, 8)), np.full(12, NEVER, dtype=np.int64)
    starts[:3], starts[3:5] = 4, 6
    return outcome, starts


def test_many_deals_give_the_simple_aggregate_of_each():
    outcome, starts = panel()
    other = np.roll(starts, 4)
    found = staggered(outcome, np.ones_like(outcome, dtype=bool), np.array([starts, other]), 8)
    np.testing.assert_allclose(found, [Groups(outcome, s).simple.value for s in (starts, other)])


def test_a_hole_takes_away_its_own_cell_only():
    outcome, starts = panel()
    seen = np.ones_like(outcome, dtype=bool)
    seen[0, 5] = False
    cells = [(4, t, n) for n in range(3) for t in range(4, 8) if (n, t) != (0, 5)] + [(6, t, n) for n in (3, 4) for t in (6, 7)]
    gaps = [outcome[n, t] - outcome[n, g - 1] - (outcome[5:, t] - outcome[5:, g - 1]).mean() for g, t, n in cells]
    np.testing.assert_allclose(staggered(outcome, seen, starts[None], 8), [np.mean(gaps)])


def test_a_panel_with_holes_or_without_comparison_is_refused():
    outcome, starts = panel()
    with pytest.raises(ValueError, match="complete"):
        Groups(np.where(outcome > 2, np.nan, outcome) * np.nan, starts)
    with pytest.raises(ValueError, match="nobody"):
        Groups(outcome, np.full(12, 3))
