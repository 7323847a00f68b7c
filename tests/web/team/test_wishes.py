"""Wishes on screen: the letter of each side, the list of the team, a call noted; one mentor for two competitors."""
import re

import pytest
from django.urls import reverse

from chalandise.foundation.models import Letter
from chalandise.mentoring.models import Sharing, Wish
from chalandise.mentoring.operations.wishes import ask_sharing
from tests.mentoring import scenes

SLUG = "fondaudege-2017"


@pytest.fixture
def scene(cast, client):
    scenes.board(cast)
    client.force_login(cast.rose)
    return cast


def to(name, *args):
    return reverse(f"team:{name}", args=[SLUG, *args])


def link_to(person, purpose):
    text = Letter.objects.get(purpose=purpose, to_address=person.email).text
    return re.search(r"/l/[\w-]{20,}/", text).group()


def test_the_team_asks_everybody_and_each_answers_by_one_link(scene, client):
    page = client.post(to("wishes_asking"), follow=True).content.decode()
    assert "3 lettres sont parties." in page
    assert "Sans adresse e-mail, à appeler : L’Atelier du Cuir." in page
    client.logout()
    for person, about in ((scene.lila, scene.karim_mentor), (scene.karim, scene.lys)):
        address = link_to(person, "mentoring.wishes_asked")
        assert str(about) in client.get(address).content.decode()
        assert "c’est noté" in client.post(address, {f"with_{about.pk}": "gladly"}, follow=True).content.decode()
    assert sorted(Wish.objects.values_list("side", "says", "via")) == [("mentor", "gladly", "link"), ("merchant", "gladly", "link")]


def test_a_call_is_noted_for_who_has_no_address(scene, client):
    page = client.post(to("shop_wishes", scene.cuir.pk), {f"with_{scene.awa_mentor.pk}": "rather_not", f"with_{scene.karim_mentor.pk}": ""}, follow=True)
    assert page.redirect_chain == [(to("wishes"), 302)]
    assert list(Wish.objects.values_list("shop__name", "mentor", "says", "via")) == [
        ("L’Atelier du Cuir", scene.awa_mentor.pk, "rather_not", "phone")]
    assert "Le commerçant préférerait quelqu’un d’autre" in client.get(to("candidates", scene.cuir.pk)).content.decode()
    assert client.get(to("mentor_wishes", scene.karim_mentor.pk)).status_code == 200


def test_an_answer_that_no_button_gives_is_told_beside_its_line_and_the_rest_is_kept(scene, client):
    page = client.post(to("shop_wishes", scene.cuir.pk), {f"with_{scene.awa_mentor.pk}": "x", f"with_{scene.karim_mentor.pk}": "gladly"})
    assert f'id="id_with_{scene.awa_mentor.pk}_error"' in page.content.decode()
    assert Wish.objects.count() == 0
    assert re.search(rf'name="with_{scene.karim_mentor.pk}" value="gladly"[^>]*checked', page.content.decode())


def test_a_merchant_accepts_to_share_a_mentor_and_may_change_their_mind(scene, client):
    mine, _theirs = ask_sharing(season=scene.season, shop=scene.lys, other=scene.cuir, by=scene.rose)
    client.logout()
    address = link_to(scene.lila, "mentoring.sharing_asked")
    assert "Le même parrain que L’Atelier du Cuir" in client.get(address).content.decode()
    assert client.post(address, {"accepts": "maybe"}).status_code == 404
    for said, accepts in (("yes", True), ("no", False)):
        client.post(address, {"accepts": said}, follow=True)
        assert Sharing.objects.get(pk=mine.pk).accepts is accepts


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_of_wishes_costs_the_same_queries(scene, client, count, django_assert_num_queries):
    from chalandise.foundation import clock
    from chalandise.seasons.models import PanelPlace
    for n in range(count):
        PanelPlace.objects.create(season=scene.season, shop=scene._shop(f"Boutique {n:02}"), since=clock.now())
    with django_assert_num_queries(23):
        client.get(to("wishes"))
