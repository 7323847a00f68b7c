"""Minutes and ideas recommend nothing to which their author is tied."""
from datetime import date

import pytest

from chalandise.foundation import clock
from chalandise.mentoring.models import Minutes, Visit
from chalandise.mentoring.operations.minutes import edit_minutes, write_minutes
from chalandise.people.models import Affiliation
from chalandise.people.operations import declare_tie
from chalandise.people.operations.conflicts import Barred

pytestmark = pytest.mark.django_db
SEEN = {"duration": 45, "seen": "Ardoise RDV sert déjà à la caisse.", "decided": "", "next_step": ""}


@pytest.fixture
def visit(cast):
    cast.qualification  # noqa: B018
    starts = clock.local(date(2017, 11, 14), 10)
    return Visit.objects.create(pairing=cast.pairing, number=1, state="fixed", starts_at=starts, ends_at=starts)


@pytest.fixture
def employed(cast):
    Affiliation.objects.create(person=cast.karim, organisation=cast.ardoise.organisation, since=date(2017, 1, 1))


def test_a_next_step_that_names_a_solution_of_one_s_employer_is_refused_in_words(cast, visit, employed):
    with pytest.raises(Barred, match="Vous conseillez « Ardoise RDV ». Karim Benali travaille pour Ardoise. Laissez un autre parrain"):
        write_minutes(visit=visit, by=cast.karim, values={**SEEN, "next_step": "Essayer ardoise rdv"})
    assert Minutes.objects.count() == 0


def test_what_was_seen_is_a_fact_and_other_mentors_write_what_they_like(cast, visit, employed):
    minutes = write_minutes(visit=visit, by=cast.karim, values={**SEEN, "next_step": "Choisir un agenda"})
    with pytest.raises(Barred, match="Vous conseillez"):
        edit_minutes(minutes=minutes, version=minutes.version, by=cast.karim, values={"decided": "Prendre Ardoise RDV"})


def test_a_mentor_without_a_tie_names_the_solution(cast, visit):
    assert write_minutes(visit=visit, by=cast.karim, values={**SEEN, "next_step": "Essayer Ardoise RDV"}).next_step == "Essayer Ardoise RDV"


def test_a_client_of_the_company_names_it_with_a_second_person(cast, visit):
    declare_tie(by=cast.karim, person=cast.karim, thing=cast.ardoise.organisation, kind="client")
    values = {**SEEN, "next_step": "Essayer Ardoise RDV"}
    with pytest.raises(Barred) as refusal:
        write_minutes(visit=visit, by=cast.karim, values=values)
    assert refusal.value.field == "supervisor"
    assert write_minutes(visit=visit, by=cast.karim, values=values, supervisor=cast.rose)
