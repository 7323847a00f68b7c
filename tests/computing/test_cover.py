"""Extra helpers beside every cover: the fewest needs left, the fewest people asked, the fewest meetings, the draw."""
import doctest
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing import cover
from chalandise.computing.cover import Helper, Need, Problem, Request, solve

SKILLS = st.frozensets(st.sampled_from(["photo", "video", "till"]))


@st.composite
def problems(draw):
    needs = draw(st.lists(st.builds(Need, st.integers(1, 2), st.sampled_from(["photo", "video", "till"]), st.integers(1, 2)),
                          max_size=4, unique_by=lambda n: (n.pairing, n.skill)))
    helpers = tuple(Helper(50 + k, draw(SKILLS), draw(st.integers(0, 4))) for k in range(draw(st.integers(0, 4))))
    barred = frozenset((p, h.key) for p in (1, 2) for h in helpers if draw(st.integers(0, 5)) == 0)
    return Problem(tuple(needs), helpers, barred, frozenset(h.key for h in helpers if draw(st.integers(0, 5)) == 0))


def every_cover(problem):
    by_key = {h.key: h for h in problem.helpers}
    for keys in product([None, *by_key], repeat=len(problem.needs)):
        chosen = {n: k for n, k in zip(problem.needs, keys, strict=True) if k is not None}
        fair = all(n.skill in by_key[k].skills and (n.pairing, k) not in problem.barred for n, k in chosen.items())
        if fair and all(sum(n.hours for n in chosen if chosen[n] == k) <= by_key[k].hours for k in by_key):
            yield chosen


def worth(problem, chosen, draw):
    return (len(problem.needs) - len(chosen), len(set(chosen.values()) - problem.accepted),
            len({(n.pairing, k) for n, k in chosen.items()}), sum(draw[pair] for pair in chosen.items()))


def test_the_examples_of_the_documentation_hold():
    assert doctest.testmod(cover).failed == 0


@settings(max_examples=120, deadline=None)
@given(problems(), st.integers(0, 99))
def test_the_cover_equals_brute_force(problem, seed):
    result = solve(problem, seed=seed)
    everything = list(every_cover(problem))
    assert result.chosen in everything
    assert worth(problem, result.chosen, result.draw) == min(worth(problem, chosen, result.draw) for chosen in everything)
    assert result.settled == 4 and result.proven and solve(problem, seed=seed).chosen == result.chosen
    assert set(result.uncovered) == set(problem.needs) - set(result.chosen)
    assert sum(r.hours for r in result.requests) == sum(n.hours for n in result.chosen)


@pytest.mark.parametrize(("helpers", "barred", "reason"), [
    ((), frozenset(), "nobody_offers"),
    ((Helper(5, frozenset({"photo"}), 9),), frozenset({(1, 5)}), "all_barred"),
    ((Helper(5, frozenset({"photo"}), 1),), frozenset(), "no_hours"),
    ((Helper(5, frozenset({"photo", "till"}), 2),), frozenset(), "busy"),
])
def test_a_need_that_nobody_brings_says_why(helpers, barred, reason):
    needs = (Need(1, "photo", 2), *((Need(2, "photo", 2),) if reason == "busy" else ()))
    assert list(solve(Problem(needs, helpers, barred), seed=1).uncovered.values()) == [reason]


def test_who_has_accepted_is_asked_for_more_before_anybody_new_and_who_refuses_is_replaced():
    needs = (Need(1, "photo"), Need(2, "video"))
    helpers = (Helper(5, frozenset({"photo", "video"}), 2), Helper(6, frozenset({"video"}), 2), Helper(7, frozenset({"photo"}), 2))
    problem = Problem(needs, helpers)
    assert solve(problem, seed=1).asked == {5}
    assert solve(problem.without({5}), seed=1).asked == {6, 7}
    accepted = Problem(needs, helpers, accepted=frozenset({6, 7}))
    assert (solve(accepted, seed=1).requests, solve(accepted, seed=1).asked) == (
        (Request(6, 2, ("video",), 1), Request(7, 1, ("photo",), 1)), frozenset())


@pytest.mark.parametrize("wrong", [{"needs": (Need(1, "a"), Need(1, "a"))}, {"helpers": (Helper(1, frozenset(), 1),) * 2},
                                   {"accepted": frozenset({9})}])
def test_a_problem_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError):
        Problem(**{"needs": (), "helpers": (), **wrong})


@pytest.mark.parametrize("make", [lambda: Need(1, "a", 0), lambda: Helper(1, frozenset(), -1)])
def test_hours_that_make_no_sense_are_refused(make):
    with pytest.raises(ValueError):
        make()
