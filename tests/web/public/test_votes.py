"""A voice, on one's page or by a mailed link: no shop's name, ties told, the result once it is closed."""
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.funding.models import Vote
from chalandise.funding.operations import ask_commitment, close_ballot, open_ballot
from chalandise.people.models import Tie
from chalandise.people.operations import grant_role


@pytest.fixture
def ballot(cast):
    cast.pot, cast.odile  # noqa: B018
    cast.iris = cast.person("Iris", "Comité")
    grant_role(person=cast.iris, kind="committee", scope_id=cast.season.pk)
    asked = ask_commitment(by=cast.odile, pot=cast.pot, amount=180, label="Agenda · Institut Lys", supplier="Agenda Facile", shop=cast.lys)
    return open_ballot(by=cast.rose, commitment=asked, text="Rendez-vous en ligne", closes_on=clock.today() + timedelta(days=7), with_mentors=True)


def home(cast):
    return reverse("public:partner", args=[cast.season.slug])


def page_of(ballot):
    return reverse("public:partner_vote", args=[ballot.commitment.pot.season.slug, ballot.pk])


def link_of(name):
    return re.search(r"/l/[\w-]+/", Letter.objects.get(purpose="funding.vote", to_name=name).text).group()


def read(client, address):
    return client.get(address).content.decode().replace("\xa0", " ").replace("\u202f", " ")


def test_a_member_votes_from_the_page_and_sees_the_result_once_it_is_closed(client, cast, ballot):
    client.force_login(cast.iris)
    assert "Lire et voter" in read(client, home(cast))
    page = read(client, page_of(ballot))
    assert [word for word in ("Institut Lys", "Lila", "Odile") if word in page] == []
    assert "180,00 €" in page and "Agenda Facile" in page
    client.post(page_of(ballot), {"says": "yes", "words": "Oui"})
    assert "Votre voix : pour." in read(client, page_of(ballot))
    assert "1 pour" not in read(client, home(cast))  # nobody is led by the others
    close_ballot(by=cast.rose, ballot=ballot)
    assert "Le comité a dit oui : 1 pour, 0 contre." in read(client, home(cast))


def test_a_mentor_votes_by_a_link_twice_is_the_same_as_once(client, cast, ballot):
    cast.karim, again = cast.karim, ballot.commitment
    close_ballot(by=cast.rose, ballot=ballot)
    open_ballot(by=cast.rose, commitment=again, text="Encore", closes_on=clock.today(), with_mentors=True)
    where = link_of("Karim Benali")
    for _twice in range(2):
        client.post(where, {"says": "no"})
    assert [(v.person, v.says) for v in Vote.objects.all()] == [(cast.karim, "no")]
    assert client.post(where, {"says": "peut-être"}, follow=True).content.decode().count("Choisissez : pour, contre, ou abstention.") == 1


def test_a_tie_told_on_the_page_withdraws(client, cast, ballot):
    client.force_login(cast.iris)
    client.post(page_of(ballot), {"lien": "oui", "kind": "client"})
    page = read(client, page_of(ballot))
    assert ("Vous vous retirez de ce vote" in page, 'name="says"' in page, [t.object_id for t in Tie.objects.all()]) == (True, False, [ballot.commitment.payee_id])
    client.post(page_of(ballot), {"says": "yes"})
    assert Vote.objects.count() == 0
    assert "Vous vous en retirez." in read(client, home(cast))


def test_who_has_no_voice_finds_nothing(client, cast, ballot):
    person = cast.person("Paul", "Partenaire")
    grant_role(person=person, kind="partner", scope_id=cast.season.pk)
    client.force_login(person)
    assert client.get(page_of(ballot)).status_code == 404
    assert "Votre voix" not in read(client, home(cast))
