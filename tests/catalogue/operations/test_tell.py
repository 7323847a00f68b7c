"""Both sides say whether it happened; a merchant's yes is a use."""
import pytest

from chalandise.catalogue.models import Use
from chalandise.catalogue.operations.quotes.answer import answer
from chalandise.catalogue.operations.quotes.choose import choose
from chalandise.catalogue.operations.quotes.tell import tell
from chalandise.catalogue.queries.quotes import figures
from chalandise.foundation.refusals import Refused
from tests.catalogue.operations.quoting import asked, second

pytestmark = pytest.mark.django_db


@pytest.fixture
def chosen(cast):
    quote = asked(cast, season_key=7, season_label="Saison 2017–2018").quotes.get()
    answer(by=cast.nadia, quote=quote, price_month="15")
    return choose(by=cast.lila, quote=quote, agreed=True)


def test_a_merchant_who_says_yes_uses_the_solution_and_will_be_asked_again(cast, chosen):
    tell(by=cast.lila, quote=chosen, happened=True, via="link")
    tell(by=cast.lila, quote=chosen, happened=True)
    use = Use.objects.get()
    assert (use.solution, use.shop, use.source, use.season_key, use.season_label) == (cast.solution, cast.lys, "quote", 7, "Saison 2017–2018")
    assert [c.months for c in use.checks.all()] == [1, 3, 6, 12]


def test_a_provider_who_says_yes_records_no_use(cast, chosen):
    told = tell(by=cast.nadia, quote=chosen, happened=True)
    assert (told.provider_says, told.merchant_says, Use.objects.count()) == (True, None, 0)


def test_two_sides_that_differ_are_seen_by_the_team(cast, chosen):
    tell(by=cast.nadia, quote=chosen, happened=True)
    told = tell(by=cast.lila, quote=chosen, happened=False)
    assert told.disputed
    assert figures(cast.bordeaux) == {"requests": 1, "asked": 1, "answered": 1, "declined": 0, "silent": 0, "chosen": 1, "told": 1, "happened": 0, "disputed": 1}


def test_others_have_nothing_to_say_and_neither_has_anybody_of_a_quote_not_chosen(cast, chosen):
    _solution, paul = second(cast)
    for person in (paul, cast.rose):
        with pytest.raises(Refused, match="Seuls le commerçant et l’offreur"):
            tell(by=person, quote=chosen, happened=True)
    other = asked(cast, text="Autre chose de plus long").quotes.get()
    with pytest.raises(Refused, match="n’a pas été choisi"):
        tell(by=cast.lila, quote=other, happened=True)
