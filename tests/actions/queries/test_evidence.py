"""Beside each idea, what became of the others of its kind: counted over the seasons one may see, silences left out."""
from datetime import date
from decimal import Decimal

import pytest

from chalandise.actions.models import Action
from chalandise.actions.operations.course import drop, finish
from chalandise.actions.operations.keeping import answer_kept
from chalandise.actions.queries.evidence import evidence_around, evidence_for
from chalandise.foundation import clock
from chalandise.funding.operations import approve_commitment


def an_action(cast, n, season=None, kind="video", **fields):
    shop = cast._shop(f"Boutique {n:02}", trade="craft")
    return Action.objects.create(season=season or cast.season, shop=shop, kind=kind, title=f"Vidéo {n}", adopted_at=clock.now(), changed_at=clock.now(),
                                 **fields)


@pytest.fixture
def tried(cast):
    """Six videos ended (one on the way), one runs; five months later five answer: four still in place."""
    actions = [an_action(cast, n) for n in range(7)]
    for action in actions[:5]:
        finish(by=cast.rose, action=action)
    drop(by=cast.rose, action=actions[5], reason="Trop long")
    with clock.at(date(2018, 5, 20)):
        for n, action in enumerate(actions[:4]):
            answer_kept(by=cast.rose, check=action.checks.get(months=6), still=n > 0)
    return actions


def test_tried_dropped_running_and_kept_are_counted_and_silence_is_not_a_no(cast, tried):
    found = evidence_for(cast.rose)["video"]
    assert (found.tried, found.dropped, found.running, found.still) == (6, 1, 1, 3)
    assert (found.share.months, found.share.kept, found.share.asked) == (6, 3, 4)
    assert [(s.months, s.kept, s.asked) for s in found.shares] == [(1, 3, 3), (3, 3, 3), (6, 3, 4)]


def test_one_answer_at_a_year_does_not_hide_the_many_at_six_months(cast, tried):
    with clock.at(date(2018, 11, 20)):
        answer_kept(by=cast.rose, check=tried[1].checks.get(months=12), still=True)
    assert evidence_for(cast.rose)["video"].share.months == 6


def test_a_kind_nobody_tried_is_not_there(cast, tried):
    assert set(evidence_for(cast.rose)) == {"video"}


def test_only_the_seasons_one_may_see_are_counted(cast, tried):
    elsewhere = an_action(cast, 8, season=cast.other_season)
    finish(by=cast.hugo, action=elsewhere)
    assert evidence_for(cast.hugo)["video"].tried == 1
    assert evidence_for(cast.karim)["video"].tried == 6
    assert evidence_for(cast.lila) == {} == evidence_for(cast.bruno)


def test_a_merchant_reads_only_what_a_crowd_shares(cast):
    for n in range(2):
        finish(by=cast.rose, action=an_action(cast, n))
    assert evidence_around(cast.season) == {}
    finish(by=cast.rose, action=an_action(cast, 2))
    assert evidence_around(cast.season)["video"].tried == 3


def test_the_cost_per_kept_action_carries_those_that_failed(cast, django_assert_num_queries):
    action = cast.action
    approve_commitment(by=cast.odile, commitment=cast.pot.commitments.get())
    finish(by=cast.lila, action=action)
    drop(by=cast.rose, action=an_action(cast, 1, kind="booking"), reason="non")
    assert evidence_for(cast.rose, money=True)["booking"].cost_per_kept is None
    with clock.at(date(2017, 12, 20)):
        answer_kept(by=cast.lila, check=action.checks.get(months=1), still=True)
    assert evidence_for(cast.rose, money=True)["booking"].cost_per_kept == Decimal("180.00")
    for rows in (1, 30):
        for n in range(rows):
            finish(by=cast.rose, action=an_action(cast, 100 * rows + n))
        with django_assert_num_queries(8):
            evidence_for(cast.rose, money=True)
