"""Pairing: equal to brute force in leximin order up to the level, then in total, then by the draw; every rule holds."""
import doctest
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing.pairing import Candidate, Constraint, Contradiction, Problem, season, solve
from chalandise.computing.pairing.network import cliques
from tests.computing.pairing.instances import every_pairing, made_by, problems, reached


def test_the_examples_of_the_documentation_hold():
    assert doctest.testmod(season).failed == 0


@settings(max_examples=300, deadline=None)
@given(problems(), st.integers(0, 99))
def test_pairing_equals_brute_force(problem, seed):
    result = solve(problem, seed=seed)
    everything = list(every_pairing(problem))
    best = max(reached(problem, made) for made in everything)
    assert reached(problem, made_by(result)) == best
    assert made_by(result) in everything  # no bar, no refusal, no full mentor, no rivals together, pins kept
    equal = [made for made in everything if reached(problem, made) == best]
    assert made_by(result) == min(equal, key=lambda made: sum(result.draw[pair] for pair in made.items()))
    assert result.proven
    assert solve(problem, seed=seed).pairs == result.pairs
    assert set(result.unserved) == set(problem.merchants) - set(result.mentor_of)


def test_the_worst_served_come_before_the_total():
    fits = {(1, 10): 100, (1, 11): 50, (2, 10): 50, (2, 11): 5}
    candidates = tuple(Candidate(*p, f) for p, f in fits.items())
    fair = solve(Problem((1, 2), (10, 11), candidates))
    assert [(p.merchant, p.mentor) for p in fair.pairs] == [(1, 11), (2, 10)]
    assert (fair.worst, fair.total, fair.below) == (50, 100, {50: 2})
    greedy = solve(Problem((1, 2), (10, 11), candidates, level=0))
    assert (greedy.worst, greedy.total, greedy.below) == (5, 105, {})


def test_equal_pairings_come_out_about_equally_often():
    problem = Problem((1, 2, 3), (10, 11, 12), tuple(Candidate(m, k, 80) for m in (1, 2, 3) for k in (10, 11, 12)))
    seen = Counter(tuple(p.mentor for p in solve(problem, seed=seed).pairs) for seed in range(600))
    assert (len(seen), sum(seen.values())) == (6, 600)
    assert min(seen.values()) > 60  # 100 each if even; the seeds are fixed, so is the count


def test_direct_competitors_do_not_share_a_mentor_unless_both_accept():
    candidates = tuple(Candidate(m, k, 90 if k == 10 else 40) for m in (1, 2) for k in (10, 11))
    problem = Problem((1, 2), (10, 11), candidates, {10: 2}, competitors=frozenset({(2, 1)}))
    assert sorted(p.fit for p in solve(problem).pairs) == [40, 90]
    assert sorted(p.fit for p in solve(replace(problem, accepting=frozenset({1}))).pairs) == [40, 90]
    assert [p.fit for p in solve(replace(problem, accepting=frozenset({1, 2}))).pairs] == [90, 90]


def test_a_search_cut_short_still_parts_the_rivals_and_says_that_it_is_not_proven():
    merchants, mentors = tuple(range(7)), (100, 101, 102)
    ring = frozenset((m, (m + 1) % 7) for m in merchants)
    problem = Problem(merchants, mentors, tuple(Candidate(m, k, 90 if k == 100 else 50) for m in merchants for k in mentors),
                      dict.fromkeys(mentors, 7), competitors=ring)
    cut = solve(problem, limit=1)
    made = made_by(cut)
    assert (cut.proven, [pair for pair in ring if made[pair[0]] == made[pair[1]]]) == (False, [])
    assert cut.worth <= solve(problem).worth <= cut.bound
    assert (cut.bound[-1], cut.gap) == (510, (510 - cut.total) / 510)


def test_each_merchant_left_out_is_told_which_constraint_did_it():
    problem = Problem((1, 2, 3), (10,), (Candidate(1, 10, 80), Candidate(2, 10, 70)), barred={(2, 10): "même employeur"})
    assert solve(problem).unserved == {2: "all_barred", 3: "no_candidate"}
    crowded = Problem((1, 2), (10,), (Candidate(1, 10, 80), Candidate(2, 10, 70)))
    assert solve(crowded).unserved == {2: "capacity"}
    assert solve(replace(crowded, capacity={10: 2}, competitors=frozenset({(1, 2)}))).unserved == {2: "rivals"}


def test_what_would_change_a_pair_is_priced():
    problem = Problem((1, 2), (10, 11), (Candidate(1, 10, 90), Candidate(1, 11, 80), Candidate(2, 10, 70)))
    change = solve(problem).change(1)
    assert (change.mentor, change.fit, change.taken_by, change.unserved_change, change.worst_after) == (10, 90, (2,), 1, 0)
    assert solve(problem).change(2) is None


def test_a_pin_holds_and_everybody_else_moves_around_it():
    problem = Problem((1, 2), (10, 11), (Candidate(1, 10, 90), Candidate(1, 11, 10), Candidate(2, 10, 80), Candidate(2, 11, 80)),
                      pinned=((1, 11),))
    assert [(p.merchant, p.mentor) for p in solve(problem).pairs] == [(1, 11), (2, 10)]


PIN_1, PIN_2 = Constraint("pin", (1,), (10,)), Constraint("pin", (2,), (10,))


@pytest.mark.parametrize(("words", "reason", "conflict"), [
    ({"pinned": ((1, 10),), "barred": {(1, 10): "tie"}}, "barred", (PIN_1, Constraint("barred", (1,), (10,)))),
    ({"pinned": ((1, 10),), "forbidden": frozenset({(1, 10)})}, "forbidden", (PIN_1, Constraint("forbid", (1,), (10,)))),
    ({"pinned": ((1, 12),)}, "unknown", (Constraint("pin", (1,), (12,)), Constraint("unlisted", (1,), (12,)))),
    ({"pinned": ((1, 10), (1, 11))}, "twice", (PIN_1, Constraint("pin", (1,), (11,)))),
    ({"pinned": ((1, 10), (2, 10))}, "capacity", (PIN_1, PIN_2, Constraint("capacity", (), (10,), 1))),
    ({"pinned": ((1, 10), (2, 10)), "capacity": {10: 2}, "competitors": frozenset({(2, 1)})}, "rivals",
     (PIN_1, PIN_2, Constraint("rivals", (1, 2), (10,)))),
])
def test_pins_that_cannot_hold_name_a_smallest_conflict(words, reason, conflict):
    candidates = tuple(Candidate(m, k, 50) for m in (1, 2) for k in (10, 11))
    with pytest.raises(Contradiction) as refusal:
        solve(Problem((1, 2), (10, 11), candidates, **words))
    assert (refusal.value.reason, refusal.value.conflict) == (reason, conflict)
    assert (refusal.value.merchant, refusal.value.mentor) in words["pinned"]


@pytest.mark.parametrize("wrong", [
    {"merchants": (1, 1)}, {"mentors": (10, 10)}, {"capacity": {10: -1}}, {"level": 102}, {"competitors": frozenset({(1, 1)})},
    {"candidates": (Candidate(1, 10, 5), Candidate(1, 10, 6))}, {"candidates": (Candidate(9, 10, 5),)},
])
def test_a_problem_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError):
        Problem(**{"merchants": (1,), "mentors": (10,), "candidates": (), **wrong})


def test_a_fit_out_of_bounds_is_refused():
    with pytest.raises(ValueError):
        Candidate(1, 2, 0)


@given(st.frozensets(st.tuples(st.integers(0, 6), st.integers(7, 9)) | st.just((0, 1)) | st.just((1, 2)) | st.just((0, 2))))
def test_groups_of_rivals_share_everybody_out_and_hold_rivals_only(rivals):
    groups = cliques(range(10), rivals)
    assert sorted(m for group in groups for m in group) == list(range(10))
    both = {frozenset(pair) for pair in rivals}
    assert [group for group in groups for a in group for b in group if a < b and frozenset((a, b)) not in both] == []
