"""One idea adopted at a time; twice is once; the pot is asked, the merchant pays 0."""

import pytest

from chalandise.actions.models import Action, Idea
from chalandise.actions.operations.adoption import adopt, decline
from chalandise.actions.operations.course import drop
from chalandise.actions.operations.ideas import propose_idea, withdraw_idea
from chalandise.actions.queries.money import money_of
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.funding.models import Commitment


def second(cast):
    return propose_idea(by=cast.awa, season=cast.season, shop=cast.lys, kind="video", title="Une vidéo d’un geste")


def test_adopting_makes_the_action_and_asks_the_pot(cast):
    action = cast.action
    assert (action.shop, action.pairing, action.state, action.owner) == (cast.lys, cast.pairing, "adopted", cast.lila)
    assert action.indicator == "after_hours_bookings"
    money = money_of([action])[action.pk]
    assert (money.asked, money.granted, money.merchant) == (180, 0, 0)
    assert sorted(Letter.objects.filter(purpose="action.adopted").values_list("to_name", flat=True)) == ["Awa Diop", "Karim Benali"]
    assert cast.pairing.signs.get().kind == "action"


def test_adopting_twice_is_once(cast):
    assert adopt(by=cast.lila, idea=Idea.objects.get(pk=cast.action.idea_id)) == cast.action
    assert (Action.objects.count(), Commitment.objects.count()) == (1, 1)


def test_one_action_at_a_time(cast):
    action, other = cast.action, second(cast)
    with pytest.raises(Refused, match="Une à la fois"):
        adopt(by=cast.lila, idea=other)
    drop(by=cast.lila, action=action, reason="plus le temps")
    assert adopt(by=cast.lila, idea=other).title == "Une vidéo d’un geste"


def test_the_team_answers_on_the_phone_and_nobody_else(cast):
    with pytest.raises(Refused, match="Seul le commerçant"):
        adopt(by=cast.karim, idea=cast.idea)
    with pytest.raises(Refused, match="Seul le commerçant"):
        decline(by=cast.hugo, idea=cast.idea)
    action = adopt(by=cast.rose, idea=cast.idea, via="phone")
    assert (action.idea.proposal.via, action.owner) == ("phone", None)


def test_without_a_pot_the_action_starts_and_the_money_is_to_be_found(cast):
    action = adopt(by=cast.lila, idea=cast.idea)
    assert money_of([action])[action.pk].requests == []


def test_not_this_one_keeps_a_word_and_may_change(cast):
    proposal = decline(by=cast.lila, idea=cast.idea, words="Trop compliqué")
    assert (proposal.answer, proposal.words) == ("declined", "Trop compliqué")
    adopt(by=cast.lila, idea=cast.idea)
    assert Idea.objects.get().proposal.answer == "adopted"
    with pytest.raises(Refused, match="devenue votre action"):
        decline(by=cast.lila, idea=cast.idea)


def test_a_withdrawn_idea_is_not_adopted(cast):
    withdraw_idea(by=cast.awa, idea=cast.idea)
    with pytest.raises(Refused, match="retirée"):
        adopt(by=cast.lila, idea=cast.idea)


def test_a_shop_that_left_adopts_nothing(cast):
    idea = cast.idea
    cast.season.places.update(left_at=clock.now())
    with pytest.raises(Refused, match="plus dans le panel"):
        adopt(by=cast.lila, idea=idea)


@pytest.mark.django_db(transaction=True)
def test_two_adoptions_at_the_same_second_make_one_action(cast, tmp_path):
    from tests.funding.operations.test_ledger import at_once, on_disk
    ideas, lila = [cast.idea, second(cast)], cast.lila

    def take(idea):
        return lambda: adopt(by=lila, idea=Idea.objects.select_related("shop", "season").get(pk=idea.pk)).pk
    with on_disk(tmp_path):
        said = at_once(take(ideas[0]), take(ideas[1]), take(ideas[0]))
        count, = at_once(Action.objects.count)
    assert count == 1
    assert len({answer for answer in said if not isinstance(answer, Refused)}) == 1
