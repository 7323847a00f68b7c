import pytest

from chalandise.territory.models import Territory
from chalandise.territory.queries import locate, locate_address, ranges_of, territory_run_by

pytestmark = pytest.mark.django_db


def test_a_territory_opens_to_who_runs_it_only(cast):
    assert territory_run_by(cast.odile, "bordeaux-le-bouscat") == cast.bordeaux
    with pytest.raises(Territory.DoesNotExist):
        territory_run_by(cast.hugo, "bordeaux-le-bouscat")


def test_an_address_is_located_on_its_stretch(cast):
    fondaudege, liberation = cast.perimeter.stretches.all()
    assert locate(cast.perimeter, "112 bis", "r. Fondaudège", "33000", "Bordeaux") == ("inside", fondaudege)
    assert locate(cast.perimeter, "41", "Av. de la Libération Charles de Gaulle") == ("inside", liberation)
    assert locate(cast.perimeter, "999", "rue Fondaudège") == ("outside", None)
    assert locate(cast.perimeter, "12", "rue Inconnue") == ("unknown", None)
    assert locate(cast.perimeter, "", "") == ("unknown", None)
    assert locate(None, "12", "rue Fondaudège") == ("unknown", None)


def test_locating_many_addresses_reads_the_perimeter_once(cast, django_assert_num_queries):
    perimeter = cast.perimeter
    with django_assert_num_queries(1):
        known = ranges_of(perimeter)
        found = [locate_address(perimeter, f"{n} rue Fondaudège", known=known) for n in range(1, 30)]
    assert {f.place for f in found} == {"inside"} and found[0].along_m == 0
