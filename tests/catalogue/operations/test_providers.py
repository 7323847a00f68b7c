from datetime import timedelta

import pytest

from chalandise.catalogue.models import Provider, Registration
from chalandise.catalogue.operations.providers import (
    ASKED_A_DAY,
    Known,
    answer_request,
    ask_registration,
    confirm_registration,
    edit_company,
    end_person,
    forget_registrations,
    invite_person,
    register_provider,
)
from chalandise.catalogue.queries.access import providers_of
from chalandise.catalogue.queries.companies import people_of, requests_to
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Organisation, Person

NEW = {"name": "Vitrine Claire", "siren": "552 081 317"}
ASKED = {"email": "Paul.Roy@Vitrine.invalid", "given_name": "Paul", "family_name": "Roy", **NEW}


def test_a_stranger_who_asks_opens_nothing_before_the_link(db):
    registration = ask_registration(**ASKED)
    person = Person.objects.get(email="paul.roy@vitrine.invalid")
    assert (Provider.objects.count(), Organisation.objects.count(), list(providers_of(person))) == (0, 0, [])
    assert Letter.objects.get(purpose="provider.register").to_address == person.email
    provider = confirm_registration(registration=registration)
    assert (str(provider), provider.organisation.siren, list(people_of(provider))) == ("Vitrine Claire", "552081317", [person])
    assert confirm_registration(registration=registration) == provider
    assert Provider.objects.count() == 1


def test_the_siren_of_a_company_that_is_here_opens_nothing_and_its_people_are_asked(cast):
    assert cast.nadia
    registration = ask_registration(**{**ASKED, "siren": "732 829 320"})
    assert confirm_registration(registration=registration) is None
    paul = registration.person
    assert list(providers_of(paul)) == []
    assert Letter.objects.get(purpose="provider.join_asked").to_address == cast.nadia.email
    answer_request(by=cast.nadia, registration=requests_to(cast.ardoise).get(), accepted=True)
    assert list(providers_of(paul)) == [cast.ardoise]
    assert "vous est ouvert" in Letter.objects.get(purpose="provider.join_answered").subject


def test_a_no_opens_nothing_and_the_first_answer_counts(cast):
    assert cast.nadia
    registration = ask_registration(**{**ASKED, "siren": "732829320"})
    confirm_registration(registration=registration)
    for accepted in (False, True):
        answer_request(by=cast.nadia, registration=registration, accepted=accepted)
    assert list(providers_of(registration.person)) == []


def test_an_organisation_that_somebody_belongs_to_is_not_taken_by_its_siren(cast):
    """Karim works for a company that never answered a call: he is asked."""
    from chalandise.people.operations import affiliate, record_organisation
    body = record_organisation(by=cast.odile, name="Pixel", siren="552081317")
    affiliate(by=cast.odile, person=cast.karim, organisation=body)
    with pytest.raises(Known):
        register_provider(by=cast.person("Paul", "Roy"), **NEW)
    assert str(register_provider(by=cast.karim, **NEW)) == "Pixel"


def test_a_space_that_nobody_shares_any_more_is_not_taken(cast):
    assert cast.ardoise
    with pytest.raises(Known):
        register_provider(by=cast.person("Paul", "Roy"), name="Ardoise", siren="732829320")


def test_registered_twice_is_registered_once(cast):
    paul = cast.person("Paul", "Roy")
    assert register_provider(by=paul, **NEW) == register_provider(by=paul, **NEW)


@pytest.mark.parametrize(("change", "field"), [
    ({"siren": "552081318"}, "siren"), ({"siren": ""}, "siren"), ({"name": " "}, "name"), ({"country": "ZZ"}, "country"),
    ({"country": "BE", "foreign_number": "12"}, "foreign_number")])
def test_a_number_that_is_none_is_said_next_to_its_field(cast, change, field):
    with pytest.raises(Refused) as refusal:
        register_provider(by=cast.nadia, **{**NEW, **change})
    assert refusal.value.field == field


def test_a_foreign_company_has_the_number_of_its_country_and_takes_nobody_s_name(cast):
    club = Organisation.objects.create(name="Klein GmbH")
    provider = register_provider(by=cast.nadia, name="Klein GmbH", country="DE", foreign_number="HRB 12-345")
    assert (provider.country, provider.foreign_number, provider.organisation.siren) == ("DE", "HRB12345", None)
    assert provider.organisation != club
    with pytest.raises(Known):
        register_provider(by=cast.person("Paul", "Roy"), name="Autre", country="DE", foreign_number="hrb12345")


def test_one_address_is_not_flooded_by_strangers(db):
    for _n in range(ASKED_A_DAY + 2):
        ask_registration(**ASKED)
    assert Letter.objects.count() == ASKED_A_DAY


def test_what_nobody_confirmed_is_forgotten(db):
    ask_registration(**ASKED)
    with clock.at(clock.now() + timedelta(days=31)):
        assert (forget_registrations(), Registration.objects.count()) == (1, 0)


def test_a_colleague_is_invited_and_leaves_and_the_last_one_stays(cast):
    paul = invite_person(by=cast.nadia, provider=cast.ardoise, email="paul@exemple.invalid", given_name="Paul", family_name="Roy")
    assert list(people_of(cast.ardoise)) == [cast.nadia, paul]
    with pytest.raises(Refused, match="partage déjà"):
        invite_person(by=cast.nadia, provider=cast.ardoise, email="PAUL@exemple.invalid")
    end_person(by=paul, provider=cast.ardoise, person=cast.nadia)
    end_person(by=paul, provider=cast.ardoise, person=cast.nadia)
    with pytest.raises(Refused, match="seule personne"):
        end_person(by=paul, provider=cast.ardoise, person=paul)
    assert list(people_of(cast.ardoise)) == [paul]


def test_a_company_says_how_to_be_reached(cast):
    edited = edit_company(by=cast.nadia, provider=cast.ardoise, contact_email="a@b.invalid", headcount="1-9", website="https://ardoise.invalid/")
    edited.organisation.refresh_from_db()
    assert (edited.contact_email, edited.headcount, edited.organisation.website) == ("a@b.invalid", "1-9", "https://ardoise.invalid/")
