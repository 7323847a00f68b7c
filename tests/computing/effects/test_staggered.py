"""Staggered synthetic difference-in-differences: the published form start by start, indifferent to levels, weeks and who asks with it."""
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing.effects import NEVER, staggered
from chalandise.computing.effects.staggered import Levels
from chalandise.computing.effects.synthetic import Block, synthetic_did
from tests.computing.effects.panels import logs

HORIZON = 20


def drawn(seed, shops=24, weeks=60):
    random = np.random.default_rng(seed)
    outcome = logs(random, shops, weeks)
    starts = np.full(shops, NEVER, dtype=np.int64)
    starts[:6] = random.choice([35, 40, 50], 6)
    return outcome, starts


def effect(outcome, starts, seen=None, **more):
    seen = np.ones_like(outcome, dtype=bool) if seen is None else seen
    return float(staggered.paths(Levels.of(outcome, seen, starts), starts[None], HORIZON, **more).effects[0])


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000))
def test_it_is_the_published_form_start_by_start_by_treated_cells(seed):
    outcome, starts = drawn(seed)
    total = cells = 0.0
    for start in set(starts[:6].tolist()):
        mine, last = np.flatnonzero(starts == start), min(start + HORIZON, 60)
        fit = synthetic_did(Block(np.vstack([outcome[6:, :last], outcome[mine, :last]]), 18, start))
        total, cells = total + fit.effect * len(mine) * (last - start), cells + len(mine) * (last - start)
    assert abs(effect(outcome, starts, steps=(5_000, 5_000)) - total / cells) < 1e-4


def test_levels_of_shops_and_weeks_change_nothing():
    outcome, starts = drawn(1)
    random = np.random.default_rng(2)
    levels = random.normal(0, 3, (24, 1))
    assert abs(effect(outcome + levels, starts) - effect(outcome, starts)) < 1e-6
    # Weeks only enter through the noise that sets the ridge.
    assert abs(effect(outcome + random.normal(0, 0.01, 60), starts) - effect(outcome, starts)) < 1e-3


def test_an_effect_moves_the_estimate_by_exactly_itself():
    outcome, starts = drawn(3)
    treated = outcome + np.where(np.arange(60) >= starts[:, None], np.log(1.08), 0)
    assert abs(effect(treated, starts) - effect(outcome, starts) - np.log(1.08)) < 1e-9


def test_many_deals_are_each_what_it_is_alone(monkeypatch):
    outcome, starts = drawn(4)
    deals = np.array([np.random.default_rng(n).permutation(starts) for n in range(9)])
    deals[3, np.flatnonzero(deals[3] == NEVER)[0]] = -1
    levels = Levels.of(outcome, np.ones_like(outcome, dtype=bool), np.full(24, NEVER))
    together = staggered.paths(levels, deals, HORIZON, steps=(2_000, 2_000)).effects
    monkeypatch.setattr(staggered, "DEALS", 2)
    np.testing.assert_allclose(staggered.paths(levels, deals, HORIZON, steps=(2_000, 2_000)).effects, together, atol=1e-5)


def test_a_left_out_shop_has_no_say():
    outcome, starts = drawn(5)
    starts[10] = -1
    changed = outcome.copy()
    changed[10] += np.random.default_rng(1).normal(size=60)
    assert abs(effect(changed, starts, steps=(2_000, 2_000)) - effect(outcome, starts, steps=(2_000, 2_000))) < 1e-6


def test_holes_leave_an_estimate_near_the_complete_one():
    outcome, starts = drawn(6, shops=60, weeks=80)
    seen = np.random.default_rng(1).random(outcome.shape) > 0.3
    holed = np.where(seen, outcome, 1e6)
    assert abs(effect(holed, starts, seen) - effect(outcome, starts)) < 0.05


def test_the_course_holds_the_effect_and_what_came_before():
    outcome, starts = drawn(7)
    outcome = outcome + np.where(np.arange(60) >= starts[:, None], 1.0, 0)
    paths = staggered.paths(Levels.of(outcome, np.ones_like(outcome, dtype=bool), starts), starts[None], HORIZON, lead=10)
    gaps = paths.gaps[0] / paths.cells[0]
    assert gaps.shape == (30,) and abs(gaps[:10]).max() < 0.3 and gaps[10:].min() > 0.7
    assert paths.cells[0, :10].tolist() == [6.0] * 10
