"""The street: real stops, shops between them on their side, nothing hidden."""
from types import SimpleNamespace

from chalandise.web.shell import samples, street


def test_each_shop_stands_between_two_stops_or_is_said_to_be_unplaced():
    axis, shops = samples.street()
    found = street.of_axis(axis, shops)
    assert sum(len(h.shops) for h in found.halts) + len(found.before) + len(found.lost) == len(shops)
    assert [s.name for s in found.lost] == ["Chez Mona"]
    assert [h.guessed for h in found.halts] == [False, False, True, True, False, False]


def test_neighbours_on_one_side_share_a_mark_and_stay_named():
    axis, _shops = samples.street()
    shops = [SimpleNamespace(name=name, along_m=m, number=number, address="") for name, m, number in
             (("A", 100, "12"), ("B", 110, "14"), ("C", 110, "13 bis"))]
    places = street.of_axis(axis, shops).places
    assert [(p.even, p.words) for p in places] == [(True, "2 boutiques : A, B"), (False, "C")]


def test_an_axis_whose_stops_have_no_place_is_not_drawn():
    assert street.of_axis(SimpleNamespace(stops=SimpleNamespace(all=list), length_m=0, name="x"), []) is None


def test_a_number_with_an_exponent_still_has_a_side():
    axis, _shops = samples.street()
    places = street.of_axis(axis, [SimpleNamespace(name="A", along_m=100, number="12²", address="")]).places
    assert [p.even for p in places] == [True]
