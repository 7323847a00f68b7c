"""The second person decides by a mailed link."""
import re

import pytest

from chalandise.foundation.models import Letter
from chalandise.funding.operations import ask_commitment
from chalandise.people.operations import end_role


@pytest.fixture
def asked(cast):
    cast.pot, cast.odile  # noqa: B018
    return ask_commitment(by=cast.rose, pot=cast.pot, amount=120, label="Affiches")


def where():
    return re.search(r"/l/[\w-]+/", Letter.objects.get(purpose="funding.request").text).group()


def test_a_request_is_approved_once(client, asked):
    page = client.get(where()).content.decode()
    assert ("Affiches" in page, "Approuver" in page) == (True, False)  # first, whether it concerns her
    client.post(where(), {"oui": "1"})
    client.post(where(), {"lien": "non"})
    asked.refresh_from_db()
    assert asked.state == "asked"
    for _twice in range(2):
        page = client.post(where(), {"oui": "1"}, follow=True).content.decode()
    assert "n’attend plus de réponse" in page
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by.given_name) == ("approved", "Odile")


def test_a_refusal_needs_its_reason(client, asked):
    client.post(where(), {"lien": "non"})
    assert client.post(where(), {"non": "1", "reason": ""}).status_code == 422
    client.post(where(), {"non": "1", "reason": "Trop tard"})
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("refused", "Trop tard")


def test_who_left_the_team_finds_nothing(client, cast, asked):
    end_role(person=cast.odile, kind="admin", scope_id=cast.bordeaux.pk)
    assert client.post(where(), {"oui": "1"}).status_code == 404
