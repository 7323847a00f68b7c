from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.geometry import Area, inside, length, metres, point_at, project

LINE = [(-0.57434, 44.84423), (-0.5802, 44.84641), (-0.59264, 44.85343), (-0.6038947, 44.8643966)]
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]]}


def test_a_degree_of_latitude_is_111_kilometres():
    assert round(metres((0, 44), (0, 45))) == 111195


def test_a_line_of_one_point_has_no_length_and_no_foot():
    assert length([(0, 0)]) == 0
    with pytest.raises(ValueError, match="two points"):
        project([(0, 0)], (1, 1))
    with pytest.raises(ValueError, match="two points"):
        point_at([(0, 0)], 3)


@given(st.floats(0, 1))
def test_a_point_of_the_line_falls_on_itself(share):
    along = share * length(LINE)
    foot = project(LINE, point_at(LINE, along))
    assert isclose(foot.along, along, abs_tol=1) and foot.away < 0.5


def test_the_ends_hold():
    assert point_at(LINE, -5) == LINE[0] and point_at(LINE, 99_999) == LINE[-1]


def test_a_hole_is_outside():
    assert [inside(SQUARE, p) for p in ((3, 3), (1.5, 1.5), (5, 1))] == [True, False, False]
    assert inside({"type": "MultiPolygon", "coordinates": [[[[9, 9], [10, 9], [10, 10], [9, 9]]], SQUARE["coordinates"]]}, (3, 3))
    with pytest.raises(ValueError, match="not a polygon"):
        inside({"type": "Point", "coordinates": [0, 0]}, (0, 0))


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), min_size=3, max_size=12), st.tuples(st.floats(-1, 11), st.floats(-1, 11)))
def test_strips_say_the_same_as_every_edge(ring, point):
    x, y = point
    odd = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            odd = not odd
    assert Area({"type": "Polygon", "coordinates": [ring]}).holds(point) == odd
