"""The takings of before the season are asked for at the first visit; the mentor reads "asked" or "received", never a figure."""
from datetime import date, timedelta

import pytest
from django.urls import reverse

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.impact.models import TakingsRequest
from chalandise.mentoring.models import Visit
from tests.impact.neighbours import gives, months

AFTER = date(2017, 11, 24)


def text(answer):
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def visit(cast):
    start = clock.local(AFTER, 9)
    return Visit.objects.create(pairing=cast.pairing, number=1, state="fixed", starts_at=start, ends_at=start + timedelta(hours=1))


def there(cast, visit, side):
    return reverse("merchant:visit", args=[cast.lys.pk, visit.pk]) if side == "merchant" else reverse("mentor:visit", args=[cast.season.slug, visit.pk])


def test_both_sides_prepare_it_and_the_mentor_sends_the_link_in_one_tap(client, cast, visit):
    client.force_login(cast.karim)
    page = text(client.get(there(cast, visit, "mentor")))
    assert "À demander à cette visite" in page and "24 mois d’avant la saison, 12 au moins" in page and "pas encore demandé" in page
    page = text(client.post(there(cast, visit, "mentor"), {"gesture": "takings"}, follow=True))
    assert "Le lien est parti" in page and ">demandé<" in page and "Lui envoyer le lien" not in page
    assert "moins de trois semaines" in text(client.post(there(cast, visit, "mentor"), {"gesture": "takings"}, follow=True))
    assert TakingsRequest.objects.get().by == cast.karim and Letter.objects.filter(purpose="takings.give").count() == 1
    client.force_login(cast.lila)
    page = text(client.get(there(cast, visit, "merchant")))
    assert "À avoir sous la main" in page and reverse("merchant:takings", args=[cast.lys.pk]) in page
    assert "n’est plus possible ici" in text(client.post(there(cast, visit, "merchant"), {"gesture": "takings"}, follow=True))


def test_what_came_is_received_without_a_figure(client, cast, visit):
    cast.lila  # noqa: B018
    gives(cast, cast.lys, cast.lila, months(3, 24, level=7654))
    client.force_login(cast.karim)
    page = text(client.get(there(cast, visit, "mentor")))
    assert ">reçu<" in page and not any(f"{round(amount):,}".replace(",", " ") in page for amount in months(3, 24, level=7654).values())
    visit.state = "done"
    visit.number = 2
    visit.state = "fixed"
    visit.save()
    assert "À demander à cette visite" not in text(client.get(there(cast, visit, "mentor")))


def test_eleven_months_are_not_received_yet(client, cast, visit):
    cast.lila  # noqa: B018
    gives(cast, cast.lys, cast.lila, months(3, 11, first=date(2016, 10, 1)))
    client.force_login(cast.karim)
    page = text(client.get(there(cast, visit, "mentor")))
    assert "pas encore demandé" in page and ">reçu<" not in page
