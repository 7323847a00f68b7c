"""A merchant says by one tap whether a solution still serves, and what it is worth; reading the link acts on nothing."""
from datetime import date

import pytest
from django.urls import reverse

from chalandise.catalogue.models import Opinion, Use, UseCheck
from chalandise.catalogue.operations.uses import ask_uses, record_use
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.people.models import Role
from chalandise.people.operations import end_role, issue_link
from tests.browser import PHONE, check_axe, views
from tests.web.public.catalogue.scenes import qualified


@pytest.fixture
def use(cast):
    cast.lila  # noqa: B018
    return record_use(by=cast.lila, solution=qualified(cast), shop=cast.lys, source="quote", since=date(2017, 8, 20))


def link(cast, use, months=3):
    return "/l/" + issue_link(purpose="use.check", person=cast.lila, target=use.checks.get(months=months)).rsplit("/l/", 1)[1]


def test_the_letter_leads_to_a_page_that_acts_on_the_tap_only(cast, use, client):
    ask_uses()
    path = "/l/" + Letter.objects.get().body.rsplit("/l/", 1)[1].split("/")[0] + "/"
    for _twice in range(2):
        assert "Oui, toujours" in client.get(path).content.decode()
    assert UseCheck.objects.filter(answered_at__isnull=False).count() == 0
    for _twice in range(2):
        assert "Vous avez répondu oui" in client.post(path, {"reponse": "oui"}).content.decode()
    assert UseCheck.objects.get(months=3).still_used is True


def test_a_no_asks_why_and_can_be_taken_back(cast, use, client):
    path = link(cast, use)
    assert "Envoyer la raison" in client.post(path, {"reponse": "non"}).content.decode()
    assert "aidera la boutique suivante" in client.post(path, {"reponse": "raison", "reason": "Trop cher."}).content.decode()
    assert Use.objects.get().stop_reason == "Trop cher."
    client.post(path, {"reponse": "oui"})
    assert Use.objects.get().stopped_on is None


def test_an_opinion_is_given_by_the_same_link_and_corrected(cast, use, client):
    path = link(cast, use)
    client.post(path, {"reponse": "oui"})
    assert client.post(path, {"reponse": "avis", "advise": "11"}).status_code == 422
    client.post(path, {"reponse": "avis", "advise": "7", "good": "Simple.", "named": "on"})
    client.post(path, {"reponse": "avis", "advise": "8", "good": "Simple."})
    assert (Opinion.objects.get().advise, Use.objects.get().public) == (8, False)


def test_who_no_longer_keeps_the_shop_finds_nothing(cast, use, client):
    path = link(cast, use)
    end_role(person=cast.lila, kind=Role.Kind.MERCHANT, scope_id=cast.lys.pk)
    with clock.at(date(2017, 11, 21)):
        assert client.get(path).status_code == 404


def test_the_same_gestures_from_the_shops_pages(cast, use, client):
    client.force_login(cast.lila)
    assert "Ardoise RDV" in client.get(reverse("merchant:uses", args=[cast.lys.pk])).content.decode()
    address = reverse("merchant:use", args=[cast.lys.pk, use.pk])
    client.post(address, {"advise": "9", "good": "", "bad": "Le prix ensuite."})
    client.post(address, {"gesture": "fini", "reason": "On change."})
    assert (Opinion.objects.get().advise, Use.objects.get().stop_reason) == (9, "On change.")


@pytest.mark.browser
def test_the_merchants_pages_read_well_on_every_screen(page, cast, use):
    page.sign_in(cast.lila)
    for name, address in (("uses", reverse("merchant:uses", args=[cast.lys.pk])), ("use", reverse("merchant:use", args=[cast.lys.pk, use.pk])), ("link", link(cast, use))):
        assert page.open(address) == 200
        for view in views():
            page.show(**view)
            page.shoot(f"merchant-{name}" + "-{width}-{scheme}-{language}".format(**view))
            assert (name, view, check_axe(page), page.overflow()) == (name, view, [], 0)


@pytest.mark.browser
def test_the_question_is_answered_by_one_tap_on_a_phone_without_scripts(visitor, cast, use):
    tab = visitor(width=PHONE, scripts=False)
    tab.open(link(cast, use))
    tab.click("text=Oui, toujours")
    assert "Vous avez répondu oui" in tab.content() and "Publier mon avis" in tab.content()
