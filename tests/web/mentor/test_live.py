"""The room's pages: phones, projector, the leader's gestures; quiet while nothing moves; nothing typed is lost."""
import pytest
from django.urls import reverse

from chalandise.actions.models import Idea, LiveSession
from chalandise.actions.operations.live import close_live, open_live
from chalandise.foundation import clock
from chalandise.seasons.models import PanelPlace
from tests.browser import DESK, PHONE, check_axe

HTMX = {"HTTP_HX_REQUEST": "true"}


def at(door, name, *args):
    return reverse(f"{door}:{name}", args=["fondaudege-2017", *args])


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def panel(cast):
    cast.pairing, cast.karim_mentor, cast.awa_mentor  # noqa: B018
    PanelPlace.objects.create(season=cast.season, shop=cast.cuir, since=clock.now())


@pytest.fixture
def session(cast, panel):
    return open_live(by=cast.rose, season=cast.season, shops=[cast.lys, cast.cuir])


def test_the_leader_opens_turns_times_and_closes(client, cast, panel):
    client.force_login(cast.rose)
    assert "Ouvrir la séance" in text(client.get(at("team", "live")))
    assert client.get(at("team", "live_screen")).status_code == 302
    assert client.post(at("team", "live_gesture", "ouverture"), {}).status_code == 422
    page = client.post(at("team", "live_gesture", "ouverture"), {"shops": [cast.lys.pk, cast.cuir.pk]}, follow=True)
    assert page.redirect_chain[-1][0] == at("team", "live_screen") and "boutique 1 sur 2" in text(page)
    first = LiveSession.objects.get().stops.get(order=0).shop
    assert first.name in text(page)
    client.post(at("team", "live_gesture", "minuteur"), {"minutes": "5", "ecran": "1"})
    assert "encore 5 minutes" in text(client.get(at("team", "live_screen")))
    page = client.post(at("team", "live_gesture", "boutique"), {"vu": "0", "vers": "1", "ecran": "1"}, follow=True)
    assert "boutique 2 sur 2" in text(page)
    assert client.post(at("team", "live_gesture", "boutique"), {"vu": "x", "vers": ""}).status_code == 302
    assert client.post(at("team", "live_gesture", "autre")).status_code == 404
    over = text(client.post(at("team", "live_gesture", "fin"), follow=True))
    assert "nées dans la salle" in over or "née dans la salle" in over
    assert "La salle en a parlé" in over and LiveSession.objects.get().closed_by == cast.rose


def test_a_mentor_proposes_supports_and_offers_an_hour(client, cast, session):
    client.force_login(cast.karim)
    here = at("mentor", "live")
    page = text(client.get(here))
    assert "Institut Lys" in page and "Mener la séance" not in page
    assert client.post(here, {"shop": cast.lys.pk, "title": " "}).status_code == 422
    assert "Votre idée est à l’écran" in text(client.post(here, {"shop": cast.lys.pk, "title": "Un agenda du soir"}, follow=True))
    idea = Idea.objects.get()
    client.force_login(cast.awa)
    back = client.post(at("mentor", "idea_gesture", idea.pk, "soutien"), {"suite": "seance"}, follow=True)
    assert back.redirect_chain[-1][0] == here and "1 soutien" in text(back)
    client.force_login(cast.rose)
    assert "Un agenda du soir" in text(client.get(at("team", "live_screen")))


def test_a_phone_that_sends_what_it_kept_reads_a_short_answer_even_after_the_end(client, cast, session):
    client.force_login(cast.karim)
    words = {"shop": cast.lys.pk, "title": "Un agenda du soir"}
    sent = client.post(at("mentor", "live"), words, HTTP_ACCEPT="application/json")
    assert (sent.status_code, sent.json()["following"]) == (200, at("mentor", "live"))
    refused = client.post(at("mentor", "live"), {**words, "title": ""}, HTTP_ACCEPT="application/json")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["title"])
    close_live(by=cast.rose, session=session)
    assert client.post(at("mentor", "live"), {**words, "title": "En retard"}, HTTP_ACCEPT="application/json").status_code == 200
    assert Idea.objects.filter(session=session).count() == 2


def test_nothing_is_sent_while_nothing_moves_and_the_other_shop_is_announced(client, cast, session):
    client.force_login(cast.karim)
    here = at("mentor", "live")
    part = text(client.get(f"{here}?boutique={cast.lys.pk}", **HTMX))
    assert "<html" not in part and "La salle parle maintenant" not in part
    seen = part.split("vu=")[1].split("&")[0]
    assert client.get(f"{here}?vu={seen}&boutique={cast.lys.pk}", **HTMX).status_code == 204
    client.force_login(cast.rose)
    client.post(at("team", "live_gesture", "boutique"), {"vu": "0", "vers": "1"})
    client.force_login(cast.karim)
    assert "La salle parle maintenant de L’Atelier du Cuir" in text(client.get(f"{here}?vu={seen}&boutique={cast.lys.pk}", **HTMX))
    close_live(by=cast.rose, session=session)
    over = text(client.get(f"{here}?vu={seen}&boutique={cast.lys.pk}&seance={session.pk}", **HTMX))
    assert "La séance est finie" in over and "hx-get" not in over
    client.force_login(cast.rose)
    assert client.get(at("team", "live_screen"), **HTMX)["HX-Redirect"] == at("team", "live")


def test_strangers_find_no_room(client, cast, session):
    for stranger in (cast.lila, cast.hugo, cast.bruno):
        client.force_login(stranger)
        for door, name, args in (("mentor", "live", ()), ("team", "live", ()), ("team", "live_screen", ()), ("mentor", "live_summary", (session.pk,))):
            assert client.get(at(door, name, *args)).status_code == 404
    client.force_login(cast.karim)
    assert client.post(at("team", "live_gesture", "fin")).status_code == 404
    assert LiveSession.objects.get().closed_at is None


def test_a_room_of_thirty_ideas_costs_as_much_as_one(client, cast, session, django_assert_num_queries):
    from chalandise.actions.operations.live import propose_line
    client.force_login(cast.karim)
    for rows, start in ((1, 0), (29, 1)):
        for n in range(start, start + rows):
            propose_line(by=cast.awa, session=session, shop=cast.lys, title=f"Idée {n}")
        with django_assert_num_queries(35):
            client.get(at("mentor", "live"))


@pytest.mark.browser
def test_two_phones_and_a_projector_in_a_real_room(cast, session, page, visitor):
    """What one types stays when the room turns, an idea arrives on the screen by itself, and the phone that types nothing follows."""
    screen, phone = visitor(width=DESK), visitor(width=PHONE)
    screen.sign_in(cast.rose)
    phone.sign_in(cast.karim)
    page.sign_in(cast.awa)
    for tab, path in ((screen, at("team", "live_screen")), (phone, at("mentor", "live")), (page, at("mentor", "live"))):
        tab.open(path)
        check_axe(tab)
        assert tab.overflow() == 0
    phone.get_by_label("Votre idée, en une phrase").fill("Un agenda du soir")
    phone.get_by_role("button", name="Proposer l’idée").click()
    screen.get_by_text("Un agenda du soir").wait_for(timeout=15000)
    phone.get_by_label("Votre idée, en une phrase").fill("Une phrase commencée")
    screen.get_by_role("button", name="Boutique suivante").click()
    page.get_by_role("heading", name="L’Atelier du Cuir").wait_for(timeout=15000)
    phone.get_by_text("La salle parle maintenant de L’Atelier du Cuir").wait_for(timeout=15000)
    assert phone.get_by_label("Votre idée, en une phrase").input_value() == "Une phrase commencée"
    phone.reload()
    phone.open(at("mentor", "live") + f"?boutique={cast.lys.pk}")
    phone.get_by_text("Repris de ce que vous aviez commencé").wait_for(timeout=5000)
    assert phone.get_by_label("Votre idée, en une phrase").input_value() == "Une phrase commencée"
