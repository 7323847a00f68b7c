import pytest

from chalandise.foundation import journal
from chalandise.territory.models import Stretch, Works
from chalandise.territory.operations import load_demo_geography
from chalandise.territory.queries import locate, locate_address

pytestmark = pytest.mark.django_db


def test_the_demo_has_the_real_axis_with_its_stops(cast):
    axis, _perimeter = load_demo_geography(territory=cast.villeneuve, by=cast.odile)
    assert (axis.length_m, axis.approximate, axis.line_name) == (3319, True, "Tram D")
    assert [(s.name, s.along_m, s.approximate, s.commune.name) for s in axis.stops.select_related("commune")] == [
        ("Quinconces", 0, False, "Bordeaux"), ("Fondaudège Muséum", 542, False, "Bordeaux"), ("Croix de Seguey", 1122, False, "Bordeaux"),
        ("Barrière du Médoc", 1800, False, "Bordeaux"), ("Courbet", 2211, True, "Le Bouscat"), ("Calypso", 2621, True, "Le Bouscat"),
        ("Mairie du Bouscat", 3032, False, "Le Bouscat")]
    assert all(s.lat and s.lon for s in axis.stops.all())


@pytest.mark.parametrize(("address", "place", "stretch"), [
    ("209 rue Fondaudège, 33000 Bordeaux", "inside", "Fondaudège haut"), ("12 r. Fondaudege", "inside", "Tourny – Charles-Gruet"),
    ("300 rue Fondaudège", "outside", None), ("165 Avenue de la Libération Charles de Gaulle, 33110 Le Bouscat", "inside", "Libération nord"),
    ("17 av. de la Libération", "inside", "Libération sud"), ("20 Place Gambetta, Le Bouscat", "inside", "Libération nord"),
    ("20 Place Gambetta, 33000 Bordeaux", "unknown", None), ("3 barrière du Médoc, Le Bouscat", "inside", "Barrière du Médoc"),
    ("5 rue Croix de Seguey", "inside", "Croix-de-Seguey"), ("1 cours de l’Yser", "unknown", None),
])
def test_the_demo_knows_its_doors(cast, address, place, stretch):
    _axis, perimeter = load_demo_geography(territory=cast.villeneuve)
    found = locate_address(perimeter, address)
    assert (found.place, found.stretch.name if found.stretch else None) == (place, stretch)


def test_loading_twice_is_the_same_as_once(cast):
    first = load_demo_geography(territory=cast.villeneuve)
    kept = list(Stretch.objects.values_list("pk", flat=True))
    assert load_demo_geography(territory=cast.villeneuve) == first
    assert list(Stretch.objects.values_list("pk", flat=True)) == kept
    assert (first[0].stops.count(), Works.objects.count(), len(kept), cast.villeneuve.communes.count()) == (7, 7, 6, 2)
    assert locate(first[1], "209", "rue Fondaudège")[0] == "inside"
    assert journal.timeline(first[1])[0].what == "a chargé le périmètre"
