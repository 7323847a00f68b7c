"""Placebo deals: as many shops as acted, of like season, the same for the same seed."""
import numpy as np

from chalandise.computing.effects import NEVER, solve
from chalandise.computing.effects.deals import deal, seasons
from chalandise.computing.effects.screen import screen
from tests.computing.effects.panels import asked


def cut_of(**more):
    return screen(asked(**more))[0]


def test_each_deal_gives_every_start_once_to_shops_where_nothing_was_done():
    cut = cut_of()
    dealt = deal(cut, 50, seed=3)
    assert dealt.starts.shape == (50, 30) and dealt.dealt == dealt.treated == 10 and dealt.scale == 1
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


def test_a_season_that_few_comparison_shops_share_is_told():
    problem = asked(shops=90, treated=20, noise=0.02)
    height = np.log(problem.takings[:, 51] / problem.takings[:, 40])
    alone = type(problem)(problem.shops, problem.takings[np.argsort(-height)], problem.starts)
    assert deal(screen(alone)[0], 5, 1).strayed > 4 and deal(screen(problem)[0], 5, 1).strayed == 0
    codes = [[r.code for r in solve(p, seed=1, deals=5, checks=False).reasons] for p in (alone, problem)]
    assert ["season_alone" in c for c in codes] == [True, False]


def test_with_too_few_comparison_shops_half_of_them_are_dealt_and_the_spread_is_brought_back():
    dealt = deal(cut_of(treated=18, shops=40), 30, 1)
    assert dealt.dealt == 11 and dealt.treated == 18
    np.testing.assert_allclose(dealt.scale, np.sqrt((1 / 18 + 1 / 22) / (1 / 11 + 1 / 22)))
