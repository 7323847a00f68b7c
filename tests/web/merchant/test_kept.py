"""Is it still in place? By the mailed link without sign-in, from one's home page, from the action: reading acts on nothing."""
from datetime import date

import pytest
from django.urls import reverse

from chalandise.actions.models import KeptCheck
from chalandise.actions.operations.course import finish
from chalandise.actions.operations.keeping import ask_kept
from chalandise.foundation import clock
from chalandise.people.models import Role
from chalandise.people.operations import end_role
from tests.web.merchant.test_actions import link_in


@pytest.fixture
def done(cast, travel):
    action = finish(by=cast.lila, action=cast.action)
    travel(date(2017, 12, 20))
    ask_kept()
    return action


def answered():
    return [check.still for check in KeptCheck.objects.filter(months=1)]


def test_the_letter_leads_to_a_page_that_acts_on_the_tap_only(client, done):
    for _twice in range(2):
        page = client.get(link_in("action.kept")).content.decode()
        assert "est-ce toujours en place ?" in page and "Effacer ma réponse" not in page
    assert answered() == [None]
    for _twice in range(2):
        assert "Vous avez répondu oui" in client.post(link_in("action.kept"), {"reponse": "oui"}).content.decode()
    assert answered() == [True]
    assert "Effacer ma réponse" in client.post(link_in("action.kept"), {"reponse": "non"}).content.decode()
    assert answered() == [False]
    client.post(link_in("action.kept"), {"reponse": "effacer"})
    assert answered() == [None]


def test_why_not_is_optional_and_kept(client, done):
    client.post(link_in("action.kept"), {"reponse": "non"})
    assert "boutique suivante" in client.post(link_in("action.kept"), {"reponse": "raison", "reason": "Trop cher."}).content.decode()
    assert KeptCheck.objects.get(months=1).reason == "Trop cher."


def test_who_no_longer_keeps_the_shop_finds_nothing(client, cast, done):
    end_role(person=cast.lila, kind=Role.Kind.MERCHANT, scope_id=cast.lys.pk)
    with clock.at(date(2017, 12, 21)):
        assert client.get(link_in("action.kept")).status_code == 404


def test_the_home_page_asks_it_and_the_action_shows_and_erases_it(client, cast, done):
    client.force_login(cast.lila)
    assert "est-ce toujours en place ?" in client.get(reverse("merchant:home", args=[cast.lys.pk])).content.decode()
    way = reverse("merchant:action_gesture", args=[cast.lys.pk, done.pk, "en-place"])
    assert client.get(way).status_code == 200
    assert client.post(way, {"still": "peut-être"}).status_code == 422
    client.post(way, {"still": "oui"})
    page = client.get(reverse("merchant:past_action", args=[cast.lys.pk, done.pk])).content.decode()
    assert "toujours en place</span>" in page and "À 3 mois" in page and "À un an" in page
    client.post(reverse("merchant:action_gesture", args=[cast.lys.pk, done.pk, "reponse-effacee"]))
    assert answered() == [None]


def test_the_mentor_reads_the_answer_and_has_no_button(client, cast, done):
    client.force_login(cast.karim)
    page = client.get(reverse("mentor:action", args=[cast.season.slug, done.pk])).content.decode()
    assert "Est-ce toujours en place ?" in page and "Non, plus maintenant" not in page
