import pytest

from chalandise.people.models import Organisation
from chalandise.seasons.operations.partners import add_partner, invite_partner_person
from chalandise.seasons.queries import partners_of, people_of_season
from tests.web.team.seasons.test_calendar import text


@pytest.fixture
def rose(client, cast):
    client.force_login(cast.rose)
    return client


def test_a_partner_is_added_by_name_or_siren_and_removed(rose, cast):
    address = f"/equipe/{cast.season.slug}/partenaires/"
    assert "Aucun partenaire" in text(rose.get(address))
    rose.post(address, {"partner-name": "Banque de la Rue", "partner-siren": "732 829 320", "partner-kind": "money"})
    partner = partners_of(cast.season).get()
    assert (partner.organisation.siren, partner.kind) == ("732829320", "money")
    rose.post(f"{address}{partner.pk}/retrait/")
    assert list(partners_of(cast.season)) == []


def test_a_wrong_siren_is_said_and_what_was_typed_is_kept(rose, cast):
    page = text(rose.post(f"/equipe/{cast.season.slug}/partenaires/", {"partner-name": "Banque", "partner-siren": "732829321", "partner-kind": "money"}))
    assert "SIREN n’est pas juste" in page
    assert 'value="Banque"' in page


def test_a_committee_member_is_invited_then_ended(rose, cast):
    rose.post(f"/equipe/{cast.season.slug}/partenaires/personnes/", {
        "person-given_name": "Inès", "person-family_name": "Roux", "person-email": "ines@exemple.invalid", "person-kind": "committee"})
    (_role, person), = people_of_season(cast.season)
    assert "Inès Roux" in text(rose.get(f"/equipe/{cast.season.slug}/partenaires/"))
    rose.post(f"/equipe/{cast.season.slug}/partenaires/personnes/{person.pk}/committee/fin/")
    assert people_of_season(cast.season) == []


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_with_1_and_30(rose, cast, count, django_assert_num_queries):
    for n in range(count):
        organisation = Organisation.objects.create(name=f"Organisme {n}")
        add_partner(by=cast.rose, season=cast.season, organisation=organisation, kind="support")
        invite_partner_person(by=cast.rose, season=cast.season, kind="committee", email=f"p{n}@exemple.invalid", given_name="P", family_name=f"N{n}")
    address = f"/equipe/{cast.season.slug}/partenaires/"
    rose.get(address)
    with django_assert_num_queries(9):
        rose.get(address)
