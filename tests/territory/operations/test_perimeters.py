import pytest

from chalandise.foundation import journal
from chalandise.foundation.refusals import Refused
from chalandise.territory.models import StretchStreet
from chalandise.territory.operations import add_street, edit_street, load_perimeter, remove_street
from chalandise.territory.queries import locate

pytestmark = pytest.mark.django_db
FIELDS = {"aliases": [], "from_number": None, "to_number": None, "side": "both"}


def test_a_street_and_its_other_names_are_added_corrected_and_removed(cast):
    stretch = cast.perimeter.stretches.first()
    bordeaux = cast.bordeaux.communes.get(insee="33063")
    street = add_street(by=cast.odile, stretch=stretch, commune=bordeaux, name="cours  Test", **FIELDS | {"from_number": "1", "to_number": "9", "side": "impair"})
    assert [locate(cast.perimeter, n, "crs Test")[0] for n in ("3", "4", "11")] == ["inside", "outside", "outside"]
    edit_street(by=cast.odile, street=street, name="cours Test", **FIELDS | {"aliases": ["cours de l’Essai", " "]})
    assert locate(cast.perimeter, "400", "cours de l’essai") == ("inside", stretch)
    for _ in range(2):
        remove_street(by=cast.odile, street=street)
    assert locate(cast.perimeter, "3", "cours Test") == ("unknown", None)
    assert [line.what for line in journal.timeline(stretch)] == ["a retiré une rue du périmètre", "a corrigé une rue du périmètre", "a ajouté une rue au périmètre"]


@pytest.mark.parametrize(("wrong", "field"), [({"name": " "}, "name"), ({"side": "gauche"}, "side"), ({"from_number": "a"}, "from_number"), ({"to_number": 0}, "from_number")])
def test_a_street_that_cannot_be_is_refused(cast, wrong, field):
    with pytest.raises(Refused) as refusal:
        add_street(by=cast.odile, stretch=cast.perimeter.stretches.first(), commune=cast.bordeaux.communes.first(), **{"name": "rue", **FIELDS, **wrong})
    assert refusal.value.field == field


@pytest.mark.parametrize(("rows", "why"), [([], "aucune rue"), ([{"stretch": ""}], "Ligne 1"), ([{"street": "rue X", "commune": "Pessac"}], "n’est pas du territoire"),
                                           ([{"street": "rue X", "commune": "33063", "from_m": "loin"}], "nombre de mètres"),
                                           ([{"street": "rue X", "commune": "33063", "from_number": "un"}], "Ligne 1 : les numéros")])
def test_a_file_that_cannot_be_leaves_the_perimeter_as_it_was(cast, rows, why):
    before = StretchStreet.objects.filter(stretch__perimeter=cast.perimeter).count()
    with pytest.raises(Refused, match=why):
        load_perimeter(by=cast.odile, axis=cast.axis, name=cast.perimeter.name, streets=rows)
    assert StretchStreet.objects.filter(stretch__perimeter=cast.perimeter).count() == before
