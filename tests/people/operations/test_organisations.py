"""Organisations by SIREN, belongings with dates, ties from which conflicts follow."""
from datetime import date

import pytest

from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Organisation
from chalandise.people.operations import (
    affiliate,
    declare_tie,
    end_affiliation,
    end_tie,
    record_organisation,
)
from chalandise.people.queries import affiliations_of, ties_about, ties_between


def test_an_organisation_is_one_by_its_siren(cast):
    first = record_organisation(by=cast.rose, name="La Poste", siren="356 000 000")
    assert first.siren == "356000000"
    assert record_organisation(by=cast.rose, name="LA POSTE SA", siren="356000000") == first


def test_a_siren_wrong_by_a_digit_is_refused_beside_its_field(cast):
    with pytest.raises(Refused, match="neuf chiffres") as refused:
        record_organisation(by=cast.rose, name="La Poste", siren="356000001")
    assert refused.value.field == "siren"
    assert Organisation.objects.count() == 0


def test_without_siren_the_name_decides(cast):
    first = record_organisation(by=cast.rose, name="Club  Démonstration")
    assert record_organisation(by=cast.rose, name="club démonstration") == first
    with pytest.raises(Refused):
        record_organisation(by=cast.rose, name="  ")


def test_a_belonging_has_dates(cast):
    club = record_organisation(by=cast.rose, name="Club")
    belonging = affiliate(by=cast.rose, person=cast.karim, organisation=club, title="Conseil", since=date(2017, 1, 1))
    assert affiliate(by=cast.rose, person=cast.karim, organisation=club, title="Associé") == belonging
    end_affiliation(by=cast.rose, affiliation=belonging, until=date(2017, 12, 31))
    assert [a.organisation.name for a in affiliations_of(cast.karim)] == ["Club"]
    assert list(affiliations_of(cast.karim, date(2018, 1, 1))) == []
    with pytest.raises(Refused):
        end_affiliation(by=cast.rose, affiliation=belonging, until=date(2016, 1, 1))


def test_a_tie_joins_a_person_and_a_thing_until_it_ends(cast):
    tie = declare_tie(by=cast.karim, person=cast.karim, thing=cast.lys, kind="family", note="belle-sœur")
    assert declare_tie(by=cast.karim, person=cast.karim, thing=cast.lys, kind="family") == tie
    assert [t.kind for t in ties_between(cast.karim, cast.lys)] == ["family"]
    assert list(ties_between(cast.karim, cast.cuir)) == []
    assert [t.person_id for t in ties_about("shops.shop", [cast.lys.pk, cast.cuir.pk])] == [cast.karim.pk]
    end_tie(by=cast.rose, tie=tie)
    with clock.at(date(2017, 11, 21)):
        assert list(ties_between(cast.karim, cast.lys)) == []
    assert len(ties_between(cast.karim, cast.lys, date(2017, 11, 19))) == 0  # declared on the 20th
    with pytest.raises(ValueError, match="unknown kind"):
        declare_tie(by=cast.karim, person=cast.karim, thing=cast.lys, kind="neighbour")
