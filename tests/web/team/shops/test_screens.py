"""The pages of shops, imports and the street read well in a browser: no axe violation, nothing wider than a phone."""
import pytest
from django.urls import reverse

from chalandise.shops.operations import create_shop, decide
from chalandise.territory.operations import load_demo_geography
from tests.browser import check_axe, views
from tests.shops.files import applied, checked, uploaded
from tests.shops.operations.test_imports import LINES

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def street(cast):
    cast.season, cast.lys  # noqa: B018
    axis, _perimeter = load_demo_geography(territory=cast.bordeaux, by=cast.odile)
    for n, (number, road, town) in enumerate((("12", "rue Fondaudège", "Bordeaux"), ("88", "rue Fondaudège", "Bordeaux"), ("41", "avenue de la Libération", "Le Bouscat"))):
        create_shop(by=cast.rose, territory=cast.bordeaux, name=f"Boutique inventée {n}", number=number, street=road, city=town)
    return cast.bordeaux


def addresses(cast, street):
    def at(name, *args):
        return reverse(f"team:{name}", args=[street.slug, *args])
    lys = cast.lys
    twin = create_shop(by=cast.rose, territory=street, name="Institut Lys", siret="73282932000074")
    read = checked(cast.odile, street, uploaded(LINES))
    done = checked(cast.odile, street, uploaded(LINES[:1]))
    decide(by=cast.odile, batch=read, doubts="outside", decision="take")
    applied(cast.odile, done)
    works = street.axes.first().works.first()
    part = street.axes.first().perimeters.first().stretches.first().streets.first()
    return {
        "territory": at("territory") + "?adresse=12 rue Fondaudège", "axis-file": at("territory_file", "axe"), "works": at("works", works.pk), "street": at("street", part.pk),
        "shops": at("shops"), "shop": at("shop", lys.pk), "shop-edit": at("shop_edit", lys.pk), "merge": at("shop_merge", lys.pk, twin.pk), "imports": at("imports"),
        "columns": at("import_columns", read.pk), "lines": at("import", read.pk), "done": at("import", done.pk),
        "search": reverse("team:search", args=[cast.season.slug]) + "?q=fondaudege", "public": reverse("public:territory", args=[street.slug])}


def test_every_page_of_the_street_reads_well(page, cast, street):
    page.sign_in(cast.odile)
    for name, address in addresses(cast, street).items():
        page.open(address)
        for view in views():
            page.show(**view)
            assert (name, view, check_axe(page), page.overflow()) == (name, view, [], 0)
    assert page.complaints == []
