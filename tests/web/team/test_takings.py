"""Who gave what: months and quality, never an amount; asked again within measure."""
from datetime import date

import pytest
from django.urls import reverse

from chalandise.foundation.models import Letter
from chalandise.impact.models import Taking
from chalandise.impact.operations import type_takings
from tests.impact.tills import agreed


@pytest.fixture
def here(cast):
    agreed(cast)
    type_takings(by=cast.lila, shop=cast.lys, grain="month", figures={date(2017, 3, 1): "7654,32"})
    return reverse("team:takings", args=[cast.season.slug])


def test_the_list_says_who_gave_what_without_an_amount(client, cast, here):
    for person, link in ((cast.rose, 1), (cast.odile, 0)):
        client.force_login(person)
        page = client.get(here).content.decode()
        assert "1 sur 24" in page and "7654" not in page and "7 654" not in page.replace("\u00a0", " ")
        assert page.count(f"{here}{cast.lys.pk}/") == link


def test_the_referent_reads_writes_on_the_phone_and_asks(client, cast, here):
    client.force_login(cast.rose)
    shop = reverse("team:takings_shop", args=[cast.season.slug, cast.lys.pk])
    assert "7 654,32" in client.get(shop).content.decode().replace("\u00a0", " ")
    client.post(f"{shop}mois/", {"p20171001": "8000"})
    assert Taking.objects.filter(by=cast.rose, via="phone").count() == 1
    page = client.post(reverse("team:takings_asking", args=[cast.season.slug]), {"shop": cast.lys.pk}, follow=True).content.decode()
    assert "1 message part" in page
    page = client.post(reverse("team:takings_asking", args=[cast.season.slug]), {"shop": cast.lys.pk}, follow=True).content.decode()
    assert "moins de trois semaines" in page
    assert Letter.objects.filter(purpose="takings.give").count() == 1
    page = client.post(reverse("team:takings_asking", args=[cast.season.slug]), {"shop": "²"}, follow=True).content.decode()
    assert "Choisissez une boutique" in page


def test_the_referent_never_erases_for_a_merchant(client, cast, here):
    client.force_login(cast.rose)
    assert client.post(reverse("team:takings_shop_gesture", args=[cast.season.slug, cast.lys.pk, "effacement"])).status_code == 404
    assert Taking.objects.count() == 1
