"""The order of the answers is that of the arithmetic alone, on whichever database this runs: so it is the same on both."""
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import judged
from chalandise.catalogue.models import Qualification, Solution
from chalandise.catalogue.operations.index import index_solutions
from chalandise.catalogue.queries.search import search
from chalandise.catalogue.rules.searching import RULES, draw_of, synonyms, texts_of
from chalandise.computing.search.memory import Memory
from chalandise.foundation import clock
from tests.catalogue.catalogues import SINCE, UNTIL

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(cast):
    """Two hundred and forty real sheets of software, qualified, and the same in memory."""
    now, records = clock.now(), [r for r in judged.records() if r.key.startswith("sill:")]
    rows = Solution.objects.bulk_create([Solution(provider=cast.ardoise, slug=f"s{n}", name=r.name, sort_key=str(n), summary=r.summary[:200], text=r.text,
                                                  created_at=now, changed_at=now) for n, r in enumerate(records)])
    Qualification.objects.bulk_create([Qualification(solution=s, territory=cast.bordeaux, since=SINCE, until=UNTIL) for s in rows])
    index_solutions(rows)
    return Memory({s.pk: texts_of(s) for s in Solution.objects.select_related("provider__organisation")}, RULES, synonyms())


def keys(text, **how):
    found = search(text, per_page=500, **how)
    return [hit.solution.pk for hit in found.hits], found.total


def test_every_judged_query_gives_the_order_of_the_arithmetic(shelf):
    draw, asked = draw_of(clock.today()), judged.queries({r.key for r in judged.records()})
    assert len(asked) > 70
    for query in asked:
        expected = shelf.search(query.text, draw=draw)
        assert keys(query.text) == (expected, len(expected)), query.text


def test_what_is_typed_letter_by_letter_gives_the_order_of_the_arithmetic(shelf):
    draw = draw_of(clock.today())
    for typed in ("sauvegarde serveur", "tableurs", "formulaires en ligne"):
        for n in range(1, len(typed) + 1):
            assert keys(typed[:n], typing=True)[0] == shelf.search(typed[:n], typing=True, draw=draw), typed[:n]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.sampled_from(["serveur", "web", "libre", "gestion", "données", "outil", "éditeur", "sauvegrde", "mesagerie", "rdv", "photo", "PDF", "wiki", "projet", "en", "de", "la", "réseau"]),
                min_size=1, max_size=5).map(" ".join))
def test_any_words_give_the_order_of_the_arithmetic(shelf, text):
    expected = shelf.search(text, draw=draw_of(clock.today()))
    assert keys(text) == (expected, len(expected))


def test_pages_are_the_same_order_cut(shelf):
    whole = keys("serveur web")[0]
    cut = [hit.solution.pk for page in range(1, 40) for hit in search("serveur web", page=page, per_page=7).hits if page <= -(-len(whole) // 7)]
    assert cut == whole and len(whole) > 20
