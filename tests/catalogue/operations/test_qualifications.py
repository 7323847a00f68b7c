"""A solution enters the catalogue for twelve months, is suspended, ends, expires."""
from datetime import date

import pytest

from chalandise.catalogue import tasks
from chalandise.catalogue.models import CatalogueChange, Evidence, Qualification
from chalandise.catalogue.operations.qualifications import end, expire_due, qualify, restore, suspend
from chalandise.catalogue.queries.qualifications import listed_now, qualified_now
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Tie
from chalandise.people.operations import declare_tie


def kinds(solution):
    return [c.kind for c in CatalogueChange.objects.filter(solution=solution).order_by("pk")]


def test_a_solution_enters_for_twelve_months_and_its_provider_is_tied_to_it(cast):
    row = qualify(by=cast.odile, solution=cast.solution, territory=cast.bordeaux, call=cast.call, summary="Simple.", conditions="Un essai.")
    assert (row.since, row.until) == (date(2017, 11, 20), date(2018, 11, 20))
    tie = Tie.objects.get(kind="provider")
    assert (tie.organisation, tie.object_kind, tie.object_id, tie.source) == (cast.ardoise.organisation, "catalogue.solution", cast.solution.pk, "derived")
    assert kinds(cast.solution) == ["qualified"]
    assert Evidence.objects.get(solution=cast.solution).uses == 0
    assert list(listed_now()) == [row]


def test_twice_is_the_same_as_once_and_the_later_words_stand(cast):
    row = qualify(by=cast.odile, solution=cast.solution, territory=cast.bordeaux, summary="Simple.")
    with clock.at(date(2017, 12, 1)):
        assert qualify(by=cast.odile, solution=cast.solution, territory=cast.bordeaux, summary="Très simple.") == row
    row.refresh_from_db()
    assert (row.summary, row.until) == ("Très simple.", date(2018, 11, 20))
    assert kinds(cast.solution) == ["qualified"]


@pytest.mark.parametrize("since, until", [
    (date(2020, 2, 29), date(2021, 3, 1)), (date(2019, 2, 28), date(2020, 2, 28)), (date(2019, 3, 1), date(2020, 3, 1)),
    (date(2017, 12, 31), date(2018, 12, 31))])
def test_twelve_months_are_whole_ones_across_leap_years(cast, since, until):
    with clock.at(since):
        assert qualify(by=cast.odile, solution=cast.solution, territory=cast.bordeaux).until == until


def test_a_solution_that_its_provider_no_longer_proposes_does_not_enter(cast):
    cast.solution.withdrawn_at = clock.now()
    with pytest.raises(Refused, match="ne propose plus"):
        qualify(by=cast.odile, solution=cast.solution, territory=cast.bordeaux)
    assert not Qualification.objects.exists()


def test_a_term_is_over_on_its_day_whether_or_not_the_job_came_by(cast):
    row = cast.qualification
    with clock.at(date(2018, 11, 19)):
        assert list(qualified_now()) == [row] and expire_due() == 0
    with clock.at(date(2018, 11, 20)):
        assert list(qualified_now()) == []
        assert tasks.expire_qualifications() == 1 and tasks.expire_qualifications() == 0
    assert kinds(cast.solution) == ["qualified", "ended"]


def test_a_solution_whose_term_passed_can_be_qualified_again_before_the_job_came_by(cast):
    first = cast.qualification
    with clock.at(date(2018, 12, 1)):
        again = qualify(by=cast.odile, solution=cast.solution, territory=cast.bordeaux)
    assert again.pk != first.pk and again.until == date(2019, 12, 1)
    assert kinds(cast.solution) == ["qualified", "ended", "qualified"]


def test_a_suspended_solution_leaves_the_lists_and_comes_back_with_its_term(cast):
    cast.nadia  # noqa: B018
    suspend(by=cast.odile, qualification=cast.qualification, reason="complaint")
    assert list(listed_now()) == [] and list(qualified_now()) == [cast.qualification]
    suspend(by=cast.odile, qualification=cast.qualification, reason="company")
    assert Qualification.objects.get().suspended_reason == "complaint"
    restore(by=cast.odile, qualification=cast.qualification)
    assert list(listed_now()) == [cast.qualification]
    assert kinds(cast.solution) == ["qualified", "suspended", "restored"]
    assert list(Letter.objects.order_by("pk").values_list("purpose", flat=True)) == ["catalogue.suspended", "catalogue.restored"]


def test_an_end_is_said_with_its_reason_to_the_provider(cast):
    cast.nadia  # noqa: B018
    with pytest.raises(Refused, match="Dites pourquoi"):
        end(by=cast.odile, qualification=cast.qualification, reason=" ")
    end(by=cast.odile, qualification=cast.qualification, reason="Le service a fermé.")
    end(by=cast.odile, qualification=cast.qualification, reason="Une autre fois.")
    assert Qualification.objects.get().ended_reason == "Le service a fermé."
    assert "Le service a fermé." in Letter.objects.get().text
    with pytest.raises(Refused, match="n’est plus au catalogue"):
        suspend(by=cast.odile, qualification=cast.qualification, reason="company")


def test_who_works_for_the_company_neither_ends_nor_restores(cast):
    declare_tie(by=cast.odile, person=cast.odile, thing=cast.ardoise.organisation, kind="employer")
    with pytest.raises(Refused, match="Vous avez un lien avec Ardoise"):
        end(by=cast.odile, qualification=cast.qualification, reason="Au revoir.")
    suspend(by=cast.odile, qualification=cast.qualification, reason="complaint")
    with pytest.raises(Refused, match="Vous avez un lien avec Ardoise"):
        restore(by=cast.odile, qualification=cast.qualification)
