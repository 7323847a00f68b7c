"""Asked once after the first visit, a few times by the team, never more."""
from datetime import date, timedelta

import pytest

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.impact.models import TakingsRequest
from chalandise.impact.operations import ask_takings, type_takings
from chalandise.impact.tasks import ask_takings as task
from chalandise.mentoring.models import Visit
from tests.impact.tills import agreed


def letters(cast):
    return list(Letter.objects.filter(purpose="takings.give").order_by("id").values_list("to_name", "subject"))


def test_one_letter_leaves_after_the_first_visit_and_only_one(cast):
    cast.pairing, cast.lila  # noqa: B018
    assert task() == 0
    Visit.objects.create(pairing=cast.pairing, number=1, state=Visit.State.DONE, starts_at=clock.now() - timedelta(days=2))
    assert (task(), task()) == (1, 0)
    assert letters(cast) == [("Lila Sarda", "Les recettes de « Institut Lys », avant la saison")]
    text = Letter.objects.get(purpose="takings.give").text
    assert "les 24 mois d’avant la saison ; 12 au moins" in text and "Vous ne souhaitez pas ? Ne répondez pas" in text


def test_an_old_visit_asks_nobody(cast):
    cast.lila  # noqa: B018
    Visit.objects.create(pairing=cast.pairing, number=1, state=Visit.State.DONE, starts_at=clock.now() - timedelta(days=40))
    assert task() == 0


def test_the_team_asks_again_after_three_weeks_and_three_times_at_most(cast):
    cast.pairing, cast.lila  # noqa: B018
    for n in range(3):
        with clock.at(clock.now() + timedelta(days=22 * n)):
            assert len(ask_takings(by=cast.rose, season=cast.season, shop=cast.lys)) == 1
            with pytest.raises(Refused, match="trois semaines" if n < 2 else "trois fois"):
                ask_takings(by=cast.rose, season=cast.season, shop=cast.lys)
    with clock.at(clock.now() + timedelta(days=99)), pytest.raises(Refused, match="de vive voix"):
        ask_takings(by=cast.rose, season=cast.season, shop=cast.lys)
    assert TakingsRequest.objects.count() == 3


def test_a_shop_outside_the_season_is_not_asked(cast):
    cast.pairing  # noqa: B018
    with pytest.raises(Refused, match="ne sert pas"):
        ask_takings(by=cast.rose, season=cast.season, shop=cast.cuir)


def test_who_types_their_months_is_asked_for_the_last_and_left_in_peace_after_two(cast):
    agreed(cast)
    type_takings(by=cast.lila, shop=cast.lys, grain="month", figures={date(2017, 9, 1): "8000"})
    assert (task(), task()) == (1, 1)  # twice is the same letter
    assert letters(cast) == [("Lila Sarda", "Un chiffre pour octobre 2017")]
    with clock.at(date(2017, 12, 4)):
        task()
    with clock.at(date(2018, 1, 4)):
        assert task() == 0
    assert [subject for _to, subject in letters(cast)] == ["Un chiffre pour octobre 2017", "Un chiffre pour novembre 2017"]
