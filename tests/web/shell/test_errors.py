"""Error pages say what happened and what to do, even when the database is down."""
import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from chalandise.web.shell.views import errors


def test_a_missing_page_answers_404_in_words(client, db):
    answer = client.get("/nulle-part/")
    assert answer.status_code == 404
    assert "Cet arrêt n’est pas desservi" in answer.content.decode()


def test_a_form_without_its_token_says_to_open_the_page_again(db):
    answer = Client(enforce_csrf_checks=True).post("/langue/", {"language": "en"})
    assert answer.status_code == 403
    assert "ouverte depuis trop longtemps" in answer.content.decode()


def test_the_page_of_a_breakdown_asks_nothing_of_the_database(django_db_blocker):
    with django_db_blocker.block():
        answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Ce n’est pas vous." in answer.content.decode()


@pytest.mark.parametrize(("view", "status"), [(errors.bad_request, 400), (errors.forbidden, 403)])
def test_other_refusals_are_said_in_words(rf, db, view, status):
    from django.contrib.auth.models import AnonymousUser
    request = rf.get("/")
    request.user = AnonymousUser()
    answer = view(request)
    assert (answer.status_code, "<h1>" in answer.content.decode()) == (status, True)


def test_whoever_tries_too_often_is_told_to_wait(client, cast, settings):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip", "request_login_code": "1/m/key"}
    said = [client.post("/connexion/", {"login": cast.rose.email}).status_code for _ in range(2)]
    assert said == [302, 429]
    assert "Attendez une minute" in client.post("/connexion/", {"login": cast.rose.email}).content.decode()
    cache.clear()
