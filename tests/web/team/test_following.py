"""Going further, through the screens: opened from the action, agreed by the merchant's link, read by a partner's, closed."""
import re

import pytest
from django.urls import reverse

from chalandise.actions.models import FollowUp
from chalandise.actions.operations.following import agree, open_follow_up
from chalandise.foundation.models import Letter
from tests.browser import PHONE, check_axe

PARTNER = {"geste": "partenaire", "given_name": "Paul", "family_name": "Roy", "email": "paul@exemple.invalid", "organisation": "Chambre de métiers"}


def text(response):
    return " ".join(response.content.decode().split())


def link_in(purpose):
    return re.search(r"/l/[\w-]+/", Letter.objects.filter(purpose=purpose).latest("pk").text).group()


@pytest.fixture
def rose(client, cast):
    cast.action  # noqa: B018
    client.force_login(cast.rose)
    return client


def page_of(file):
    return reverse("team:follow_up", args=["bordeaux-le-bouscat", file.pk])


def test_from_the_action_to_a_partner_and_to_the_end(rose, cast):
    form = reverse("team:action_gesture", args=[cast.season.slug, cast.action.pk, "suite"])
    assert rose.post(form, {"what": " "}).status_code == 422
    opened = rose.post(form, {"what": "Une seconde cabine", "needs": "12 000 €"}, follow=True)
    assert "attend l’accord du commerçant" in text(opened)
    file = FollowUp.objects.get()
    here = page_of(file)
    assert "n’a pas encore donné son accord" in text(rose.get(here)) and "Inviter un partenaire" not in text(rose.get(here))
    assert "Une seconde cabine" in text(rose.get(reverse("team:follow_ups", args=["bordeaux-le-bouscat"])))

    agreed = link_in("follow-up.agree")
    assert "Êtes-vous d’accord ?" in text(rose.get(agreed)) and FollowUp.objects.get().state == "asked"
    assert "Je ne suis plus d’accord" in text(rose.post(agreed, {"reponse": "oui", "montre": ["outcome"]}))
    assert FollowUp.objects.get().shares == ["outcome"]

    assert rose.post(here, {**PARTNER, "email": "paul"}).status_code == 422
    assert "L’invitation est partie" in text(rose.post(here, PARTNER, follow=True))
    rose.post(here, {"geste": "etape", "text": "Demander un devis", "due_on": "2017-12-01"})
    step = file.steps.get()
    rose.post(here, {"geste": "faite", "etape_id": step.pk})
    read = text(rose.get(link_in("follow-up.read")))
    assert "Demander un devis" in read and "12 000 €" in read and cast.lila.phone not in read

    rose.post(agreed, {"reponse": "non"})
    assert rose.get(link_in("follow-up.read")).status_code == 410
    assert "clos" in text(rose.post(here, {"geste": "etape", "text": "Encore"}))


def test_the_merchant_reads_and_answers_it_signed_in(client, cast):
    file = open_follow_up(by=cast.rose, action=cast.action, title="Une seconde cabine")
    client.force_login(cast.lila)
    assert "Une seconde cabine" in text(client.get(reverse("merchant:action", args=[cast.lys.pk])))
    here = reverse("merchant:follow_up", args=[cast.lys.pk, file.pk])
    client.post(here, {"reponse": "oui", "montre": ["contact"]})
    assert FollowUp.objects.get().shares == ["contact"]
    client.post(here, {"reponse": "n’importe quoi"})
    assert FollowUp.objects.get().state == "open"


def test_the_mentor_and_the_neighbour_see_nothing_of_it(client, cast):
    file = open_follow_up(by=cast.rose, action=cast.action, title="Une seconde cabine")
    agree(by=cast.lila, follow_up=file, shares=[])
    client.force_login(cast.karim)
    assert "Une seconde cabine" not in text(client.get(reverse("mentor:action", args=[cast.season.slug, cast.action.pk])))
    for stranger in (cast.karim, cast.lila, cast.hugo):
        client.force_login(stranger)
        assert client.get(page_of(file)).status_code == 404
    assert client.get(reverse("team:follow_up", args=["villeneuve", file.pk])).status_code == 404


def test_things_that_are_not_there_are_not_found(rose, cast):
    here = page_of(open_follow_up(by=cast.rose, action=cast.action, title="Une seconde cabine"))
    for words in ({"geste": "faite", "etape_id": "9"}, {"geste": "retrait", "invite": "x"}, {"geste": "autre"}):
        assert rose.post(here, words).status_code == 404


@pytest.mark.browser
def test_its_pages_read_well(page, cast):
    file = open_follow_up(by=cast.rose, action=cast.action, title="Une seconde cabine", why="L’institut refuse du monde.", needs="12 000 €", carrier="Lila")
    agree(by=cast.lila, follow_up=file, shares=["outcome", "contact"])
    for person, path in ((cast.rose, page_of(file)), (cast.lila, reverse("merchant:follow_up", args=[cast.lys.pk, file.pk]))):
        page.sign_in(person)
        page.show(width=PHONE)
        page.open(path)
        check_axe(page)
        assert page.overflow() == 0
        page.shoot(f"follow-{person.given_name}")
