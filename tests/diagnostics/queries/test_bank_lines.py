"""Where each value of a bank stands, and values replaced without touching the rest of the text."""
import tomllib

import pytest

from chalandise.diagnostics.queries.bank_lines import nearest, places, rewritten

TEXT = '''# a remark that stays
key = "x"
title.fr = "Titre"

[[question]]
key = "a"
ask.fr = """
[[question]] is only words here
"""

  [[question.answer]]
  key = "no"
  worth = 0   # nothing

  [[question.answer]]
  key = "yes"

[[question]]
key = "b"

  [[question.answer]]
  key = "maybe"
'''


def test_each_value_has_its_line_and_its_column():
    found = places(TEXT)
    assert found["title",] == (3, 1) and found["title", "fr"] == (3, 12)
    assert found["question", 0] == (5, 1) and found["question", 0, "answer", 1, "key"] == (16, 9)
    assert found["question", 1, "answer", 0] == (21, 3)
    assert nearest(found, ("question", 1, "answer", 0, "worth")) == (21, 3)
    assert nearest(found, ("nowhere",)) == (1, 1)


def test_values_are_replaced_and_added_in_place():
    text = rewritten(TEXT, {("question", 0, "answer", 0, "worth"): 5, ("question", 0, "answer", 1, "worth"): 90,
                            ("question", 0, "ask", "fr"): "Une question courte",
                            ("title", "fr"): 'Un « titre », "dit" \\ l’autre', ("question", 1, "only"): ["food", "bakery"]})
    data = tomllib.loads(text)
    assert data["title"]["fr"] == 'Un « titre », "dit" \\ l’autre'
    assert data["question"][0]["ask"] == {"fr": "Une question courte"}
    assert [a.get("worth") for a in data["question"][0]["answer"]] == [5, 90]
    assert data["question"][1] == {"key": "b", "only": ["food", "bakery"], "answer": [{"key": "maybe"}]}
    assert text.startswith("# a remark that stays\n")


def test_a_table_that_does_not_exist_is_not_made_up():
    with pytest.raises(KeyError):
        rewritten(TEXT, {("question", 7, "worth"): 1})
