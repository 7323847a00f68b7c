"""Variances: what the differences are made of comes back, and nothing is made up where there is none."""
import numpy as np
import pytest

from chalandise.computing.variances import Shares, shares_of


def test_the_three_variances_come_back():
    chance, found = np.random.default_rng(3), []
    for _n in range(30):
        quality, severity = chance.normal(0, 0.5, (40, 1)), chance.normal(0, 0.4, (1, 12))
        there = (chance.random((40, 12)) < 0.4).astype(float)
        found.append(shares_of(there * (2 + quality + severity + chance.normal(0, 0.3, (40, 12))), there))
    assert np.mean([f.submissions for f in found]) == pytest.approx(0.25, rel=0.15)
    assert np.mean([f.reviewers for f in found]) == pytest.approx(0.16, rel=0.25)
    assert np.mean([f.noise for f in found]) == pytest.approx(0.09, rel=0.05)


def test_without_any_severity_its_share_is_nearly_nothing():
    chance = np.random.default_rng(11)
    given = 2 + chance.normal(0, 0.6, (60, 1)) + chance.normal(0, 0.2, (60, 8))
    assert shares_of(given, np.ones_like(given)).percents[1] <= 3


def test_the_shares_are_percents_of_the_whole():
    assert Shares(0.25, 0.16, 0.09).percents == (50, 32, 18)
