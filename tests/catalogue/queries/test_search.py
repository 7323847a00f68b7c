"""Searching the catalogue: what people type finds what answers, the same way and at the same cost on both databases."""
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chalandise.catalogue.models import Qualification
from chalandise.catalogue.operations.index import index_solutions
from chalandise.catalogue.queries.search import search
from chalandise.foundation import clock
from tests.catalogue.catalogues import qualified, street

pytestmark = pytest.mark.django_db

HOSTILE = ["\0", "a\0b", "x" * 10_000, "le la les de des", "🥐🧁", '"', "'", "''\"\"", "NEAR(", 'caisse" OR *', "^-:*()", "%_%", "\\", "مخبز حلال",
           "\u202eessiac", "ﬁdélité", "İ", "ẞ", "\ud800", "-" * 3_000, "a'" * 2_000, "1" * 500, "\n\t\r", "&click&", "<script>", "caisse " * 3_000]


def names(found):
    return [hit.solution.name for hit in found.hits]


@pytest.mark.parametrize(("text", "first"), [
    ("caisse", "till"), ("encaissement", "till"), ("TPE", "card"), ("terminal bancaire", "card"), ("rdv", "rdv"), ("rendez vous", "rdv"),
    ("comment prendre des rendez-vous en ligne", "rdv"), ("click and collect", "collect"), ("fidelite", "loyalty"), ("fidelitté", "loyalty"),
    ("photo", "photo"), ("local vide", "premises"), ("locaux", "premises"), ("visoconference", "visio"), ("visio", "visio"),
    ("website", "site"), ("loyalty card", "loyalty"), ("CAISSES", "till"), ("L’encaissement", "till")])
def test_what_people_type_finds_what_answers(cast, text, first):
    there = street(cast)
    assert names(search(text))[0] == there[first].name


def test_a_text_that_nothing_answers_finds_nothing(cast):
    street(cast)
    assert (search("zzyzx").total, search("zzyzx").hits, search("de la").total) == (0, (), 0)


def test_without_a_text_everything_is_there_in_the_order_drawn_for_the_week(cast):
    there = street(cast)
    first, again, later = (names(search(day=date(2017, 12, day))) for day in (4, 7, 20))
    assert sorted(first) == sorted(s.name for s in there.values())
    assert first == again and later != first and sorted(later) == sorted(first)


def test_a_word_that_is_being_typed_is_completed(cast):
    street(cast)
    assert names(search("fidé", typing=True)) == ["Fidèle"]
    assert names(search("vis", typing=True)) == ["Bonjour"]
    assert names(search("vis")) == []
    assert "Ardoise Agenda" in names(search("ard", typing=True))


def test_an_unknown_word_is_corrected_and_the_page_is_told(cast):
    street(cast)
    assert search("cafés visoconference").corrected == "cafés visioconference"
    assert search("La « Visoconférence » !").corrected == "La « visioconference » !"
    assert search("caisse").corrected == ""


def test_a_hit_says_which_typed_words_it_answers(cast):
    street(cast)
    hit = search("logiciel encaissement boulangerie").hits[0]
    assert (hit.solution.name, hit.answers) == ("Comptoir", ("encaissement",))


def test_only_what_is_qualified_on_the_day_is_found_and_only_there(cast):
    qualified(cast, "Ici", summary="Une caisse.")
    qualified(cast, "Ailleurs", summary="Une caisse.", territory=cast.villeneuve)
    qualified(cast, "Demain", summary="Une caisse.", since=date(2018, 3, 1), until=date(2019, 3, 1))
    day = date(2017, 12, 1)
    assert sorted(names(search("caisse", day=day))) == ["Ailleurs", "Ici"]
    assert names(search("caisse", day=day, territory=cast.villeneuve)) == ["Ailleurs"]
    assert names(search("caisse", day=date(2018, 10, 31), territory=cast.bordeaux)).count("Ici") == 1
    assert names(search("caisse", day=date(2018, 11, 1))) == ["Demain"]


def test_filters_narrow_and_their_counts_say_what_each_would_leave(cast):
    street(cast)
    found = search(facets={"level": ["beginner"]})
    assert found.total == 5
    assert found.counts["level"] == {"beginner": 5, "regular": 2, "advanced": 1}
    assert found.counts["price"] == {"free": 1, "20": 1, "50": 2, "more": 1}
    assert found.counts["need"] == {"stock": 1, "booking": 1, "customer-file": 1, "own-site": 1}
    both = search(facets={"level": ["beginner"], "price": ["free", "20"]})
    assert sorted(names(both)) == ["Ardoise Agenda", "Paso"]
    assert both.counts["price"] == found.counts["price"]


def test_a_solution_for_every_trade_answers_each_trade(cast):
    street(cast)
    found = search(facets={"trade": ["bakery"]})
    assert found.total == 8 and "Ardoise Agenda" not in names(found)
    assert (found.counts["trade"]["bakery"], found.counts["trade"]["hairdresser"]) == (8, 8)


def test_an_unknown_filter_is_left_out(cast):
    street(cast)
    assert search(facets={"need": ["nothing"], "colour": ["red"]}).total == 9


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("typing", [False, True])
def test_no_text_makes_the_search_fail(cast, text, typing):
    street(cast)
    found = search(text, typing=typing)
    assert found.total == len(found.hits) <= 9


def test_a_page_beyond_the_last_is_the_last(cast):
    for n in range(5):
        qualified(cast, f"Caisse {n}")
    assert [len(search("caisse", page=page, per_page=2).hits) for page in (-1, 1, 2, 3, 99)] == [2, 2, 2, 1, 1]
    assert (search("caisse", page=99, per_page=2).page, search("caisse", per_page=2).pages) == (3, 3)


@pytest.mark.parametrize(("text", "typing", "queries"), [("", False, 2), ("caisse fidélité", False, 3), ("caisse fid", True, 4),
                                                         ("caisse fidalite", False, 5)])
def test_a_search_costs_the_same_number_of_queries_with_1_and_30_solutions(cast, text, typing, queries):
    def cost():
        with CaptureQueriesContext(connection) as seen:
            assert search(text, typing=typing).total
        return len(seen)
    qualified(cast, "Caisse fidélité")
    one = cost()
    for n in range(29):
        qualified(cast, f"Caisse fidélité {n}")
    assert (one, cost()) == (queries, queries)


def test_an_empty_catalogue_answers(db):
    assert (search("caisse").total, search().pages, search().counts["need"]) == (0, 1, {})


def test_a_known_filter_that_no_solution_answers_leaves_nothing(cast):
    cast.qualification  # noqa: B018
    from chalandise.catalogue.operations.index import index_solutions
    index_solutions([cast.solution])
    assert (search("", {"need": ["booking"]}).total, search("", {"need": ["payment"]}).total) == (1, 0)


def test_sheets_read_before_are_not_read_again_and_a_changed_one_is(cast):
    there = street(cast)
    search("caisse")
    with CaptureQueriesContext(connection) as seen:
        search("caisse")
    assert "CASE" in seen[0]["sql"]
    Qualification.objects.filter(solution=there["till"]).update(suspended_at=clock.now())
    index_solutions([there["till"]])
    assert search("caisse").total == 0
