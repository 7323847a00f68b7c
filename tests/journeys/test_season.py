"""A whole season of three shops and two mentors, from an empty database to the white paper PDF, through everybody's screens.

Everything is clicked, typed or opened from a letter, but for the operator's `setup` command that opens the territory and
the `work` command that sends the letters. Merchants and mentors hold a phone, the team sits at a desk. The gestures of
each are counted and printed.
"""
import pytest

from tests.journeys import diagnosis, ending, follow, money, opening, panel, together, visits, workshop
from tests.journeys.stage import Stage

ACTS = [opening.set_up, opening.load_the_street, opening.open_the_season, opening.invite_the_referents,
        panel.apply, panel.offer_help, panel.score, panel.choose, panel.sign,
        visits.pair, visits.meet, money.fill_the_pot, visits.tell, diagnosis.start,
        workshop.think, workshop.adopt, workshop.plan, follow.count, follow.third_visits, follow.silence,
        together.gather, together.meet_the_committee, together.pay, together.leave_and_replace, diagnosis.again,
        ending.learn, ending.ask_opinions, ending.publish, ending.close]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_season_is_played_from_an_empty_database_to_the_white_paper(visitor, settings, tmp_path, capsys):
    stage = Stage(visitor, settings, tmp_path)
    for act in ACTS:
        act(stage)
    with capsys.disabled():
        print(stage.table(months=10))
