"""Who is tied to what a committee decides withdraws; who is tied does not write the decision."""
from datetime import date

import pytest

from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.people.operations import declare_tie
from chalandise.people.operations.conflicts import Barred
from chalandise.seasons.models import Attendance, PanelPlace
from chalandise.seasons.operations.gatherings import decide, plan_gathering
from chalandise.seasons.queries.gatherings import conflicts_at, present
from chalandise.seasons.queries.interests import subjects_of


@pytest.fixture
def committee(cast):
    gathering = plan_gathering(by=cast.rose, season=cast.season, kind="committee", title="Comité", starts_at=clock.local(date(2017, 11, 20), 8),
                               ends_at=clock.local(date(2017, 11, 20), 9))
    for person, came in ((cast.odile, True), (cast.karim, True), (cast.awa, True), (cast.hugo, False)):
        Attendance.objects.create(gathering=gathering, person=person, came=came)
    return gathering


def test_a_tied_member_withdraws_and_a_looser_tie_is_watched(cast, committee):
    declare_tie(by=cast.karim, person=cast.karim, thing=cast.lys, kind="supplier")
    declare_tie(by=cast.awa, person=cast.awa, thing=cast.lys, kind="other")
    declare_tie(by=cast.hugo, person=cast.hugo, thing=cast.lys, kind="client")  # he did not come
    decision = decide(by=cast.rose, gathering=committee, text="Aider Lys", about=cast.lys)
    assert [(r.person, r.watched) for r in decision.recusals.all()] == [(cast.karim, False), (cast.awa, True)]
    assert (decision.about, decision.about_kind, decision.about_id) == ("Institut Lys", "shops.shop", cast.lys.pk)


def test_a_decision_about_nobody_asks_nobody_to_leave(cast, committee):
    declare_tie(by=cast.karim, person=cast.karim, thing=cast.lys, kind="supplier")
    assert decide(by=cast.rose, gathering=committee, text="Un panneau").recusals.count() == 0


def test_who_is_tied_does_not_write_it(cast, committee):
    declare_tie(by=cast.rose, person=cast.rose, thing=cast.lys, kind="family")
    with pytest.raises(Barred, match="Vous n’écrivez pas cette décision"):
        decide(by=cast.rose, gathering=committee, text="Aider Lys", about=cast.lys)
    assert committee.decisions.count() == 0


def test_a_committee_of_tied_people_decides_nothing(cast, committee):
    for person in (cast.odile, cast.karim, cast.awa):
        declare_tie(by=person, person=person, thing=cast.club.organisation, kind="client")
    with pytest.raises(Refused, match="un autre comité"):
        decide(by=cast.rose, gathering=committee, text="Reconduire", about=cast.club.organisation)


def test_the_page_says_before_who_would_withdraw(cast, committee):
    PanelPlace.objects.create(season=cast.season, shop=cast.lys, since=clock.now())
    declare_tie(by=cast.karim, person=cast.karim, thing=cast.lys, kind="supplier")
    assert [p.given_name for p in present(committee)] == ["Karim", "Awa", "Odile"]
    assert conflicts_at(committee, subjects_of(cast.season)) == [(cast.lys, [(cast.karim, "Karim Benali vend à Institut Lys.", True)])]
