"""The open call to the used solution, through everybody's screens: three companies, four reviewers, a team, a merchant.

The street and its people are the cast's; all that the catalogue is made of is clicked, typed or opened from a letter.
"""
from datetime import date

import pytest

from chalandise.foundation import clock
from tests.journeys import market
from tests.journeys.stage import Stage

ACTS = [market.call_for_solutions, market.answer, market.review, market.decide, market.find, market.quote_and_choose, market.tell]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_solution_goes_from_the_call_to_the_counter(visitor, settings, tmp_path, cast):
    stage = Stage(visitor, settings, tmp_path)
    with clock.at(clock.local(date(2017, 9, 1), 9)):  # who they are was true before the call
        cast.pairing, cast.rose, cast.odile  # noqa: B018  (Institut Lys is in the season, somebody follows it)
        stage.companies, stage.reviewers, stage.people_of = {}, {}, {"lila": cast.lila}
    for name, role in (("odile", "admin"), ("lila", "merchant")):
        person = getattr(cast, name)
        player = stage.enter(role, person.given_name, person.email)
        player.tab.sign_in(person)
        setattr(stage, name, player)
    for act in ACTS:
        act(stage)
