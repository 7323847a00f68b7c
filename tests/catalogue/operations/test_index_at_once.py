"""Several people change solutions at the same second: the index holds all of it, as if they had come one after the other."""
import pytest

from chalandise.catalogue.models import (
    Qualification,
    SearchBlock,
    SearchEntry,
    SearchKey,
    SearchRun,
    SearchWord,
    Solution,
)
from chalandise.catalogue.operations.index import index_solutions, rebuild_index
from chalandise.catalogue.queries.search import search
from tests.catalogue.catalogues import SINCE, UNTIL, qualified
from tests.catalogue.operations.test_index import whole
from tests.funding.operations.test_ledger import at_once, on_disk

TEXTS = ["Une caisse.", "Une carte de fidélité.", "Une caisse et une carte.", "Un site.", "Un agenda.", "Une caisse, un agenda, un site."]


@pytest.mark.django_db(transaction=True)
def test_solutions_indexed_at_the_same_second_are_all_found(cast, tmp_path):
    solutions = [qualified(cast, f"Solution {n}", summary=text, index=False).pk for n, text in enumerate(TEXTS)]
    qualified(cast, "Avant", summary="Une caisse.")

    def index(pk):
        return lambda: index_solutions(Solution.objects.filter(pk=pk))

    def look():
        held = whole()
        rebuild_index()
        return held == whole(), search("caisse").total, SearchEntry.objects.count()
    with on_disk(tmp_path):
        said = at_once(*[index(pk) for pk in solutions])
        after, = at_once(look)
    assert said == [None] * len(TEXTS)
    assert after == (True, 4, 7)
    for model in (SearchKey, SearchWord, SearchBlock, SearchEntry, SearchRun):  # nothing of this test outlives it
        model.objects.all().delete()
    assert Qualification.objects.filter(since=SINCE, until=UNTIL).count() == 7
