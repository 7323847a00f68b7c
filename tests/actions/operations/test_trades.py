"""One idea serves several shops: it is put to each by a copy, and each merchant answers for themselves."""
import pytest

from chalandise.actions.models import Action, Idea
from chalandise.actions.operations.adoption import adopt, decline
from chalandise.actions.operations.ideas import comment, propose_idea, put_to_merchant, put_to_shop, support
from chalandise.actions.queries.money import backing_of
from chalandise.actions.queries.workshop import ideas_for_trades, shops_served_by, workshop
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.operations import grant_role
from chalandise.seasons.models import PanelPlace

WORDS = {"kind": "booking", "title": "Un agenda en ligne", "cost": "60", "effort": 2}


@pytest.fixture
def trade(cast):
    """Awa's idea for every beauty trade; Institut Lys and a second salon are in the panel."""
    cast.pairing, cast.karim_mentor, cast.awa_mentor, cast.pot, cast.odile  # noqa: B018
    salon = cast._shop("Salon Rivage", trade="beauty")
    PanelPlace.objects.create(season=cast.season, shop=salon, since=clock.now())
    grant_role(person=cast.bruno, kind="merchant", scope_id=salon.pk)
    return propose_idea(by=cast.awa, season=cast.season, trade="beauty", **WORDS), salon


def test_an_idea_is_for_a_shop_or_a_trade_of_the_list(cast, trade):
    for words in ({}, {"trade": "flying"}, {"trade": ""}):
        with pytest.raises(Refused) as refusal:
            propose_idea(by=cast.awa, season=cast.season, **WORDS, **words)
        assert refusal.value.field == "trade"
    assert propose_idea(by=cast.awa, season=cast.season, trade="beauty", **WORDS) == trade[0]


def test_it_stands_beside_each_shop_it_serves_until_it_is_put_to_it(cast, trade):
    idea, salon = trade
    def beside():
        return {card.shop.name: [i.pk for i in card.for_trade] for card in workshop(cast.karim, cast.season)}
    assert beside() == {"Institut Lys": [idea.pk], "Salon Rivage": [idea.pk]}
    for _twice in range(2):
        put_to_shop(by=cast.karim, idea=idea, shop=cast.lys)
    assert beside() == {"Institut Lys": [], "Salon Rivage": [idea.pk]}
    assert [(i.pk, [c.shop for c in cards]) for i, cards in ideas_for_trades(workshop(cast.karim, cast.season))] == [(idea.pk, [salon])]
    assert Letter.objects.filter(purpose="action.adopt").count() == 1
    assert [shop.name for shop, copy in shops_served_by(idea) if copy] == ["Institut Lys"]


def test_each_merchant_answers_for_themselves_and_supports_are_read_on_each(cast, trade):
    idea, salon = trade
    support(by=cast.karim, idea=idea, helps=True)
    comment(by=cast.karim, idea=idea, text="Je montre.")
    first, second = (put_to_shop(by=cast.rose, idea=idea, shop=shop) for shop in (cast.lys, salon))
    decline(by=cast.bruno, idea=second, words="J’en ai un.")
    action = adopt(by=cast.lila, idea=first)
    assert (action.shop, Action.objects.count(), Idea.objects.filter(origin=idea).count()) == (cast.lys, 1, 2)
    asked = cast.pot.commitments.get()
    assert backing_of([asked]) == {asked.pk: (1, 1)}


def test_it_is_put_to_no_other_shop_and_never_without_saying_which(cast, trade):
    idea, salon = trade
    PanelPlace.objects.create(season=cast.season, shop=cast.cuir, since=clock.now())
    with pytest.raises(Refused, match="pas pour cette boutique"):
        put_to_shop(by=cast.karim, idea=idea, shop=cast.cuir)
    with pytest.raises(Refused, match="dites laquelle"):
        put_to_merchant(by=cast.karim, idea=idea)
    for stranger in (cast.lila, cast.hugo):
        with pytest.raises(Refused, match="atelier"):
            put_to_shop(by=stranger, idea=idea, shop=cast.lys)
    with pytest.raises(Refused, match="Seul le commerçant"):
        adopt(by=cast.lila, idea=idea)
