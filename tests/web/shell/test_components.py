"""The page of components: operators only, and nobody is shut out by it."""
import pytest

from chalandise.people.models import Person
from tests.browser import check_axe, views


@pytest.fixture
def operator(db):
    return Person.objects.create_superuser("operatrice@exemple.invalid", given_name="Ada", family_name="Roux")


def test_only_operators_see_the_components(client, cast, operator):
    assert client.get("/maison/").status_code == 302
    client.force_login(cast.rose, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/maison/").status_code == 404
    client.force_login(operator, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/maison/").status_code == 200


@pytest.mark.browser
@pytest.mark.slow
def test_every_component_in_every_state_is_open_to_everybody(page, operator):
    page.sign_in(operator)
    assert page.open("/maison/") == 200
    for view in views():
        page.show(**view)
        page.shoot("maison-{width}-{scheme}-{language}".format(**view))
        assert (view, check_axe(page), page.overflow()) == (view, [], 0)
