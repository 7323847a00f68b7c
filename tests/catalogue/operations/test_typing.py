import pytest

from chalandise.catalogue.operations.typing import merge
from chalandise.foundation.refusals import Conflict


def test_what_one_page_sent_a_second_ago_is_no_conflict_with_what_it_sends_now(cast):
    for words in ("Vos cl", "Vos clients"):
        merge(cast.solution, version=1, values={"summary": words}, tab="page-1")
    assert (cast.solution.summary, cast.solution.version, cast.solution.touched) == ("Vos clients", 3, {"summary": [3, "page-1"]})


def test_another_page_of_the_same_person_is_another_page(cast):
    merge(cast.solution, version=1, values={"summary": "Ici."}, tab="page-1")
    with pytest.raises(Conflict):
        merge(cast.solution, version=1, values={"summary": "Là."}, tab="page-2")
    merge(cast.solution, version=2, values={"summary": "Là."}, tab="page-2")
    assert cast.solution.summary == "Là."


def test_pages_without_a_word_are_never_the_same(cast):
    merge(cast.solution, version=1, values={"summary": "Ici."})
    with pytest.raises(Conflict):
        merge(cast.solution, version=1, values={"summary": "Là."})
