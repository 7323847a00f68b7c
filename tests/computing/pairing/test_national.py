"""The rule on arrays beside the season's solver and brute force; rivals parted; what makes no sense refused."""
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing.pairing import national, parting, solve
from chalandise.computing.pairing.national import Country
from tests.computing.pairing.instances import every_pairing, fits_of, problems, reached


def country_of(problem):
    arcs = [(problem.merchants.index(m), problem.mentors.index(k), fit) for m in problem.merchants for k, fit in problem.possible[m].items()]
    row, mentor, fit = np.array(arcs, dtype=np.int64).reshape(-1, 3).T
    return Country(np.searchsorted(row, np.arange(len(problem.merchants) + 1)), mentor, fit,
                   np.array([problem.places(k) for k in problem.mentors]), problem.level,
                   np.array(sorted(problem.rivals), dtype=np.int64).reshape(-1, 2))


def made_by(problem, matching):
    return {m: problem.mentors[k] for m, k in zip(problem.merchants, matching.mentors.tolist(), strict=True) if k >= 0}


@settings(max_examples=200, deadline=None)
@given(problems(), st.integers(0, 99))
def test_leximin_on_arrays_equals_the_season_when_nobody_competes(problem, seed):
    problem = replace(problem, competitors=frozenset(), pinned=())
    found = national.solve(country_of(problem), seed=seed)
    assert reached(problem, made_by(problem, found)) == reached(problem, {p.merchant: p.mentor for p in solve(problem).pairs})
    assert (found.gap, found.unserved, found.total) == (0.0, found.fits.tolist().count(0), sum(found.fits))
    assert national.solve(country_of(problem), seed=seed).chosen.tolist() == found.chosen.tolist()


@settings(max_examples=200, deadline=None)
@given(problems())
def test_max_min_and_total_equal_brute_force(problem):
    problem = replace(problem, competitors=frozenset(), pinned=())
    everything = [sorted(fits_of(problem, made)) for made in every_pairing(problem)]
    worst = national.solve(country_of(problem), rule="worst")
    assert (worst.unserved, -worst.worst, -worst.total) == min(
        (fits.count(0), -min((f for f in fits if f), default=0), -sum(fits)) for fits in everything)
    total = national.solve(country_of(problem), rule="total")
    assert (total.unserved, -total.total) == min((fits.count(0), -sum(fits)) for fits in everything)


@settings(max_examples=200, deadline=None)
@given(problems())
def test_rivals_are_parted_and_the_gap_bounds_what_it_cost(problem):
    problem = replace(problem, pinned=())
    found = national.solve(country_of(problem))
    made, exact = made_by(problem, found), solve(problem)
    assert made in list(every_pairing(problem))
    assert found.clashes.tolist() == []
    assert reached(problem, made) <= reached(problem, {p.merchant: p.mentor for p in exact.pairs})
    relaxed = made_by(problem, replace(found, chosen=found.relaxed))
    assert reached(problem, {p.merchant: p.mentor for p in exact.pairs}) <= reached(problem, relaxed)
    assert found.unserved == len(exact.unserved)


@settings(max_examples=100, deadline=None)
@given(problems())
def test_where_the_country_is_too_large_to_be_solved_whole_rivals_are_parted_all_the_same(problem):
    problem, kept = replace(problem, pinned=()), parting.SMALL
    parting.SMALL = 0
    try:
        found = national.solve(country_of(problem))
    finally:
        parting.SMALL = kept
    assert made_by(problem, found) in list(every_pairing(problem))


def test_rivals_of_one_group_are_held_inside_the_network():
    trio = Country(np.array([0, 2, 4, 6]), np.array([0, 1] * 3), np.array([90, 50] * 3), np.array([3, 3]), rivals=np.array([[0, 1], [1, 2], [0, 2]]))
    found = national.solve(trio)
    assert (sorted(found.fits.tolist()), found.gap) == ([0, 50, 90], 0.0)


def test_rivals_of_two_groups_are_parted_by_a_repair():
    chain = Country(np.array([0, 2, 4, 6]), np.array([0, 1] * 3), np.array([90, 50] * 3), np.array([3, 3]), rivals=np.array([[0, 1], [1, 2]]))
    found = national.solve(chain)
    assert (sorted(found.fits.tolist()), found.unserved, found.clashes.tolist()) == ([50, 90, 90], 0, [])


def test_an_empty_country_has_nobody_to_serve():
    found = national.solve(Country(np.array([0]), np.array([], dtype=np.int64), np.array([], dtype=np.int64), np.array([], dtype=np.int64)))
    assert (found.total, found.unserved, found.worst, found.gap) == (0, 0, 0, 0.0)


@pytest.mark.parametrize("wrong", [
    {"start": np.array([0, 1])}, {"start": np.array([1, 2])}, {"start": np.array([0, 3, 2])}, {"mentor": np.array([0, 2])},
    {"mentor": np.array([0, 0])}, {"fit": np.array([0, 5])}, {"fit": np.array([101, 5])}, {"fit": np.array([5])},
    {"capacity": np.array([1, -1])}, {"rivals": np.array([[0, 1]])}, {"rivals": np.array([0, 0])},
])
def test_arrays_that_do_not_fit_together_are_refused(wrong):
    good = {"start": np.array([0, 2]), "mentor": np.array([0, 1]), "fit": np.array([50, 60]), "capacity": np.array([1, 1])}
    with pytest.raises(ValueError):
        Country(**{**good, **wrong})
