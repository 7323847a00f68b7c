"""A till's report photographed on the phone: with or without its figure, signed in or by the link; read by the referent from the picture."""
import re

import pytest
from django.urls import reverse

from chalandise.foundation.models import Letter
from chalandise.impact.models import Slip, Taking
from chalandise.impact.operations import ask_takings
from tests.browser import check_axe, views
from tests.impact.operations.test_slips import given, photo
from tests.impact.tills import agreed


def text(answer):
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_the_merchant_sends_a_picture_and_the_referent_reads_it(client, cast):
    agreed(cast)
    client.force_login(cast.lila)
    here = reverse("merchant:takings", args=[cast.lys.pk])
    assert f"{here}photo/" in text(client.get(here)) and 'accept="image/*' in text(client.get(f"{here}photo/"))
    page = text(client.post(f"{here}photo/", {"picture": photo(), "month": "2017-10-01"}, follow=True))
    assert "la personne référente lira le chiffre" in page and "Octobre 2017" in page and "à lire" in page
    client.force_login(cast.rose)
    assert "1 photo à lire" in text(client.get(reverse("team:takings", args=[cast.season.slug])))
    there = reverse("team:takings_shop", args=[cast.season.slug, cast.lys.pk])
    page = text(client.get(there))
    assert 'alt="Relevé de caisse, octobre 2017"' in page
    slip = Slip.objects.get()
    assert "négative" in text(client.post(f"{there}releves/", {"slip": slip.pk, "amount": "-3"}, follow=True))
    assert "Le chiffre est noté" in text(client.post(f"{there}releves/", {"slip": slip.pk, "amount": "8 450"}, follow=True))
    assert Taking.objects.get().slip == slip
    assert "effacé après le mardi 20 novembre 2018" in text(client.get(there))
    assert "n’est plus là" in text(client.post(f"{there}releves/", {"slip": "²"}, follow=True))


def test_a_picture_with_a_wrong_figure_says_what_to_do(client, cast):
    agreed(cast)
    client.force_login(cast.lila)
    here = reverse("merchant:takings", args=[cast.lys.pk])
    page = text(client.post(f"{here}photo/", {"picture": photo(), "month": "2017-10-01", "amount": "-8"}))
    assert "Une recette ne peut pas être négative" in page and "Choisissez la photo de nouveau" in page and 'value="-8"' in page
    assert "obligatoire" in text(client.post(f"{here}photo/", {"month": "2017-10-01"})) and Slip.objects.count() == 0
    page = text(client.post(f"{here}photo/", {"picture": photo(), "month": "2017-10-01", "amount": "8450"}, follow=True))
    assert "La photo et le chiffre sont notés" in page


def test_by_the_link_without_signing_in(client, cast):
    cast.pairing, cast.lila  # noqa: B018
    ask_takings(by=cast.rose, season=cast.season, shop=cast.lys)
    link = re.search(r"/l/[\w-]+/", Letter.objects.get(purpose="takings.give").text).group()
    assert "Plutôt photographier un relevé" in text(client.get(link))
    page = text(client.post(f"{link}?photo=1", {"picture": photo(), "month": "2017-10-01", "amount": "8450", "agreed": "on"}))
    assert "La photo est là. Merci !" in page and "8450" not in page and "8 450" not in page
    assert (Slip.objects.get().by, Taking.objects.get().via) == (cast.lila, "link")


@pytest.mark.browser
@pytest.mark.slow
def test_the_picture_is_open_to_everybody(page, cast):
    agreed(cast)
    given(cast)
    page.sign_in(cast.lila)
    here = reverse("merchant:takings", args=[cast.lys.pk])
    for name, address in (("photo", f"{here}photo/"), ("photo-a-lire", here)):
        assert page.open(address) == 200
        for view in views():
            page.show(**view)
            page.shoot(name + "-{width}-{scheme}-{language}".format(**view))
            assert (name, view, check_axe(page), page.overflow()) == (name, view, [], 0)
