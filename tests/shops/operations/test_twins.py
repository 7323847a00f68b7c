import pytest

from chalandise.foundation import journal
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Role
from chalandise.people.queries import has_role
from chalandise.seasons.models import PanelPlace
from chalandise.shops.models import Shop
from chalandise.shops.operations import create_shop, edit_shop, merge_shops
from chalandise.shops.operations.twins import uses_of

pytestmark = pytest.mark.django_db


def test_the_second_record_completes_the_first_and_its_people_and_story_follow(cast):
    twin = create_shop(by=cast.odile, territory=cast.bordeaux, name="INSTITUT LYS", siret="73282932000074", channels=["booking"])
    cast.lila  # noqa: B018  (keeps Institut Lys)
    place = PanelPlace.objects.create(season=cast.season, shop=cast.lys, since=cast.season.created_at)
    kept = merge_shops(by=cast.rose, kept=twin, gone=cast.lys)
    assert (kept.street, kept.siret, kept.channels, kept.version) == ("rue Fondaudège", "73282932000074", ["booking", "social"], 2)
    place.refresh_from_db()
    assert place.shop == kept and not Shop.objects.filter(name="Institut Lys").exists()
    assert has_role(cast.lila, Role.Kind.MERCHANT, kept.pk)
    assert [line.what for line in journal.timeline(kept)] == ["a réuni deux fiches de la même boutique", "a ajouté la boutique"]


def test_what_are_two_shops_stay_two(cast):
    one = create_shop(by=cast.rose, territory=cast.bordeaux, name="Un", siret="73282932000074")
    two = create_shop(by=cast.rose, territory=cast.bordeaux, name="Deux", siret="35600000000048")
    far = create_shop(by=cast.hugo, territory=cast.villeneuve, name="Loin")
    for kept, gone, why in ((one, one, "deux boutiques différentes"), (one, far, "même territoire"), (one, two, "deux SIRET différents")):
        with pytest.raises(Refused, match=why):
            merge_shops(by=cast.rose, kept=kept, gone=gone)


def test_two_shops_of_one_season_are_not_merged(cast):
    for shop in (cast.lys, cast.cuir):
        PanelPlace.objects.create(season=cast.season, shop=shop, since=cast.season.created_at)
    with pytest.raises(Refused, match="participent à la même saison"):
        merge_shops(by=cast.rose, kept=cast.lys, gone=cast.cuir)
    assert Shop.objects.count() == 2


def test_a_shop_is_in_use_when_a_person_or_a_season_refers_to_it(cast):
    edit_shop(by=cast.rose, shop=cast.cuir, version=1, city="Bouscat")
    cast.lila  # noqa: B018  (keeps Institut Lys)
    assert uses_of([cast.lys.pk, cast.cuir.pk]) == {cast.lys.pk}
