import io

import pytest

from chalandise.foundation.refusals import Refused
from chalandise.territory.operations import load_axis, load_communes
from chalandise.territory.operations.files import communes_in, line_in, stops_in

pytestmark = pytest.mark.django_db
LINE = [[0, 45], [0, 45.01], [0, 45.02]]


def axis(cast, stops, **given):
    return load_axis(by=cast.odile, territory=cast.bordeaux, name="Axe", points=LINE, stops=stops, **given)


def test_a_stop_without_a_point_is_set_between_its_neighbours_and_marked_so(cast):
    stops = [{"name": "A", "lat": "45,000", "lon": "0"}, {"name": "B"}, {"name": "C"}, {"name": "D", "lat": 45.018, "lon": 0.001, "opened_on": "2019-12-14"},
             {"name": "E"}, {"name": "Loin", "lat": 46, "lon": 1}, {"name": "Après"}]
    found = [(s.name, s.along_m, s.approximate) for s in axis(cast, stops).stops.all()]
    assert found == [("A", 0, False), ("B", 667, True), ("C", 1335, True), ("D", 2002, False), ("E", None, True), ("Loin", None, False), ("Après", None, True)]
    assert [(s.lat, s.lon) for s in axis(cast, stops).stops.filter(name__in=["E", "Après"])] == [(45.509, 0.5005), (None, None)]


@pytest.mark.parametrize(("stops", "why"), [
    ([{"name": ""}], "n’a pas de nom"), ([{"name": "A", "lat": "x", "lon": "1"}], "ne se lisent pas"),
    ([{"name": "A", "order": 1}, {"name": "B", "order": 1}], "même rang"), ([{"name": "A", "opened_on": "hier"}], "ne se lisent pas"),
])
def test_stops_that_cannot_be_are_refused(cast, stops, why):
    with pytest.raises(Refused, match=why):
        axis(cast, stops)


@pytest.mark.parametrize("points", [[], [[0, 45]], [["x", 1], [1, 2]], [[0, 95], [0, 45]], None, [5, 6]])
def test_a_line_needs_two_points_in_degrees(cast, points):
    with pytest.raises(Refused, match="tracé"):
        load_axis(by=None, territory=cast.bordeaux, name="Axe", points=points)


def test_communes_come_from_a_table_or_a_map(cast):
    rows = communes_in(io.BytesIO(b"code;nom;codesPostaux\n33063;Bordeaux;33000|33100\n33318;Pessac;33600\n"))
    loaded = load_communes(by=cast.odile, territory=cast.villeneuve, communes=rows)
    assert [(c.insee, c.name, c.postcodes, c.outline) for c in loaded] == [("33063", "Bordeaux", ["33000", "33100"], None), ("33318", "Pessac", ["33600"], None)]
    square = b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"33318","nom":"Pessac"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]}'
    load_communes(by=cast.odile, territory=cast.villeneuve, communes=communes_in(io.BytesIO(square)))
    load_communes(by=cast.odile, territory=cast.villeneuve, communes=rows)
    pessac = cast.villeneuve.communes.get(insee="33318")
    assert (pessac.outline["type"], pessac.postcodes) == ("Polygon", ["33600"])


@pytest.mark.parametrize(("communes", "why"), [([], "aucune commune"), ([{"insee": "33", "name": "X"}], "cinq caractères"),
                                               ([{"insee": "33063", "name": "X", "outline": {"type": "Point", "coordinates": [0, 0]}}], "contour")])
def test_communes_that_cannot_be_are_refused(cast, communes, why):
    with pytest.raises(Refused, match=why):
        load_communes(by=cast.odile, territory=cast.villeneuve, communes=communes)


@pytest.mark.shared
def test_the_whole_line_d_is_loaded_with_what_is_known_of_it(cast, shared):
    folder = shared / "territory" / "bordeaux"
    points, name = line_in(io.BytesIO((folder / "axis_polyline.geojson").read_bytes()))
    stops = stops_in(io.BytesIO((folder / "tram_line_d_stops.csv").read_bytes()))
    loaded = load_axis(by=cast.odile, territory=cast.bordeaux, name=name, points=points, stops=stops)
    rows = list(loaded.stops.all())
    assert (len(rows), sum(s.approximate for s in rows), sum(s.along_m is not None for s in rows), sum(s.lat is None for s in rows)) == (24, 16, 7, 1)
    assert [s.name for s in rows if s.lat is None] == ["Carle Vernet"]
