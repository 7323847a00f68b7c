"""One action from the mentors' workshop to what it brought, through everybody's screens.

The street, its people and the takings of the other shops are there beforehand; all that Institut Lys does and gives, what the
mentors imagine, what the pot pays and what is measured is clicked, typed or opened from a letter.
"""
from datetime import date

import pytest

from chalandise.foundation import clock
from tests.impact.street import Street
from tests.journeys import measured
from tests.journeys.stage import Stage

ACTS = [measured.give_the_past, measured.think_together, measured.adopt, measured.approve, measured.carry_out, measured.pay, measured.count, measured.give_the_year,
        measured.estimate, measured.learn]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_an_action_goes_from_the_workshop_to_what_it_brought(visitor, settings, tmp_path, cast):
    stage = Stage(visitor, settings, tmp_path)
    with clock.at(clock.local(date(2017, 9, 10), 9)):  # who they are was true before the workshop
        cast.pairing, cast.awa_mentor, cast.pot, cast.odile  # noqa: B018
        measured.invite_others(stage, cast)
    stage.street = Street(cast, acted=6, compared=14, effect=0.08)
    for name, role in (("rose", "referent"), ("odile", "admin"), ("lila", "merchant"), ("karim", "mentor"), ("awa", "mentor"), ("noe", "mentor"),
                       ("selma", "mentor"), ("iris", "partner")):
        person = getattr(stage.persons, name)
        player = stage.enter(role, person.given_name, person.email)
        player.tab.sign_in(person)
        setattr(stage, name, player)
    for act in ACTS:
        act(stage)
