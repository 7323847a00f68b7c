"""The street's curve: true to the middle of the street, and nobody can be read in it, even by who knows all the others."""
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.benchmark import LEAST, STEP, fresh_points, index_of, midmean, typical
from chalandise.computing.disclosure import atoms

YEAR = [date(2016, m, 1) for m in range(1, 13)]
INDEX = st.floats(min_value=40, max_value=250)
STREET = st.lists(INDEX, min_size=LEAST, max_size=30)


def test_a_shop_is_turned_into_shares_of_its_own_mean_month():
    months = dict.fromkeys(YEAR, 1000.0) | {date(2016, 12, 1): 3400.0, date(2017, 1, 1): 600.0}
    index = index_of(months, YEAR)
    assert index[date(2016, 1, 1)] == pytest.approx(1000 * 100 / 1200) and index[date(2017, 1, 1)] == pytest.approx(50)
    assert index_of(dict.fromkeys(YEAR[1:], 1.0), YEAR) == {}
    assert index_of(dict.fromkeys(YEAR, 0.0), YEAR) == {} and index_of({}, []) == {}


def test_the_middle_half_counts_and_far_ones_weigh_nothing():
    assert midmean([1, 2, 3, 4]) == 2.5 and midmean([0, 0, 10, 10, 1000, 1000]) == pytest.approx((0 * 0.5 + 10 + 10 + 1000 * 0.5) / 3)
    assert midmean([0, 90, 100, 100, 110, 120, 130, 9000]) == midmean([80, 90, 100, 100, 110, 120, 130, 140])
    with pytest.raises(ValueError, match="nothing"):
        midmean([])


@given(STREET)
def test_it_lies_among_the_shops_whatever_their_order(values):
    assert min(values) <= midmean(values) <= max(values) + 1e-9
    assert typical(values) == typical(values[::-1]) and typical(values) % STEP == 0
    assert typical(values[:LEAST - 1]) is None


@given(STREET, st.data())
def test_who_knows_every_other_shop_cannot_read_the_last_one_closer_than_ten_points(values, data):
    mine = data.draw(st.integers(0, len(values) - 1))
    told, others = typical(values), [v for n, v in enumerate(values) if n != mine]
    grid = [values[mine] + n / 4 for n in range(-80, 81)]
    same = [v for v in grid if typical([*others, v]) == told]
    assert max(same) - min(same) >= 10


@given(STREET, st.data())
def test_one_shop_never_moves_the_middle_by_more_than_its_share(values, data):
    mine, move = data.draw(st.integers(0, len(values) - 1)), data.draw(st.floats(0, 200))
    moved = [v + move * (n == mine) for n, v in enumerate(values)]
    assert -1e-9 <= midmean(moved) - midmean(values) <= move * 2 / len(values) + 1e-9


@given(st.lists(st.frozensets(st.integers(0, 24), max_size=25), min_size=1, max_size=12))
def test_over_any_story_of_comings_and_goings_no_difference_speaks_of_fewer_than_the_least(story):
    month, told = date(2017, 1, 1), []
    for present in story:
        for point in fresh_points({shop: {month: 100.0} for shop in present}, {month: told}):
            told.append(point.shops)
    assert all(len(part) >= LEAST for part in atoms(told))


def test_a_month_is_told_once_and_again_only_when_many_come_together():
    month, after = date(2017, 1, 1), date(2017, 2, 1)
    street = {shop: {month: 90.0 + shop} for shop in range(LEAST)}
    first, = fresh_points(street, {})
    assert (first.index, first.shops) == (90, frozenset(range(LEAST)))
    told = {month: [first.shops]}
    assert fresh_points(street, told) == []
    assert fresh_points(street | {LEAST: {month: 90.0}}, told) == []  # one comes: nothing moves
    assert fresh_points({s: street[s] for s in range(LEAST - 1)}, told) == []
    many = street | {LEAST + n: {month: 150.0, after: 150.0} for n in range(LEAST)}
    assert [(p.month, p.index, len(p.shops)) for p in fresh_points(many, told)] == [(month, 120, 2 * LEAST), (after, 150, LEAST)]
