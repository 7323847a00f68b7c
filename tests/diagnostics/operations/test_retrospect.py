"""At the end of the season the beginning is rated again, and the team sees how much the view changed."""
import pytest

from chalandise.diagnostics import operations
from chalandise.diagnostics.models import Assessment, Retrospect
from chalandise.diagnostics.queries.retrospect import response_shift, then_lines
from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.shops.models import Shop
from tests.diagnostics.operations.test_answers import begin, fill


def finished(cast, moment, **special):
    return operations.finish(by=cast.lila, assessment=fill(cast, begin(cast, moment=moment), **special))


def test_the_questions_about_the_beginning_come_after_a_later_sheet(cast):
    first = finished(cast, "T0", listing="right", backup="unknown")
    assert then_lines(first) == []
    later = finished(cast, "T1", listing="lively")
    assert [line.question.key for line in then_lines(later)] == ["listing", "booking", "customers", "hands"]  # backup was not known then


def test_without_a_beginning_there_is_nothing_to_look_back_at(cast):
    later = finished(cast, "T1")
    assert then_lines(later) == []
    with pytest.raises(Refused, match="quand il y en a eu un au départ"):
        operations.rate_beginning(by=cast.lila, assessment=later, ratings={"listing": "right"})


def test_looking_back_again_replaces(cast):
    finished(cast, "T0", listing="right")
    later = finished(cast, "T1", listing="lively")
    for choice in ("absent", "wrong"):
        assert operations.rate_beginning(by=cast.lila, assessment=later, ratings={"listing": choice, "hands": "", "gone": "x"}) == 1
    assert list(Retrospect.objects.values_list("question", "choice")) == [("listing", "wrong")]
    assert next(line.choice for line in then_lines(later)) == "wrong"
    with pytest.raises(Refused, match="Répondez à une question"):
        operations.rate_beginning(by=cast.lila, assessment=later, ratings={})
    with pytest.raises(Refused, match="Choisissez une des réponses"):
        operations.rate_beginning(by=cast.lila, assessment=later, ratings={"listing": "unknown"})


def test_the_change_of_view_is_said_from_five_shops_on(cast, django_assert_num_queries):
    finished(cast, "T0", listing="right")
    later = finished(cast, "T1")
    operations.rate_beginning(by=cast.lila, assessment=later, ratings={"listing": "wrong"})  # 75 then, 30 looking back
    for n in range(3):
        looked_back(cast, n, "wrong")
    assert (response_shift(cast.season).mean, response_shift(cast.season).n) == (None, 4)
    looked_back(cast, 4, "right")
    with django_assert_num_queries(2):
        found = response_shift(cast.season)
    assert (found.mean, found.n) == (-36, 5)  # four times −45, once 0
    assert found.low < -36 < found.high


def looked_back(cast, n, choice):
    """Let one more shop have been "right" at the start and say `choice` of it now."""
    shop = Shop.objects.create(territory=cast.bordeaux, name=f"Boutique {n}", trade="books", created_at=clock.now())
    for moment in ("T0", "T1"):
        sheet = Assessment.objects.create(season=cast.season, shop=shop, moment=moment, bank_key="commerce", bank_version="2017.2", trade="books",
                                          finished_at=clock.now())
        sheet.answers.create(question="listing", choice="right", at=clock.now())
    sheet.retrospects.create(question="listing", choice=choice, at=clock.now())
