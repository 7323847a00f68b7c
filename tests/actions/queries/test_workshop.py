"""The workshop and the lists take the same number of queries whatever their length, and show nothing to strangers."""
import pytest

from chalandise.actions.models import Action, Idea
from chalandise.actions.operations.ideas import propose_idea, put_to_merchant, support
from chalandise.actions.operations.money import ask_money
from chalandise.actions.queries.actions import (
    action_accompanied_by,
    action_kept_by,
    action_run_by,
    actions_run_by,
    current_action,
)
from chalandise.actions.queries.lessons import lessons_for, search_lessons, told
from chalandise.actions.queries.money import money_of
from chalandise.actions.queries.workshop import idea_put_to, idea_seen_by, ideas_put_to, workshop
from chalandise.foundation import clock
from chalandise.seasons.models import PanelPlace, Season


def fill(cast, rows, start=0):
    for n in range(start, start + rows):
        shop = cast._shop(f"Boutique {n:02}", trade="craft")
        PanelPlace.objects.create(season=cast.season, shop=shop, since=clock.now())
        idea = propose_idea(by=cast.awa, season=cast.season, shop=shop, kind="video", title=f"Vidéo {n}")
        support(by=cast.karim, idea=idea, helps=True)
        action = Action.objects.create(season=cast.season, shop=shop, idea=idea, kind="video", title=f"Vidéo {n}",
                                       adopted_at=clock.now(), changed_at=clock.now())
        ask_money(by=cast.rose, action=action, amount=1, label="Perche")
        action.lessons.create(by=cast.lila, side="merchant", worked="Le geste", shared_at=clock.now(), at=clock.now())


def test_lists_take_as_many_queries_with_1_and_30_shops(cast, django_assert_num_queries):
    cast.idea, cast.pot  # noqa: B018
    for rows, start in ((1, 0), (30, 1)):
        fill(cast, rows, start)
        with django_assert_num_queries(11):
            [(card.shop.name, card.need, [i.voices.supporters for i in card.ideas]) for card in workshop(cast.karim, cast.season)]
        with django_assert_num_queries(3):
            actions = list(actions_run_by(cast.rose, cast.season))
            [(a.shop.name, a.pairing, a.steps_all) for a in actions]
        with django_assert_num_queries(2):
            money_of(actions)
        with django_assert_num_queries(4):
            [(t.who, t.action.shop.name) for t in told(search_lessons(lessons_for(cast.karim, cast.season), words="geste", kind="video"))]


def test_shops_without_an_idea_come_first(cast):
    cast.idea  # noqa: B018
    PanelPlace.objects.create(season=cast.season, shop=cast.cuir, since=clock.now())
    assert [card.shop for card in workshop(cast.rose, cast.season)] == [cast.cuir, cast.lys]


def test_the_workshop_is_closed_to_merchants_and_neighbours(cast):
    idea = cast.idea
    for stranger in (cast.lila, cast.hugo):
        with pytest.raises(Season.DoesNotExist):
            workshop(stranger, cast.season)
        with pytest.raises(Idea.DoesNotExist):
            idea_seen_by(stranger, cast.season, idea.pk)
    assert idea_seen_by(cast.rose, cast.season, idea.pk).by == cast.awa


def test_a_merchant_sees_an_idea_once_it_is_put_to_them(cast):
    idea = cast.idea
    assert list(ideas_put_to(cast.lys)) == []
    put_to_merchant(by=cast.karim, idea=idea)
    assert idea_put_to(cast.lys, idea.pk) == idea
    with pytest.raises(Idea.DoesNotExist):
        idea_put_to(cast.cuir, idea.pk)


def test_an_action_is_reached_by_its_people_only(cast):
    action = cast.action
    assert action_run_by(cast.rose, cast.season, action.pk) == action
    assert action_accompanied_by(cast.karim, cast.season, action.pk) == action
    assert action_kept_by(cast.lila, cast.lys, action.pk) == action == current_action(cast.lila, cast.lys, cast.season)
    for reach, stranger in ((action_run_by, cast.hugo), (action_accompanied_by, cast.awa)):
        with pytest.raises(Action.DoesNotExist):
            reach(stranger, cast.season, action.pk)
    with pytest.raises(Action.DoesNotExist):
        action_kept_by(cast.bruno, cast.lys, action.pk)
