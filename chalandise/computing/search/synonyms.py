"""What a trade calls the same thing: each concept is a term of its own, put on the texts that name it and asked for beside the words.

A concept is found by its phrases ("terminal de paiement", "TPE"), compared by light forms in their order; a phrase that
often means it, not always, counts for half. Nothing here knows a trade: the phrases come with the data.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chalandise.computing.search.stems import light
from chalandise.computing.search.words import split

NEAR = 0.5


@dataclass(frozen=True)
class Found:
    """A concept named by the words from `start` (included) to `end` (excluded), surely (1) or nearly (NEAR)."""

    code: str
    start: int
    end: int
    weight: float


class Synonyms:
    """The concepts of a trade, ready to be found in a sequence of light forms.

    Parameters
    ----------
    concepts : iterable of mapping
        Each with `code` and `words` (and `near`): phrases as people write them.

    Raises
    ------
    ValueError
        A code is given twice or a phrase has no word.
    """

    def __init__(self, concepts: Iterable[Mapping[str, object]], version: str = "") -> None:
        self.version = version
        self.codes: list[str] = []
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, float]]] = defaultdict(list)
        for concept in concepts:
            self._add(str(concept["code"]), list(concept["words"]), list(concept.get("near", ())))  # type: ignore[call-overload]

    def _add(self, code: str, words: list[str], near: list[str]) -> None:
        if code in self.codes:
            raise ValueError(f"the concept {code} is given twice")
        self.codes.append(code)
        weights: dict[tuple[str, ...], float] = {}
        for phrases, weight in ((near, NEAR), (words, 1.0)):
            for phrase in phrases:
                key = tuple(light(word) for word in split(phrase))
                if not key:
                    raise ValueError(f"{code}: the phrase {phrase!r} has no word")
                weights[key] = weight
        for key, weight in weights.items():
            self._by_first[key[0]].append((key, code, weight))

    def find(self, forms: Sequence[str]) -> list[Found]:
        """Return every concept named in a sequence of light forms, in the order of the words."""
        found = []
        for start, form in enumerate(forms):
            for key, code, weight in self._by_first.get(form, ()):
                if tuple(forms[start:start + len(key)]) == key:
                    found.append(Found(code, start, start + len(key), weight))
        return found
