"""The list of needs is one list: question banks, calls and sheets refer to it."""
from django.utils import translation

from chalandise.catalogue.rules import NEEDS, need_choices, need_label, needs_of
from chalandise.diagnostics.queries.bank import FOLDER, read


def test_every_need_that_a_question_bank_names_is_in_the_list():
    banks = [read(path.read_text(encoding="utf-8"), path.name) for path in sorted(FOLDER.glob("*.toml"))]
    named = {step.need for bank in banks for step in bank.guidance.values() if step.need}
    assert len(banks) >= 2 and "booking" in named
    assert named - set(NEEDS) == set()


def test_a_need_speaks_the_readers_language():
    assert need_label("booking") == "Prendre des rendez-vous"
    with translation.override("en"):
        assert need_label("booking") == "Take appointments"
    assert need_label("nothing-we-know") == ""


def test_needs_come_in_the_lists_order_and_once():
    assert [n.code for n in needs_of(["stock", "be-found", "stock", "unknown"])] == ["be-found", "stock"]


def test_a_form_offers_every_need_once():
    assert sorted(code for _family, rows in need_choices() for code, _words in rows) == sorted(NEEDS)
