"""Plans of visits beside every plan, judged by a checker written from the words of the rule."""
import doctest
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing.slots import Limit, Mentor, Problem, Shift, Shop, Visit, broken, move, plan, repair, solve

DAY, DAYS = 4, 5
SOME = st.lists(st.integers(0, DAY * DAYS - 1), max_size=8).map(lambda ns: tuple((n, n + 1) for n in ns))
WIDE = st.lists(st.integers(0, DAYS - 1), min_size=3, max_size=DAYS).map(lambda ds: tuple((d * DAY, d * DAY + 3) for d in ds))


@st.composite
def problems(draw):
    mentors = tuple(Mentor(k, draw(WIDE), draw(SOME)) for k in (50, 51))
    shops = tuple(Shop(s, draw(WIDE), draw(SOME), draw(SOME), draw(st.integers(0, 20))) for s in (70, 71))
    visits = [Visit(1, 1, 1, 50, 70, (0, 3 * DAY), 1), Visit(2, 1, 2, 50, 70, (DAY, DAYS * DAY), draw(st.integers(1, 2)))]
    if draw(st.booleans()):
        visits.append(Visit(3, 2, 1, draw(st.sampled_from([50, 51])), draw(st.sampled_from([70, 71])), (0, DAYS * DAY), 1))
    return Problem(tuple(visits), mentors, shops, DAY, draw(st.integers(0, 2)), 3,
                   frozenset(draw(st.lists(st.integers(0, DAYS - 1), max_size=1))), 10)


def slots_of(intervals):
    return {n for first, after in intervals for n in range(first, after)}


def keeps_every_limit(p, starts):
    """The rule again, slot by slot."""
    busy = {key: set(range(start, start + p.visit[key].length)) for key, start in starts.items()}
    for key, taken in busy.items():
        v = p.visit[key]
        allowed = slots_of([v.window]) & slots_of(p.mentor[v.mentor].free) & slots_of(p.shop[v.shop].open)
        allowed -= slots_of(p.shop[v.shop].rush) | {n for n in taken if n // p.day in p.holidays}
        if not taken <= allowed:
            return False
    for a, b in combinations(starts, 2):
        one, other = sorted((p.visit[a], p.visit[b]), key=lambda v: starts[v.key])
        walk = -(-abs(p.shop[one.shop].place - p.shop[other.shop].place) // p.walk) if one.mentor == other.mentor else 0
        if (one.mentor == other.mentor or one.shop == other.shop) and starts[other.key] < starts[one.key] + one.length + walk:
            return False
        if one.pairing == other.pairing:
            early, late = sorted((one, other), key=lambda v: v.number)
            if starts[late.key] // p.day - starts[early.key] // p.day < p.min_days:
                return False
    return True


def every_plan(p):
    """Yield each plan of some of the visits that keeps every limit."""
    choices = [[None, *(s for s in range(*p.horizon) if keeps_every_limit(p, {v.key: s}))] for v in p.visits]
    for chosen in product(*choices):
        starts = {v.key: start for v, start in zip(p.visits, chosen, strict=True) if start is not None}
        if keeps_every_limit(p, starts):
            yield starts


def suits(p, starts):
    """Larger is better: liked slots, then the spread, then the earliest days."""
    liked = sum(n in slots_of(owner.liked) for key, start in starts.items() for n in range(start, start + p.visit[key].length)
                for owner in (p.shop[p.visit[key].shop], p.mentor[p.visit[key].mentor]))
    days = {key: start // p.day for key, start in starts.items()}
    gap = [min(p.ideal_days, days[2] - days[1])] if {1, 2} <= set(starts) else []
    return liked, sum(gap), -sum(days.values())


def test_the_examples_of_the_documentation_hold():
    assert doctest.testmod(plan).failed == 0


@settings(max_examples=60, deadline=None)
@given(problems())
def test_the_plan_equals_brute_force(problem):
    found = solve(problem)
    everything = list(every_plan(problem))
    assert keeps_every_limit(problem, found.starts)
    assert len(found.starts) == max(len(starts) for starts in everything)
    assert found.proven
    if not found.unplanned:
        full = [starts for starts in everything if len(starts) == len(problem.visits)]
        assert suits(problem, found.starts) == max(suits(problem, starts) for starts in full)
        assert (found.liking, found.spread, found.conflicts) == (*suits(problem, found.starts)[:2], ())
    assert solve(problem).starts == found.starts


@settings(max_examples=40, deadline=None)
@given(problems())
def test_an_impossible_plan_names_limits_that_cannot_hold_and_need_each_other(problem):
    found = solve(problem)
    assert bool(found.conflicts) == bool(found.unplanned)
    for conflict in found.conflicts:
        group = next(g for g in problem.components() if {v.key for v in g} >= {m.key for m in conflict.members if m.kind == "visit"})
        assert conflict.smallest and not possible(problem, group, conflict.members)
        assert [gone for gone in conflict.members
                if not possible(problem, group, [m for m in conflict.members if m != gone])] == []


def possible(problem, group, limits):
    visits = [v for v in group if Limit("visit", v.key) in limits]
    choices = [[s for a, b in problem.starts(v, limits) for s in range(a, b)] for v in visits]
    return any(not set(broken(problem, dict(zip([v.key for v in visits], chosen, strict=True)))) & set(limits) for chosen in product(*choices))


@settings(max_examples=60, deadline=None)
@given(problems())
def test_what_is_broken_agrees_with_the_rule(problem):
    starts = {v.key: v.window[0] + n for n, v in enumerate(problem.visits)}
    assert (broken(problem, starts) == []) == keeps_every_limit(problem, starts)


@settings(max_examples=40, deadline=None)
@given(problems())
def test_moving_a_visit_disturbs_the_fewest_others(problem):
    before = solve(problem)
    if 1 not in before.starts:
        return
    found = move(before, 1)
    day = before.starts[1] // problem.day
    others = [s for s in every_plan(problem) if set(s) == set(before.starts) and s[1] // problem.day != day]

    def order(starts):
        return -sum(starts[k] != before.starts[k] for k in starts if k != 1), suits(problem, starts)
    if not others:
        assert found is None
        return
    after, shifts = found
    assert order(after.starts) == max(order(starts) for starts in others)
    assert keeps_every_limit(problem, after.starts)
    assert {s.visit for s in shifts} == {k for k in after.starts if after.starts[k] != before.starts[k]}


def scene(**words):
    visits = (Visit(1, 1, 1, 5, 7, (0, 96), 4), Visit(2, 2, 1, 5, 8, (0, 96), 4))
    return Problem(visits, (Mentor(5, ((40, 52),)),), (Shop(7, ((36, 76),)), Shop(8, ((36, 76),), place=2_500)), **words)


def test_a_mentor_walks_between_two_shops():
    found = solve(scene())
    assert abs(found.starts[1] - found.starts[2]) >= 4 + 3
    impossible = solve(scene(walk=100))
    assert (len(impossible.unplanned), set(impossible.conflicts[0].members)) == (
        1, {Limit("visit", 1), Limit("visit", 2), Limit("together", 5), Limit("mentor", 5)})


def test_a_visit_agreed_for_a_given_time_pushes_the_other_and_frozen_ones_hold():
    before = solve(scene())
    to = before.starts[2]
    after, shifts = move(before, 1, to=to)
    assert (after.starts[1], {s.visit for s in shifts}) == (to, {1, 2})
    assert move(before, 1, to=to, frozen={2}) is None


def test_a_mentor_away_shifts_only_the_visits_of_that_time():
    free = ((40, 52), (136, 148))
    problem = replace(scene(), mentors=(Mentor(5, free),), shops=tuple(replace(s, open=((0, 192),)) for s in scene().shops),
                      visits=tuple(replace(v, window=(0, 192)) for v in scene().visits))
    before = solve(problem)
    away = replace(problem, mentors=(Mentor(5, ((before.starts[1], before.starts[1] + 4), (136, 148))),))
    after, shifts = repair(before, away)
    assert (shifts[0].visit, len(shifts), after.starts[2] // 96) == (2, 1, 1)
    assert repair(before, problem)[1] == ()
    assert repair(before, replace(problem, mentors=(Mentor(5, ()),))) is None


@pytest.mark.parametrize("wrong", [{"day": 0}, {"walk": 0}, {"min_days": 30}, {"mentors": ()}, {"shops": ()},
                                   {"visits": scene().visits * 2}, {"visits": (replace(scene().visits[0], length=0),)}])
def test_a_problem_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError):
        replace(scene(), **wrong)


def test_a_shift_says_when_a_visit_was_and_will_be():
    before = solve(scene())
    after, shifts = move(before, 1, to=60)
    assert shifts == (Shift(1, before.starts[1], 60),)
    assert broken(after.problem, after.starts) == [Limit("mentor", 5)]  # agreed outside the mentor's usual hours
