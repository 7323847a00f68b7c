"""The restitution on paper reads well aloud: tagged, titled, in its language, in the order of the page."""
import io

import pikepdf
import pytest
from django.utils import translation

from chalandise.diagnostics import documents, operations
from chalandise.diagnostics.queries import peers_of, restitution, sheet
from tests.diagnostics.operations.test_answers import begin, fill
from tests.diagnostics.queries.test_peers import shop


@pytest.fixture
def told(cast):
    done = operations.finish(by=cast.lila, assessment=fill(cast, begin(cast), site="fresh", backup="unknown"))
    for n in range(6):
        shop(cast, n, listing="right" if n < 2 else "absent")
    return restitution(done, (), peers_of(done))


def walk(node, page=None):
    """Yield (tag, page, number of the marked content) in the order of the structure tree; tags of groups have no number."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from walk(kid, page)
    elif isinstance(node, pikepdf.Dictionary):
        here = node.get("/Pg", page)
        if node.get("/Type") == "/MCR":
            yield "", here.objgen, int(node.MCID)
            return
        if "/S" in node:
            yield str(node.S), None, None
        if "/K" in node:
            yield from walk(node.K, here)
    else:
        yield "", page.objgen, int(node)


def check(data, title, lang):
    """Return the tags in order, after checking what any accessible document must have."""
    with pikepdf.open(io.BytesIO(data)) as book:
        assert (str(book.Root.Lang), bool(book.Root.MarkInfo.Marked), bool(book.Root.ViewerPreferences.DisplayDocTitle)) == (lang, True, True)
        with book.open_metadata() as words:
            assert (words["dc:title"], words["pdfuaid:part"]) == (title, "1")
        found = list(walk(book.Root.StructTreeRoot.K))
    for where in {page for _tag, page, _n in found if page}:
        numbers = [n for _tag, page, n in found if page == where]
        assert numbers == sorted(numbers)  # read in the order in which it is drawn
    return [tag for tag, _page, _n in found if tag]


def test_the_restitution_is_tagged_titled_in_its_language_and_in_order(told):
    tags = check(documents.restitution(told), "Diagnostic de Institut Lys", "fr")
    levels = [int(t[2:]) for t in tags if t[:2] == "/H" and t[2:].isdecimal()]
    assert levels[0] == 1 and levels.count(1) == 1 and levels.count(3) == len(told.steps) == 6
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))  # no level is skipped
    assert tags.count("/Table") == 1 and tags.count("/TR") == 9  # heads, seven themes, the whole
    assert tags.count("/TH") == 4  # theme, T0, panel, in words


def test_the_restitution_is_printed_in_english_too(told):
    with translation.override("en"):
        check(documents.restitution(told), "Assessment of Institut Lys", "en")


def test_the_questionnaire_to_fill_by_hand_is_accessible_too(cast):
    tags = check(documents.questionnaire(sheet(begin(cast), whole=True)), "Questionnaire de Institut Lys", "fr")
    assert tags.count("/H1") == 1 and tags.count("/H2") == 7 and tags.count("/H3") == 13  # one of them only after some answers
