"""What the rest of the panel does is said of five shops at least, of the same family of trades when there are enough."""
import pytest

from chalandise.diagnostics import operations
from chalandise.diagnostics.models import Assessment
from chalandise.diagnostics.queries import peers_of, restitution
from chalandise.foundation import clock
from chalandise.shops.models import Shop
from tests.diagnostics.operations.test_answers import begin, fill


def shop(cast, n, trade="hairdresser", listing="absent", found=10):
    made = Shop.objects.create(territory=cast.bordeaux, name=f"Boutique {n}", trade=trade, created_at=clock.now())
    sheet = Assessment.objects.create(season=cast.season, shop=made, moment="T0", bank_key="commerce", bank_version="2017.2", trade=trade,
                                      finished_at=clock.now(), overall=found, scores={"themes": {"found": {"value": found}}})
    sheet.answers.create(question="listing", choice=listing, at=clock.now())
    return sheet


@pytest.fixture
def lys(cast):
    return operations.finish(by=cast.lila, assessment=fill(cast, begin(cast)))


def test_nothing_is_said_of_four_shops(cast, lys):
    for n in range(3):
        shop(cast, n)
    found = peers_of(lys)
    assert (found.n, found.overall, found.themes, found.answers) == (4, None, {}, ())
    assert found.share("listing", 75) is None


def test_medians_are_of_the_panel_and_shares_of_the_others(cast, lys, django_assert_num_queries):
    for n, listing in enumerate(("right", "lively", "absent", "unknown", "wrong")):
        shop(cast, n, trade="books", listing=listing, found=10 * n)
    with django_assert_num_queries(2):
        found = peers_of(lys)
    assert (found.n, found.overall, found.themes["found"], found.who) == (6, 15, 15, "boutiques du panel")  # 0 (hers), 0, 10, 20, 30, 40
    assert found.share("listing", 75) is None  # four of the five know
    shop(cast, 9, trade="books", listing="right")
    assert peers_of(lys).share("listing", 75) == (3, 5)


def test_shops_of_the_same_family_come_first_when_there_are_enough(cast, lys):
    for n in range(5):
        shop(cast, n, listing="right")
    shop(cast, 8, trade="books")
    found = peers_of(lys)
    assert (found.who, found.share("listing", 75)) == ("boutiques « Beauté et bien-être » du panel", (5, 5))


def test_each_step_of_the_restitution_says_how_many_do_it_already(cast, lys):
    for n in range(6):
        shop(cast, n, listing="right" if n < 2 else "absent")
    told = restitution(lys, (), peers_of(lys))
    assert {s.guidance.key: s.there for s in told.steps}["listing-claim"] == (2, 6)
    assert all(s.there is None for s in told.steps if s.guidance.key != "listing-claim")
    assert dict(zip(told.radar["axes"], told.radar["panel"], strict=True))["Être trouvé"] == 10
    assert restitution(lys).radar["panel"] is None
