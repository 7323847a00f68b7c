"""Sharing money: equal to trying everything on small cases, inside the law of the envelopes, with reasons."""
from dataclasses import replace
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing.allocation import Change, Grant, Problem, Reason, Request, solve
from chalandise.computing.allocation import given as give
from chalandise.computing.envelopes import Bound, Envelope

QUIET = {"deadline": None, "derandomize": True, "database": None}


def asks(*rows):
    return tuple(Request(n + 1, *row) for n, row in enumerate(rows))


def test_money_goes_where_one_euro_is_expected_to_bring_most():
    result = solve(Problem(asks((1, "a", 100, 2), (2, "a", 100, 5), (3, "a", 60, 3)), (Envelope(0, 170),)), seed=1)
    assert result.grants == {2: Grant(0, 100), 3: Grant(0, 60)}
    assert result.reasons(2) == [Reason("worth", 1, 0)]
    assert result.reasons(1) == [Reason("money", 10, 0)]


def test_the_fairness_floor_comes_before_worth():
    rows = asks((1, "a", 100, 5), (2, "a", 50, 1))
    assert solve(Problem(rows, (Envelope(0, 120),)), seed=1).grants == {1: Grant(0, 100)}
    result = solve(Problem(rows, (Envelope(0, 120),), fair=50), seed=1)
    assert result.shortfalls == {2: 50}  # all or nothing: 50 for the second would leave the first 50 short as well, at less worth
    parts = tuple(Request(r.key, r.shop, r.kind, r.amount, r.worth, least=1) for r in rows)
    result = solve(Problem(parts, (Envelope(0, 120),), fair=50), seed=1)
    assert (result.grants, result.shortfalls) == ({1: Grant(0, 70), 2: Grant(0, 50)}, {})
    assert result.reasons(2) == [Reason("fair", 50, 0), Reason("worth", 2, 0)]
    assert result.reasons(1) == [Reason("fair", 50, 0), Reason("worth", 1, 0), Reason("part", 70, 0)]


def test_an_envelope_pays_its_kinds_and_keeps_its_floors():
    sites = Envelope(7, 100, kinds=frozenset({"site"}), per_shop=Bound(40), owed=frozenset({1, 2, 3}))
    result = solve(Problem(asks((1, "site", 60, 5), (1, "video", 60, 5)), (Envelope(0, 10), sites)), seed=1)
    assert result.grants == {}
    assert (result.reasons(1), result.reasons(2)) == ([Reason("shop_floor", 40, 7)], [Reason("money", 10, 0)])
    assert solve(Problem(asks((1, "x", 5)), (sites,)), seed=1).reasons(1) == [Reason("kind")]


def test_equal_shares_leave_what_one_does_not_ask_to_the_others():
    rows = tuple(Request(n, n, "a", amount, least=1) for n, amount in ((1, 20), (2, 100), (3, 100)))
    result = solve(Problem(rows, (Envelope(0, 121),), equal=True), seed=1)
    assert [result.granted(n) for n in (1, 2, 3)] == [20, 51, 50]
    assert result.reasons(1) == [Reason("equal", 20, 0)]


def test_what_the_team_keeps_or_puts_aside_is_obeyed_and_said():
    rows = asks((1, "a", 100, 1), (2, "a", 100, 5), (3, "a", 100, 4))
    result = solve(Problem(rows, (Envelope(0, 200),), pinned=frozenset({1}), excluded=frozenset({2})), seed=1)
    assert sorted(result.grants) == [1, 3]
    assert (result.reasons(1)[0], result.reasons(2)) == (Reason("pinned", 0, 0), [Reason("excluded")])


def test_a_pin_that_cannot_hold_is_left_rather_than_breaking_everything():
    result = solve(Problem(asks((1, "a", 100), (2, "a", 30)), (Envelope(0, 50),), pinned=frozenset({1})), seed=1)
    assert result.grants == {2: Grant(0, 30)}
    assert result.change(1) == Change(False)


def test_what_would_change_it_is_what_it_would_take():
    rows = asks((1, "a", 100, 2), (2, "a", 100, 3))
    result = solve(Problem(rows, (Envelope(0, 100),)), seed=1)
    assert result.change(1) == Change(True, 3.0, ((2, 100),))
    more = asks((1, "a", 100, 3.1), (2, "a", 100, 3))
    assert solve(Problem(more, (Envelope(0, 100),)), seed=1).grants == {1: Grant(0, 100)}
    with pytest.raises(ValueError, match="granted already"):
        result.change(2)


@pytest.mark.parametrize(("words", "message"), [
    ({"requests": asks((1, "a", 5)) * 2}, "twice"), ({"pinned": frozenset({9})}, "not a request"),
    ({"pinned": frozenset({1}), "excluded": frozenset({1})}, "both")])
def test_a_problem_that_makes_no_sense_is_refused(words, message):
    with pytest.raises(ValueError, match=message):
        Problem(**{"requests": asks((1, "a", 5)), "envelopes": (Envelope(0, 5),), **words})


@pytest.mark.parametrize("words", [{"amount": 0}, {"least": 9}, {"worth": 6}])
def test_a_request_that_makes_no_sense_is_refused(words):
    with pytest.raises(ValueError, match="request 1"):
        Request(**{"key": 1, "shop": 1, "kind": "a", "amount": 5, **words})


# --- equal to trying everything ---------------------------------------------------------------------------------------

SMALL = st.integers(0, 6)


@st.composite
def envelopes(draw, key):
    floor = draw(st.integers(0, 2))
    return Envelope(key, draw(st.integers(0, 9)), kinds=draw(st.sampled_from([None, frozenset("a"), frozenset("ab")])),
                    per_shop=Bound(floor, draw(st.one_of(st.none(), st.integers(floor, 5)))), owed=frozenset(draw(st.sets(st.integers(1, 3)))),
                    per_kind={"a": Bound(draw(st.integers(0, 2)), draw(st.one_of(st.none(), st.integers(2, 6))))},
                    by_shop={1: draw(st.integers(0, 2))}, by_kind={"a": draw(st.integers(0, 2))})


@st.composite
def problems(draw, purses=2, equal=False):
    rows = []
    for n in range(draw(st.integers(1, 3))):
        amount = draw(st.integers(1, 5))
        least = 1 if equal else draw(st.one_of(st.none(), st.integers(1, amount)))
        shop = draw(st.sampled_from([None, n + 1])) if equal else draw(st.sampled_from([None, 1, 2, 3]))
        rows.append(Request(n, shop, draw(st.sampled_from("ab")), amount, draw(st.integers(1, 5)), least))
    return Problem(tuple(rows), tuple(draw(envelopes(key)) for key in range(purses)), fair=0 if equal else draw(st.integers(0, 4)), equal=equal)


def every(problem):
    """Yield every allocation that the law of the envelopes lets through, one grant after the other."""
    ways = [[None, *((e.key, cents) for e in problem.envelopes for cents in range(r.smallest, r.amount + 1))] for r in problem.requests]
    for choice in product(*ways):
        purses = dict(problem.purse)
        if all(_grant(purses, r, way) for r, way in zip(problem.requests, choice, strict=True)):
            yield {r.key: Grant(*way) for r, way in zip(problem.requests, choice, strict=True) if way}


def _grant(purses, request, way):
    if way is None:
        return True
    key, cents = way
    if purses[key].refusal(request.shop, request.kind, cents) is not None:
        return False
    purses[key] = give(purses[key], request, cents)
    return True


def value(problem, grants):
    shares = dict.fromkeys(problem.owed, 0)
    for key, grant in grants.items():
        group = problem.by_key[key].group
        shares[group] = shares.get(group, 0) + grant.amount
    missing = sum(max(0, owed - shares[group]) for group, owed in problem.owed.items())
    return -missing, sum(problem.by_key[key].worth * grant.amount for key, grant in grants.items())


@settings(max_examples=60, **QUIET)
@given(problems())
def test_the_best_allocation_is_the_best_of_all(problem):
    result = solve(problem, seed=3)
    assert result.optimal
    assert value(problem, result.grants) == max(value(problem, grants) for grants in every(problem))
    assert (-sum(result.shortfalls.values()), result.worth / 100) == value(problem, result.grants)


@settings(max_examples=40, **QUIET)
@given(problems(purses=1, equal=True))
def test_equal_shares_are_the_most_equal_of_all(problem):
    def sorted_shares(grants):
        shares = {r.group: 0 for r in problem.requests}
        for key, grant in grants.items():
            shares[problem.by_key[key].group] += grant.amount
        return sorted(shares.values())
    assert sorted_shares(solve(problem, seed=3).grants) == max(sorted_shares(grants) for grants in every(problem))


@settings(max_examples=40, **QUIET)
@given(problems())
def test_what_is_proposed_can_be_committed_in_any_order(problem):
    result = solve(problem, seed=3)
    for order in permutations(result.grants):
        purses = dict(problem.purse)
        for key in order:
            grant = result.grants[key]
            assert _grant(purses, problem.by_key[key], (grant.envelope, grant.amount))


@settings(max_examples=20, **QUIET)
@given(problems())
def test_the_same_problem_gives_the_same_answer_and_every_request_its_reason(problem):
    result = solve(problem, seed=3)
    assert solve(problem, seed=3).grants == result.grants
    assert [r.key for r in problem.requests if not result.reasons(r.key)] == []


@settings(max_examples=40, **QUIET)
@given(problems())
def test_a_request_of_the_worth_that_is_told_is_granted_whole(problem):
    result = solve(problem, seed=3)
    for r in problem.requests:
        change = result.change(r.key) if result.granted(r.key) < r.amount else None
        if change and change.worth is not None and change.worth < 4.98:
            raised = replace(r, worth=change.worth + .02, least=None)
            rows = tuple(raised if other.key == r.key else other for other in problem.requests)
            assert solve(replace(problem, requests=rows), seed=3).granted(r.key) == r.amount
