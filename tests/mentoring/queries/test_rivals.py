"""Direct competitors: one precise trade nearby; they share a mentor only when both accept."""
import pytest

from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import Pairing
from chalandise.mentoring.operations.pairings import open_pairing
from chalandise.mentoring.operations.wishes import answer_sharing, ask_sharing
from chalandise.mentoring.queries.board import board
from chalandise.mentoring.queries.rivals import compete
from tests.mentoring import scenes


@pytest.mark.parametrize(("one", "other", "km", "so"), [
    ("bakery", "bakery", 0.4, True), ("bakery", "bakery", None, True), ("bakery", "bakery", 1.6, False),
    ("bakery", "butcher", 0.1, False), ("workshop", "workshop", 0.1, False), ("food", "food", 0.1, False), ("", "", 0.1, False)])
def test_two_shops_compete_when_a_shopper_may_go_to_either(cast, one, other, km, so):
    cast.lys.trade, cast.cuir.trade = one, other
    assert compete(cast.lys, cast.cuir, km) is so


@pytest.fixture
def bakeries(cast):
    """Lys and Cuir bake bread now, Karim has two places."""
    for shop in (cast.lys, cast.cuir):
        shop.trade = "bakery"
        shop.save()
    cast.karim_mentor.capacity = 2
    cast.karim_mentor.save()
    return scenes.board(cast)


def pair(cast, shop):
    return open_pairing(season=cast.season, shop=shop, mentor=cast.karim_mentor, by=cast.rose)


def test_a_mentor_does_not_take_a_competitor_of_their_shop_without_both_agreements(bakeries):
    pair(bakeries, bakeries.lys)
    found = board(bakeries.season)
    assert found.bar(bakeries.cuir.pk, bakeries.karim_mentor.pk) == "rival"
    mine, theirs = ask_sharing(season=bakeries.season, shop=bakeries.lys, other=bakeries.cuir, by=bakeries.rose)
    for sharing in (mine, theirs):
        with pytest.raises(Refused, match="qui fait le même métier"):
            pair(bakeries, bakeries.cuir)
        answer_sharing(sharing=sharing, accepts=True, by=bakeries.lila)
    pair(bakeries, bakeries.cuir)
    assert Pairing.objects.filter(mentor=bakeries.karim_mentor).count() == 2


def test_a_rivalry_says_what_each_answered(bakeries):
    (before,) = board(bakeries.season).rivalries
    assert (before.asked, before.accepted, before.refused) == (False, False, False)
    _mine, theirs = ask_sharing(season=bakeries.season, shop=bakeries.lys, other=bakeries.cuir, by=bakeries.rose)
    answer_sharing(sharing=theirs, accepts=False, by=bakeries.bruno)
    (after,) = board(bakeries.season).rivalries
    assert (after.asked, after.accepted, after.refused) == (True, False, True)
