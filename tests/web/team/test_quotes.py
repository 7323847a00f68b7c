"""Requests for a quote, as the team follows them."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chalandise.catalogue.operations.quotes.answer import answer
from chalandise.catalogue.operations.quotes.choose import choose
from chalandise.catalogue.operations.quotes.tell import tell
from tests.catalogue.operations.quoting import WORDS, asked, second

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(client, cast):
    client.force_login(cast.odile)
    return reverse("team:quotes", args=[cast.bordeaux.slug])


def test_the_team_sees_who_answered_and_what_came_of_it_and_no_private_word(client, cast, here):
    solution, _paul = second(cast)
    mine = asked(cast, solution).quotes.get(solution=cast.solution)
    answer(by=cast.nadia, quote=mine, price_month="15", text="Mots de Nadia")
    choose(by=cast.lila, quote=mine, agreed=True)
    tell(by=cast.lila, quote=mine, happened=False)
    tell(by=cast.nadia, quote=mine, happened=True)
    page = client.get(here).content.decode()
    assert "les deux ne disent pas pareil" in page and "n’a pas répondu" in page
    assert "1 fois, le commerçant et l’offreur ne disent pas la même chose" in page
    assert WORDS not in page and "Mots de Nadia" not in page
    assert "Carnet" not in client.get(here, {"etat": "disputed"}).content.decode()
    assert "les deux ne disent pas pareil" in b"".join(client.get(here, {"format": "csv"}).streaming_content).decode("utf-8-sig")


def test_an_empty_list_says_where_requests_come_from(client, cast, here):
    assert "Aucun devis n’a encore été demandé" in client.get(here).content.decode()


def test_the_list_costs_the_same_for_one_and_many(client, cast, here):
    asked(cast)
    client.get(here)
    counts = []
    for n in range(2):
        with CaptureQueriesContext(connection) as done:
            client.get(here)
        counts.append(len(done))
        asked(cast, second(cast, f"Carnet {n}", (f"Paul{n}", "Roy"))[0], text=f"{WORDS} bis")
    assert counts[0] == counts[1]
