"""The workshop's pages: evidence beside each idea, an idea for a trade, twins merged and parted, the kinds of action."""
import pytest
from django.urls import reverse

from chalandise.actions.models import Idea, IdeaMerge
from chalandise.actions.operations.course import finish
from chalandise.actions.operations.ideas import propose_idea, put_to_merchant
from chalandise.foundation import clock
from chalandise.seasons.models import PanelPlace
from tests.actions.queries.test_evidence import an_action


def at(door, name, *args):
    return reverse(f"{door}:{name}", args=["fondaudege-2017", *args])


@pytest.fixture
def karim(client, cast):
    cast.idea, cast.karim_mentor  # noqa: B018
    client.force_login(cast.karim)
    return client


def text(response):
    return " ".join(response.content.decode().split())


def test_each_idea_says_what_became_of_its_kind_or_that_nobody_tried(karim, cast):
    assert "Jamais essayée encore" in text(karim.get(at("mentor", "workshop")))
    for n in range(3):
        finish(by=cast.rose, action=an_action(cast, n, kind="booking"))
    for page in (at("mentor", "workshop"), at("mentor", "idea", cast.idea.pk), at("mentor", "kinds")):
        assert "Essayée 3 fois, pas encore de réponse sur ce qui est resté" in text(karim.get(page))


def test_an_idea_for_a_trade_is_written_read_and_put_to_one_shop(karim, cast):
    form = at("mentor", "idea_for_trade")
    assert "Pour quelles boutiques" in text(karim.get(form))
    words = {"kind": "booking", "title": "Un agenda pour tous les salons", "effort": "1", "cost": ""}
    refused = karim.post(form, words)
    assert (refused.status_code, Idea.objects.filter(trade="beauty").count()) == (422, 0)
    page = karim.post(form, {**words, "trade": "beauty"}, follow=True)
    assert "Les boutiques de ce métier" in text(page) and "Proposer à Institut Lys" in text(page)
    idea = Idea.objects.get(trade="beauty")
    assert "Pour tout un métier" in text(karim.get(at("mentor", "workshop")))
    put = at("mentor", "idea_gesture", idea.pk, "boutique")
    assert karim.post(put, {"boutique": str(cast.cuir.pk)}).status_code == 404
    assert "attend sa réponse" in text(karim.post(put, {"boutique": str(cast.lys.pk)}, follow=True))
    copy = Idea.objects.get(origin=idea)
    assert "pour tout le métier" in text(karim.get(at("mentor", "idea", copy.pk)))


def test_twins_are_proposed_merged_and_parted_from_the_page(karim, cast):
    twin = propose_idea(by=cast.karim, season=cast.season, shop=cast.lys, kind="booking", title="Prendre des rendez-vous en ligne le soir")
    page = text(karim.get(at("mentor", "idea", twin.pk)))
    assert "Idées jumelles" in page and "Réunir avec celle-ci" in page
    assert "Réunir avec celle-ci" not in text(karim.get(at("mentor", "idea", cast.idea.pk)))  # Awa's to decide
    landed = karim.post(at("mentor", "idea_gesture", twin.pk, "reunion"), {"avec": str(cast.idea.pk)}, follow=True)
    assert landed.redirect_chain[-1][0] == at("mentor", "idea", cast.idea.pk) and "réunie ici" in text(landed)
    gone = text(karim.get(at("mentor", "idea", twin.pk)))
    assert "Ouvrir sa page" in gone and "Je soutiens" not in gone and "Votre commentaire" not in gone
    karim.post(at("mentor", "idea_gesture", cast.idea.pk, "separation"), {"jumelle": str(twin.pk)})
    assert IdeaMerge.objects.get().undone_by == cast.karim
    assert karim.post(at("mentor", "idea_gesture", twin.pk, "reunion"), {"avec": "999999"}).status_code == 404
    assert karim.post(at("mentor", "idea_gesture", twin.pk, "separation")).status_code == 404


def test_the_kinds_say_their_version_and_what_they_cost_to_the_team_only(karim, cast):
    finish(by=cast.rose, action=an_action(cast, 1, kind="booking"))
    mine = text(karim.get(at("mentor", "kinds")))
    assert "version 2017.1" in mine and "Rendez-vous en ligne" in mine and "Coût par action gardée" not in mine
    karim.force_login(cast.rose)
    assert "Coût par action gardée" in text(karim.get(at("team", "kinds")))


def test_a_merchant_reads_what_a_crowd_tried_and_nothing_of_one_neighbour(client, cast):
    put_to_merchant(by=cast.rose, idea=cast.idea)
    client.force_login(cast.lila)
    page = reverse("merchant:idea", args=[cast.lys.pk, cast.idea.pk])
    finish(by=cast.rose, action=an_action(cast, 0, kind="booking"))
    assert "Essayée" not in text(client.get(page))
    for n in (1, 2):
        finish(by=cast.rose, action=an_action(cast, n, kind="booking"))
    assert "Rendez-vous en ligne. Essayée 3 fois" in text(client.get(page))


def test_the_workshop_takes_as_many_queries_with_1_and_30_ideas(karim, cast, django_assert_num_queries):
    counts = []
    for rows, start in ((1, 0), (30, 1)):
        for n in range(start, start + rows):
            shop = cast._shop(f"Salon {n:02}", trade="beauty")
            PanelPlace.objects.create(season=cast.season, shop=shop, since=clock.now())
            propose_idea(by=cast.awa, season=cast.season, shop=shop, kind="video", title=f"Vidéo {n}")
            propose_idea(by=cast.awa, season=cast.season, trade="beauty", kind="video", title=f"Vidéo {n}")
        with django_assert_num_queries(26):
            karim.get(at("mentor", "workshop"))
        counts.append(rows)
    assert counts == [1, 30]
