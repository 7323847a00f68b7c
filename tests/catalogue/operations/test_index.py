"""The index follows what happens to a solution, within the transaction, and holds nothing else."""
from datetime import date

import pytest
from django.db import transaction

from chalandise.catalogue.models import Qualification, SearchBlock, SearchEntry, SearchRun, SearchWord
from chalandise.catalogue.operations.index import index_solutions, rebuild_index
from chalandise.catalogue.operations.prices import sheet_changed
from chalandise.catalogue.operations.qualifications import end, qualify, restore, suspend
from chalandise.catalogue.operations.solutions import withdraw_solution
from chalandise.catalogue.queries.search import search
from chalandise.catalogue.rules import prices_of, searching
from chalandise.foundation import clock
from tests.catalogue.catalogues import qualified, street

pytestmark = pytest.mark.django_db


def whole():
    """Return everything that the index holds, in plain values."""
    return (sorted((b.term, b.run, bytes(b.postings)) for b in SearchBlock.objects.all()),
            sorted((r.number, bytes(r.sheet), r.stamp) for r in SearchRun.objects.all()),
            sorted((e.pk, e.stamp) for e in SearchEntry.objects.all()),
            sorted((w.text, w.documents, tuple(sorted(k.key for k in w.keys.all()))) for w in SearchWord.objects.filter(documents__gt=0)))


def found(text):
    return [hit.solution.name for hit in search(text).hits]


def test_a_changed_sheet_is_found_by_its_new_words_and_no_longer_by_the_old(cast):
    solution = qualified(cast, "Comptoir", summary="Une caisse sur tablette.")
    solution.summary = "Un répondeur pour la boutique."
    solution.save()
    index_solutions([solution])
    assert (found("caisse"), found("répondeur")) == ([], ["Comptoir"])


def test_what_is_suspended_withdrawn_or_ended_leaves_the_index_and_comes_back(cast):
    solution = qualified(cast, "Comptoir", summary="Une caisse.")
    before = whole()
    for field, there in (("suspended_at", Qualification), ("ended_at", Qualification), ("withdrawn_at", None)):
        rows = there.objects.filter(solution=solution) if there else type(solution).objects.filter(pk=solution.pk)
        rows.update(**{field: clock.now()})
        index_solutions([solution])
        assert (found("caisse"), SearchBlock.objects.count(), SearchEntry.objects.count()) == ([], 0, 0)
        rows.update(**{field: None})
        index_solutions([solution])
        assert whole() == before


def test_reading_twice_or_in_another_order_makes_the_same_index(cast):
    there = list(street(cast).values())
    before = whole()
    index_solutions(there)
    assert whole() == before
    assert rebuild_index() == len(there)
    assert whole() == before
    for model in (SearchBlock, SearchRun, SearchEntry, SearchWord):
        model.objects.all().delete()
    for solution in reversed(there):
        index_solutions([solution])
    assert whole() == before


def test_new_synonyms_are_read_when_the_index_is_made_again(cast, monkeypatch):
    solution = qualified(cast, "Comptoir", summary="Une caisse.")
    entry = SearchEntry.objects.get(pk=solution.pk).stamp
    monkeypatch.setattr(searching, "VERSION", "another")
    rebuild_index()
    assert SearchEntry.objects.get(pk=solution.pk).stamp != entry


def test_an_index_that_is_rolled_back_changes_nothing(cast):
    solution = qualified(cast, "Comptoir", summary="Une caisse.")
    assert found("caisse") == ["Comptoir"]

    class Stop(Exception):
        pass
    with pytest.raises(Stop), transaction.atomic():
        Qualification.objects.filter(solution=solution).update(ended_at=clock.now())
        index_solutions([solution])
        assert found("caisse") == []
        raise Stop
    assert found("caisse") == ["Comptoir"]


def test_a_qualification_counts_for_its_own_territory_and_days(cast):
    solution = qualified(cast, "Comptoir", summary="Une caisse.")
    Qualification.objects.create(solution=solution, territory=cast.villeneuve, since=date(2018, 11, 1), until=date(2019, 11, 1))
    index_solutions([solution])
    days = [date(2017, 12, 1), date(2018, 12, 1)]
    assert [[search("caisse", day=day, territory=t).total for day in days] for t in (cast.bordeaux, cast.villeneuve)] == [[1, 0], [0, 1]]


def test_nothing_confidential_is_read(cast):
    solution = qualified(cast, "Comptoir", summary="Une caisse.", demo_account="motsecret", references="confidentielle")
    assert (found("motsecret"), found("confidentielle"), found(solution.provider.organisation.name)) == ([], [], ["Comptoir"])


def test_the_search_knows_at_once_what_happens_to_a_qualification(cast):
    row = qualify(by=cast.odile, solution=cast.solution, territory=cast.bordeaux)
    seen = [found("rendez-vous")]
    suspend(by=cast.odile, qualification=row, reason="complaint")
    seen.append(found("rendez-vous"))
    restore(by=cast.odile, qualification=row)
    seen.append(found("rendez-vous"))
    before, cast.solution.summary = prices_of(cast.solution), "Un répondeur."
    cast.solution.save()
    sheet_changed(by=cast.nadia, solution=cast.solution, prices_before=before)
    seen.append(found("répondeur"))
    end(by=cast.odile, qualification=row, reason="Ne marche plus.")
    seen.append(found("répondeur"))
    assert seen == [["Ardoise RDV"], [], ["Ardoise RDV"], ["Ardoise RDV"], []]


def test_a_solution_that_its_company_no_longer_proposes_is_no_longer_found(cast):
    solution = qualified(cast, "Comptoir", summary="Une caisse.")
    withdraw_solution(by=cast.nadia, solution=solution)
    assert (found("caisse"), SearchBlock.objects.count()) == ([], 0)
