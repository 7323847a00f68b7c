"""English is complete: every sentence of the sources has its translation, and placeholders survive it."""
import re
from pathlib import Path

import polib
import pytest

from tools.messages import ROOT, all_sentences

PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[sd]|%[sd]|\{[a-z_]+\}")


@pytest.fixture(scope="module")
def said():
    return all_sentences()


def catalogue(folder):
    path = folder / "locale/en/LC_MESSAGES/django.po"
    return {(e.msgctxt, e.msgid): e for e in polib.pofile(str(path))} if path.exists() else {}


def test_every_sentence_has_its_english(said):
    missing = [f"{folder.relative_to(ROOT)}: {one}" for folder, sentences in said.items()
               for known in [catalogue(folder)] for context, one, _many in sentences
               if (context, one) not in known or not known[context, one].translated()]
    assert missing == []


def test_no_translation_is_left_without_its_sentence(said):
    orphans = [f"{folder.relative_to(ROOT)}: {one}" for folder, sentences in said.items()
               for context, one in catalogue(folder) if (context, one) not in {(c, o) for c, o, _ in sentences}]
    assert orphans == []


def test_placeholders_survive_translation():
    lost = []
    for path in Path(ROOT / "chalandise").rglob("locale/en/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(path)):
            wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
            for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
                # A singular may say "one" without its number.
                if text and not set(PLACEHOLDER.findall(text)) <= wanted | set(PLACEHOLDER.findall(entry.msgid)):
                    lost.append(f"{path.relative_to(ROOT)}: {entry.msgid}")
            if not entry.msgid_plural and set(PLACEHOLDER.findall(entry.msgstr)) != wanted:
                lost.append(f"{path.relative_to(ROOT)}: {entry.msgid}")
    assert lost == []


def test_one_french_sentence_has_one_english_in_the_whole_house():
    """Django merges all catalogues: two translations of one sentence would answer at random."""
    seen, double = {}, []
    for path in sorted(Path(ROOT / "chalandise").rglob("locale/en/LC_MESSAGES/django.po")):
        for entry in polib.pofile(str(path)):
            key, text = (entry.msgctxt, entry.msgid, entry.msgid_plural), entry.msgstr or tuple(sorted(entry.msgstr_plural.items()))
            if seen.setdefault(key, text) != text:
                double.append(entry.msgid)
    assert double == []
