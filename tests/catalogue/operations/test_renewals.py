"""A provider is asked before the end; the team renews, or says why not."""
from datetime import date

import pytest

from chalandise.catalogue import tasks
from chalandise.catalogue.models import Qualification
from chalandise.catalogue.operations.qualifications import suspend
from chalandise.catalogue.operations.renewals import answer_renewal, ask_renewal
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused


def letters(purpose="catalogue.ends"):
    return Letter.objects.filter(purpose=purpose).count()


def reminded_on(day):
    with clock.at(day):
        return tasks.remind_ending()


def test_the_provider_is_asked_sixty_and_fifteen_days_before_and_once_each(cast):
    cast.nadia, cast.qualification  # noqa: B018  (until 20 November 2018)
    days = [date(2018, 9, 20), date(2018, 9, 21), date(2018, 9, 22), date(2018, 11, 4), date(2018, 11, 5), date(2018, 11, 6)]
    assert [reminded_on(day) for day in days] == [0, 1, 0, 0, 1, 0]


def test_days_without_a_job_lose_no_letter_and_double_none(cast):
    cast.nadia, cast.qualification  # noqa: B018
    assert [reminded_on(day) for day in (date(2018, 10, 1), date(2018, 11, 18), date(2018, 11, 19))] == [1, 1, 0]


def test_a_job_that_first_comes_late_asks_once(cast):
    cast.nadia, cast.qualification  # noqa: B018
    assert [reminded_on(day) for day in (date(2018, 11, 15), date(2018, 11, 16))] == [1, 0]


def test_who_asked_is_not_asked_again(cast):
    cast.nadia, cast.qualification  # noqa: B018
    reminded_on(date(2018, 9, 21))
    with clock.at(date(2018, 10, 1)):
        ask_renewal(by=cast.nadia, qualification=cast.qualification, text="Rien de neuf.")
    assert reminded_on(date(2018, 11, 6)) == 0


def test_a_renewal_adds_a_year_to_the_term_whenever_it_is_given(cast):
    with clock.at(date(2018, 10, 1)):
        asked = ask_renewal(by=cast.nadia, qualification=cast.qualification)
        assert ask_renewal(by=cast.nadia, qualification=cast.qualification) == asked
        answer_renewal(by=cast.odile, renewal=asked, renewed=True)
        answer_renewal(by=cast.odile, renewal=asked, renewed=False, reason="Trop tard")
    assert Qualification.objects.get().until == date(2019, 11, 20)
    assert letters("catalogue.renewal") == 1
    assert reminded_on(date(2019, 9, 21)) == 1  # and next year's question is asked anew


def test_a_refusal_says_why_and_the_term_runs_on(cast):
    with clock.at(date(2018, 10, 1)):
        asked = ask_renewal(by=cast.nadia, qualification=cast.qualification)
        with pytest.raises(Refused, match="Dites pourquoi"):
            answer_renewal(by=cast.odile, renewal=asked, renewed=False)
        answer_renewal(by=cast.odile, renewal=asked, renewed=False, reason="L’export ne marche plus.")
    assert Qualification.objects.get().until == date(2018, 11, 20)
    assert "L’export ne marche plus." in Letter.objects.get(purpose="catalogue.renewal").text


@pytest.mark.parametrize("day, words", [(date(2018, 8, 21), "trop tôt"), (date(2018, 11, 20), "est finie")])
def test_a_renewal_is_asked_in_the_last_ninety_days(cast, day, words):
    with clock.at(day), pytest.raises(Refused, match=words):
        ask_renewal(by=cast.nadia, qualification=cast.qualification)


def test_a_suspended_solution_is_not_renewed(cast):
    with clock.at(date(2018, 10, 1)):
        asked = ask_renewal(by=cast.nadia, qualification=cast.qualification)
        suspend(by=cast.odile, qualification=cast.qualification, reason="complaint")
        with pytest.raises(Refused, match="suspendue"):
            answer_renewal(by=cast.odile, renewal=asked, renewed=True)
