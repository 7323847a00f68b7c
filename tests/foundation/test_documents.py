"""Documents on paper: accessible, harmless whatever people typed."""
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest

from chalandise.foundation import documents

WICKED = '#panic("x") $x$ *a* _b_ `c` <l> @ref \\ "q" {{ settings.SECRET_KEY }} {% now "Y" %} ] [ é œ ’'
DATA = {"name": WICKED, "on": date(2017, 11, 1), "cost": Decimal("180"), "territory": "Bordeaux – Le Bouscat",
        "address": "https://exemple.invalid/l/abc/", "bars": [["Être trouvé", 38, "38 sur 100"]]}


@pytest.fixture(autouse=True)
def probe(settings):
    settings.TEMPLATES = [{**t, "DIRS": [Path(__file__).parent / "templates"]} for t in settings.TEMPLATES]


def make(**changes):
    data = {**DATA, "text": documents.blocks("# Titre\n\nUn **mot** et [un lien](https://exemple.invalid).\n\n- un\n- deux\n\n> dit"),
            "qr": documents.qr_svg(DATA["address"]), **changes}
    return documents.pdf("probe/letter.typ", data, title="Essai d’accent é")


def test_a_document_is_tagged_titled_and_says_its_language():
    with pikepdf.open(io.BytesIO(make())) as book:
        assert str(book.Root.Lang) == "fr"
        assert bool(book.Root.MarkInfo.Marked) is True
        assert "/StructTreeRoot" in book.Root
        assert bool(book.Root.ViewerPreferences.DisplayDocTitle) is True
        with book.open_metadata() as words:
            assert (words["dc:title"], words["pdfuaid:part"]) == ("Essai d’accent é", "1")


def test_the_same_data_gives_the_same_bytes():
    assert make() == make()


def test_what_people_typed_stays_text_in_every_place():
    assert make(name="#" * 50).startswith(b"%PDF")


def test_a_markdown_text_becomes_blocks_and_its_dangerous_links_lose_their_address():
    assert documents.blocks("Un **mot** [ici](javascript:x)") == [{"kind": "paragraph", "runs": [
        {"text": "Un ", "bold": False, "href": ""}, {"text": "mot", "bold": True, "href": ""},
        {"text": " [ici](javascript:x)", "bold": False, "href": ""}]}]


def test_a_picture_without_words_is_refused():
    with pytest.raises(RuntimeError, match="alt"):
        make(address=None)


def test_a_qr_code_is_drawn_as_lines():
    assert documents.qr_svg("https://exemple.invalid").startswith("<svg")


def test_a_picture_is_given_by_name_with_its_words():
    book = documents.pdf("probe/photo.typ", {"alt": "La vitrine"}, title="Photo", files={"photo.png": _pixel()})
    assert b"/Image" in book


def test_fixed_words_are_printed_in_the_language_asked():
    with pikepdf.open(io.BytesIO(documents.pdf("probe/photo.typ", {"alt": "The window"}, title="Picture", lang="en",
                                               files={"photo.png": _pixel()}))) as book:
        assert str(book.Root.Lang) == "en"


def _pixel():
    from PIL import Image
    buffer = io.BytesIO()
    Image.new("RGB", (1, 1)).save(buffer, "PNG")
    return buffer.getvalue()
