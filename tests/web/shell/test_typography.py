"""Pages in French leave with French spaces; pages in English with none, files as they are."""
import pytest

from tests.conftest import TYPOGRAPHY


@pytest.fixture(autouse=True)
def as_pages_leave(settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, TYPOGRAPHY]


def test_a_french_page_breaks_no_line_before_a_mark(client, db):
    page = client.get("/connexion/").content.decode()
    assert "encore de compte\u202f? Il est" in page


def test_an_english_page_has_no_french_space(client, db):
    client.cookies["django_language"] = "en"
    assert "\u202f" not in client.get("/connexion/").content.decode()


def test_what_a_person_typed_comes_back_unchanged(client, cast):
    client.force_login(cast.lila)
    answer = client.post("/moi/donnees/", {"given_name": "Lila : « oui » ?", "family_name": "S", "phone": "x", "language": "fr"})
    assert 'value="Lila : « oui » ?"' in answer.content.decode()
