"""Placebo deals: as many shops as acted, of like season, the same for the same seed."""
from dataclasses import replace

import numpy as np
import pytest

from chalandise.computing.effects import NEVER, solve
from chalandise.computing.effects.deals import deal, deal_among, seasons
from chalandise.computing.effects.screen import screen
from tests.computing.effects.panels import asked


def cut_of(**more):
    return screen(asked(**more))[0]


def test_each_deal_gives_every_start_once_to_shops_where_nothing_was_done():
    cut = cut_of()
    dealt = deal(cut, 50, seed=3)
    assert dealt.starts.shape == (50, 30) and dealt.dealt == dealt.treated == 10 and dealt.compared == 30
    given = sorted(cut.starts[cut.treated].tolist())
    assert all(sorted(row[row != NEVER].tolist()) == given for row in dealt.starts)


def test_the_same_seed_deals_the_same_and_another_otherwise():
    cut = cut_of()
    assert (deal(cut, 20, 1).starts == deal(cut, 20, 1).starts).all()
    assert (deal(cut, 20, 1).starts != deal(cut, 20, 2).starts).any()


def test_every_comparison_shop_can_be_dealt():
    assert ((deal(cut_of(), 400, 5).starts != NEVER).sum(0) > 0).all()


def test_gift_shops_are_dealt_among_gift_shops():
    problem = asked(shops=60, treated=10, noise=0.02)
    height = np.log(problem.takings[:, 51] / problem.takings[:, 40])
    order = np.concatenate([np.argsort(-height)[:10], np.argsort(-height)[10:]])
    cut = screen(type(problem)(problem.shops, problem.takings[order], problem.starts))[0]
    score = seasons(cut)
    assert abs(np.corrcoef(score, height[order])[0, 1]) > 0.95
    dealt = deal(cut, 200, 1)
    share = (dealt.starts != NEVER).mean(0)
    highest = np.argsort(-height[order][10:])[:25]
    assert share[highest].sum() > 0.75 * share.sum()


def test_a_season_that_no_comparison_shop_shares_is_told():
    problem = asked(shops=90, treated=20, noise=0.02)
    height = np.log(problem.takings[:, 51] / problem.takings[:, 40])
    alone = type(problem)(problem.shops, problem.takings[np.argsort(-height)], problem.starts)
    assert deal(screen(alone)[0], 5, 1).alone > 15 and deal(screen(problem)[0], 5, 1).alone < 2
    codes = [[r.code for r in solve(p, seed=1, deals=5, checks=False).reasons] for p in (alone, problem)]
    assert ["season_alone" in c for c in codes] == [True, False]


def test_half_of_a_season_s_shops_are_dealt_at_most_and_the_spread_is_brought_back_to_the_size_of_the_true_groups():
    dealt = deal(cut_of(treated=18, shops=40), 30, 1)
    assert dealt.dealt == 11 and dealt.treated == 18 and dealt.compared == 22
    np.testing.assert_allclose(dealt.scale, np.sqrt((1 / 18 + 1 / 22) / (1 / 11 + 1 / 11)))


def test_a_season_s_treated_shops_are_not_dealt_in_another_season():
    pool, score = np.arange(70.0), np.full(10, 69.0)
    dealt = deal_among(pool, score, np.arange(10) + 60, 40, 1, compared=70)
    assert dealt.groups == ((14, 0), (14, 0), (14, 0), (14, 0), (14, 7))
    assert (dealt.starts[:, :56] == NEVER).all() and dealt.alone == 0
    assert sorted(dealt.starts[0][dealt.starts[0] != NEVER].tolist()) == [60, 62, 63, 64, 66, 68, 69]


def test_the_freedom_rests_on_the_shops_and_on_the_deals():
    """One stratum of n shops under a normal law: n − 1; several of equal size: the sum; deals add their own uncertainty."""
    def freedom(groups, many=10**9, tails=3.0):
        return replace(deal(cut_of(), 2, 1), starts=np.broadcast_to(0, (many, 30)), groups=groups, tails=tails).freedom

    assert freedom(((20, 10),)) == pytest.approx(19)
    assert freedom(((16, 4),) * 5) == pytest.approx(75)
    assert freedom(((16, 8), (16, 0), (16, 0))) == pytest.approx(15)
    assert freedom(((20, 10),), many=19) == pytest.approx(9.5)
    assert freedom(((80, 20),), tails=9.0) == pytest.approx(160 / (9 - 77 / 79))


def test_shops_that_go_far_from_the_others_lower_the_freedom():
    problem = asked(shops=90, treated=10)
    takings = problem.takings.copy()
    takings[88:, 100:] *= 3
    wild = type(problem)(problem.shops, takings, problem.starts)
    calm, far = (deal(screen(p)[0], 99, 1) for p in (problem, wild))
    assert calm.tails < 5 < far.tails and far.freedom < calm.freedom / 2
