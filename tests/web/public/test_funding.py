"""A partner's link: where each euro went, and no private word."""
import re

from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.funding.operations import approve_commitment, send_summary
from chalandise.people.models import Affiliation
from chalandise.people.operations import end_role, grant_role


def partner_person(cast):
    person = cast.person("Paul", "Roche")
    grant_role(person=person, kind="partner", scope_id=cast.season.pk)
    Affiliation.objects.create(person=person, organisation=cast.club.organisation, since="2017-01-01")
    return person


def where():
    return re.search(r"/l/[\w-]+/", Letter.objects.get(purpose="funding.summary").text).group()


def test_a_partner_sees_kinds_and_amounts_only(client, cast):
    partner_person(cast)
    approve_commitment(by=cast.odile, commitment=cast.action.season.pot.commitments.get())
    send_summary(by=cast.rose, partner=cast.club)
    page = client.get(where()).content.decode().replace("\xa0", " ").replace("\u202f", " ")
    for words in ("Rendez-vous en ligne", "180,00 €", "Vous avez promis 1 000,00 € et versé 800,00 €"):
        assert words in page
    for private in ("Institut Lys", "Lila", "Prendre des rendez-vous le soir", "Karim"):
        assert private not in page


def test_nobody_known_at_the_partner_is_said(cast):
    try:
        send_summary(by=cast.rose, partner=cast.club)
    except Refused as refusal:
        assert "ajoutez d’abord son contact" in str(refusal)
    else:
        raise AssertionError("a letter to nobody")


def test_a_partner_whose_role_ended_finds_nothing(client, cast):
    person = partner_person(cast)
    cast.pot  # noqa: B018
    send_summary(by=cast.rose, partner=cast.club)
    end_role(person=person, kind="partner", scope_id=cast.season.pk)
    assert client.get(where()).status_code == 404
