"""Every page: header, skip link, language, footer, styles."""
import pytest

pytestmark = pytest.mark.django_db


def test_the_front_page_opens_for_a_stranger(client):
    page = client.get("/")
    assert page.status_code == 200
    assert "UNDEFINED" not in page.content.decode()


def test_the_stylesheet_is_one_answer_cached_under_its_digest(client):
    address = client.get("/").content.decode().split('rel="stylesheet" href="')[1].split('"')[0]
    answer = client.get(address)
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.content.decode().startswith("@layer reset, tokens, base, components, pages;")
    assert client.get("/style/000000000000.css")["Cache-Control"] == "no-cache"


def test_a_page_speaks_english_once_asked_and_goes_back_where_it_was(client):
    answer = client.post("/langue/", {"language": "en", "next": "/"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert '<html lang="en">' in client.get("/").content.decode()


def test_an_accent_gives_readable_shades_and_nothing_but_a_colour_is_accepted(client):
    assert "--line:#7d4a92" in client.get("/accent/7d4a92.css").content.decode()
    assert client.get("/accent/zzzzzz.css").status_code == 404
