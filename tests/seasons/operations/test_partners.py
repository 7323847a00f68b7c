import pytest

from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Conflict, Refused
from chalandise.people.models import Organisation, Role
from chalandise.people.queries import has_role
from chalandise.seasons.operations import partners
from chalandise.seasons.queries import partners_of, people_of_season


@pytest.fixture
def bank(db):
    return Organisation.objects.create(name="Banque de la Rue")


def test_a_partner_added_twice_is_one_partner(cast, bank):
    for kind in ("support", "support", "money"):
        partners.add_partner(by=cast.rose, season=cast.season, organisation=bank, kind=kind)
    assert [(p.organisation, p.kind) for p in partners_of(cast.season)] == [(bank, "money")]


def test_a_partner_without_money_may_be_removed(cast, bank):
    partner = partners.add_partner(by=cast.rose, season=cast.season, organisation=bank, kind="support")
    partners.remove_partner(by=cast.rose, partner=partner)
    assert list(partners_of(cast.season)) == []


def test_a_partner_whose_money_is_in_the_pot_stays(cast, bank):
    from chalandise.funding.models import Account, Pot
    partner = partners.add_partner(by=cast.rose, season=cast.season, organisation=bank, kind="money")
    Account.objects.create(pot=Pot.objects.create(season=cast.season), kind="partner", partner=partner)
    with pytest.raises(Refused, match="reste partenaire"):
        partners.remove_partner(by=cast.rose, partner=partner)


def test_a_committee_member_is_invited_by_mail_once(cast, bank):
    for _time in range(2):
        person = partners.invite_partner_person(by=cast.rose, season=cast.season, kind=Role.Kind.COMMITTEE, email="Ines@Exemple.invalid",
                                                given_name="Inès", family_name="Roux", organisation=bank)
    assert [(r.kind, p) for r, p in people_of_season(cast.season)] == [("committee", person)]
    assert Letter.objects.filter(purpose="season.welcome").count() == 1
    assert person.affiliations.get().organisation == bank
    partners.end_partner_person(by=cast.rose, season=cast.season, person=person, kind=Role.Kind.COMMITTEE)
    assert has_role(person, Role.Kind.COMMITTEE, cast.season.pk) is False


def test_no_other_role_is_given_that_way(cast):
    with pytest.raises(Refused, match="partenaires et des membres"):
        partners.invite_partner_person(by=cast.rose, season=cast.season, kind=Role.Kind.ADMIN, email="x@exemple.invalid", given_name="X", family_name="Y")


def test_settings_changed_by_two_people_are_compared(cast):
    from chalandise.seasons.models import Season
    same = Season.objects.get(pk=cast.season.pk)
    partners.edit_season(by=cast.rose, season=cast.season, version=1, values={"panel_size": 18})
    with pytest.raises(Conflict) as caught:
        partners.edit_season(by=cast.odile, season=same, version=1, values={"panel_size": 22})
    assert caught.value.theirs == {"panel_size": 18}


def test_the_contact_belongs_to_the_team(cast):
    with pytest.raises(Refused, match="équipe de la saison"):
        partners.edit_season(by=cast.odile, season=cast.season, version=1, values={"contact": cast.hugo})
