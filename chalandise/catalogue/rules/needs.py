"""The list of needs (data/needs.json): what a shop wants to be able to do. Question banks refer to its codes."""
import json
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import get_language


@dataclass(frozen=True)
class Words:
    """A code with its words in the reader's language."""

    code: str
    fr: str
    en: str

    def __str__(self):
        return self.en if (get_language() or "fr").startswith("en") else self.fr


@dataclass(frozen=True)
class Need(Words):
    family: str
    about_fr: str
    about_en: str

    @property
    def about(self):
        return self.about_en if (get_language() or "fr").startswith("en") else self.about_fr


def _load():
    data = json.loads((Path(__file__).parent.parent / "data" / "needs.json").read_text(encoding="utf-8"))
    return {f["code"]: Words(**f) for f in data["families"]}, {n["code"]: Need(**n) for n in data["needs"]}


NEED_FAMILIES, NEEDS = _load()


def need_label(code):
    """Return the words of a need in the reader's language; "" when it is not in the list."""
    return str(NEEDS[code]) if code in NEEDS else ""


def need_choices():
    """Return the needs by family, as a form's choices."""
    return [(str(family), [(n.code, str(n)) for n in NEEDS.values() if n.family == code]) for code, family in NEED_FAMILIES.items()]


def needs_of(codes):
    """Return the Needs of some codes, in the list's order; a code that is not in the list is left out."""
    return [need for code, need in NEEDS.items() if code in set(codes)]
