"""The workshop in one room: opened by the team, one shop at a time, a line is an idea, the end has a summary."""
from datetime import timedelta

import pytest

from chalandise.actions.models import LiveSession
from chalandise.actions.operations.ideas import support
from chalandise.actions.operations.live import close_live, open_live, propose_line, set_timer, turn
from chalandise.actions.queries.live import board, live_seen_by, minutes_left, open_live_of, stamp, summary
from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.seasons.models import PanelPlace


@pytest.fixture
def session(cast):
    """Institut Lys, then L'Atelier du Cuir."""
    cast.pairing, cast.karim_mentor, cast.awa_mentor  # noqa: B018
    PanelPlace.objects.create(season=cast.season, shop=cast.cuir, since=clock.now())
    return open_live(by=cast.rose, season=cast.season, shops=[cast.lys, cast.cuir])


def test_the_team_opens_one_session_at_a_time_on_shops_of_the_panel(cast, session):
    assert open_live(by=cast.odile, season=cast.season, shops=[cast.cuir]) == session
    for stranger in (cast.karim, cast.lila, cast.hugo):
        with pytest.raises(Refused, match="L’équipe"):
            open_live(by=stranger, season=cast.season, shops=[cast.lys])
    close_live(by=cast.rose, session=session)
    outside = cast._shop("Ailleurs", trade="craft")
    for shops in ([], [outside]):
        with pytest.raises(Refused, match="du panel"):
            open_live(by=cast.rose, season=cast.season, shops=shops)
    assert LiveSession.objects.count() == 1


def test_a_double_click_turns_one_page_and_the_ends_are_ends(cast, session):
    for _twice in range(2):
        session = turn(by=cast.rose, session=session, seen=0, to=1)
    assert (session.at, board(cast.karim, session).stop.shop) == (1, cast.cuir)
    for to in (2, -1):
        with pytest.raises(Refused, match="de ce côté"):
            turn(by=cast.rose, session=session, seen=1, to=to)
    with pytest.raises(Refused, match="L’équipe"):
        turn(by=cast.karim, session=session, seen=1, to=0)


def test_the_timer_counts_down_and_a_new_shop_takes_it_away(cast, session):
    session = set_timer(by=cast.rose, session=session, minutes=5)
    assert minutes_left(session) == 5
    with clock.at(clock.now() + timedelta(minutes=4, seconds=30)):
        assert minutes_left(session) == 1
    with clock.at(clock.now() + timedelta(minutes=9)):
        assert minutes_left(session) == 0
    assert minutes_left(turn(by=cast.rose, session=session, seen=0, to=1)) is None
    for minutes in (-1, 61):
        with pytest.raises(Refused, match="minuteur"):
            set_timer(by=cast.rose, session=session, minutes=minutes)


def test_a_line_is_an_idea_of_the_session_and_twice_is_once(cast, session):
    first = propose_line(by=cast.karim, session=session, shop=cast.lys, title="Un agenda en ligne")
    assert propose_line(by=cast.karim, session=session, shop=cast.lys, title="Un agenda en ligne") == first
    assert (first.kind, first.session, first.shop) == ("other", session, cast.lys)
    assert propose_line(by=cast.awa, session=session, shop=cast.cuir, title="Une vidéo", kind="video").kind == "video"
    for stranger in (cast.lila, cast.hugo):
        with pytest.raises(Refused, match="atelier"):
            propose_line(by=stranger, session=session, shop=cast.lys, title="Non")
    with pytest.raises(Refused, match="pas de la séance"):
        propose_line(by=cast.karim, session=session, shop=cast._shop("Ailleurs", trade="craft"), title="Non")


def test_who_sells_says_so_in_the_room_too(cast, session):
    cast.karim_mentor.sells = "des agendas"
    cast.karim_mentor.save()
    with pytest.raises(Refused, match="des agendas") as refusal:
        propose_line(by=cast.karim, session=session, shop=cast.lys, title="Un agenda")
    assert refusal.value.field == "no_gain"


def test_a_line_that_a_phone_kept_is_welcome_after_the_end(cast, session):
    for _twice in range(2):
        close_live(by=cast.rose, session=session)
    late = propose_line(by=cast.karim, session=session, shop=cast.lys, title="Arrivée en retard")
    support(by=cast.awa, idea=late, helps=True)
    found = summary(cast.karim, session)
    assert (found.ideas, found.people, found.supports, found.hours) == (1, 2, 1, 1)
    assert [(stop.shop, len(ideas), stop.shown_at is not None) for stop, ideas in found.shops] == [(cast.lys, 1, True), (cast.cuir, 0, False)]
    for gesture in (lambda: turn(by=cast.rose, session=session, seen=0, to=1), lambda: set_timer(by=cast.rose, session=session, minutes=3)):
        with pytest.raises(Refused, match="finie"):
            gesture()


def test_the_stamp_changes_with_everything_that_the_room_reads_and_with_nothing_else(cast, session, django_assert_num_queries):
    seen = {stamp(session)}
    assert stamp(session) in seen
    idea = propose_line(by=cast.karim, session=session, shop=cast.lys, title="Un agenda")
    for change in (lambda: None, lambda: support(by=cast.awa, idea=idea), lambda: support(by=cast.awa, idea=idea, helps=True),
                   lambda: set_timer(by=cast.rose, session=session, minutes=3), lambda: turn(by=cast.rose, session=session, seen=0, to=1),
                   lambda: close_live(by=cast.rose, session=session)):
        change()
        session.refresh_from_db()
        with django_assert_num_queries(3):
            now = stamp(session)
        assert now not in seen
        seen.add(now)


def test_mentors_and_the_team_read_it_nobody_else(cast, session):
    assert open_live_of(cast.karim, cast.season) == session == live_seen_by(cast.rose, cast.season, session.pk)
    for stranger in (cast.lila, cast.hugo):
        assert open_live_of(stranger, cast.season) is None
        with pytest.raises(LiveSession.DoesNotExist):
            live_seen_by(stranger, cast.season, session.pk)
