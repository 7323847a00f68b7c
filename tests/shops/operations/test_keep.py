import pytest

from chalandise.foundation import journal
from chalandise.foundation.refusals import Conflict, Refused
from chalandise.shops.operations import close_shop, create_shop, edit_shop, reopen_shop
from chalandise.shops.queries import find_by_siret, register_lookup, search

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(cast):
    return cast.perimeter.axis.territory


def add(cast, place, name="Au Bon Pain", **given):
    return create_shop(by=cast.rose, territory=place, name=name, **given)


def test_a_shop_is_cleaned_and_placed_on_its_stretch(cast, place):
    shop = add(cast, place, siret="732 829 320 00074", naf="1071c", number="112 bis", street="r. Fondaudège", postcode="33000",
               city="Bordeaux", phone="05 56 00 00 00", website="exemple.invalid", email="Bonjour@Exemple.invalid")
    assert (shop.siret, shop.naf, shop.trade) == ("73282932000074", "10.71C", "bakery")
    assert (shop.phone, shop.website, shop.email) == ("+33556000000", "https://exemple.invalid", "bonjour@exemple.invalid")
    assert (shop.commune_id, shop.stretch.name, shop.along_m) == ("33063", "Fondaudège", 669)
    assert [line.what for line in journal.timeline(shop)] == ["a ajouté la boutique"]


@pytest.mark.parametrize(("wrong", "field"), [
    ({"name": "  "}, "name"), ({"siret": "73282932000075"}, "siret"), ({"siret": "732829320"}, "siret"), ({"phone": "12"}, "phone"),
    ({"email": "bonjour"}, "email"), ({"website": "pas un site"}, "website"), ({"naf": "99"}, "naf"), ({"postcode": "330"}, "postcode"),
    ({"opening_hours": "quand je peux"}, "opening_hours"), ({"channels": ["pigeon"]}, "channels"), ({"trade": "unheard"}, "trade"),
    ({"street": "x" * 161}, "street"),
])
def test_what_cannot_be_is_refused_beside_its_field(cast, place, wrong, field):
    with pytest.raises(Refused) as refusal:
        add(cast, place, **wrong)
    assert refusal.value.field == field
    assert place.shops.count() == 0


def test_a_siret_is_known_once_in_a_territory_and_by_its_register(cast, place):
    shop = add(cast, place, siret="73282932000074", street="rue Fondaudège", number="3")
    assert find_by_siret(place, " 732 829 320 00074 ") == shop
    assert find_by_siret(cast.villeneuve, "73282932000074") is None
    assert register_lookup(place, "73282932000074") == {"shop_id": shop.pk, "name": "Au Bon Pain", "naf": "", "trade": "", "number": "3",
                                                       "street": "rue Fondaudège", "postcode": "", "city": ""}
    assert register_lookup(place, "nothing") is None
    with pytest.raises(Refused, match="déjà celui de « Au Bon Pain »"):
        add(cast, place, siret="73282932000074")


def test_the_second_of_two_editors_sees_what_changed(cast, place):
    shop = add(cast, place, number="3", street="rue Fondaudège", postcode="33000", city="Bordeaux")
    edit_shop(by=cast.rose, shop=shop, version=1, street="avenue de la Libération", postcode="33110", city="Le Bouscat")
    assert (shop.stretch.name, shop.commune_id, shop.version) == ("Libération", "33069", 2)
    shop.refresh_from_db()
    assert shop.stretch.name == "Libération"
    with pytest.raises(Conflict) as conflict:
        edit_shop(by=cast.odile, shop=shop, version=1, street="cours de l’Yser")
    assert (conflict.value.theirs, conflict.value.yours) == ({"street": "avenue de la Libération"}, {"street": "cours de l’Yser"})
    assert journal.timeline(shop)[0].changes == {"street": ["rue Fondaudège", "avenue de la Libération"],
                                                 "postcode": ["33000", "33110"], "city": ["Bordeaux", "Le Bouscat"]}


def test_a_shop_closes_and_opens_again_once_each(cast, place):
    shop = add(cast, place)
    for _ in range(2):
        shop = close_shop(by=cast.rose, shop=shop)
    assert shop.closed_on.isoformat() == "2017-11-20"
    for _ in range(2):
        shop = reopen_shop(by=cast.rose, shop=shop)
    assert [line.what for line in journal.timeline(shop)] == ["a noté la réouverture", "a noté la fermeture définitive", "a ajouté la boutique"]


def test_a_search_forgets_accents(cast, place):
    shop = add(cast, place, name="L’Œuf Fêlé", street="rue Croix-de-Seguey")
    assert list(search(place, "oeuf fele")) == [shop]
    assert list(search(place, "SEGUEY")) == [shop]
    assert list(search(place, "nothing")) == []
