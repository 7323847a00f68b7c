"""Words that look alike: the bounded distance of Damerau and Levenshtein, and keys that bring candidates without reading a vocabulary.

Source: F. Damerau, "A technique for computer detection and correction of spelling errors", CACM 7(3), 1964: one letter more,
one less, one for another, two swapped; each counts for one ("optimal string alignment").
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SHORTEST = 4  # below, a word is what it is


def allowed(word: str) -> int:
    """Return how many errors a word may hold: none below four letters, one below eight, two from there on."""
    return 0 if len(word) < SHORTEST or not word.isalpha() else 1 if len(word) < 8 else 2


def grams(word: str) -> list[str]:
    """Return the keys of a word: its groups of three letters, with its two ends marked.

    Examples
    --------
    >>> grams("caisse")
    ['^ca', 'cai', 'ais', 'iss', 'sse', 'se$']
    """
    framed = f"^{word}$"
    return list(dict.fromkeys(framed[n:n + 3] for n in range(len(framed) - 2)))


def starts(word: str) -> list[str]:
    """Return the keys under which a word is completed: its first two, three, four and five letters.

    Examples
    --------
    >>> starts("caisse")
    ['^ca', '^cai', '^cais', '^caiss']
    """
    return [f"^{word[:n]}" for n in range(2, min(len(word), 5) + 1)]


def distance(a: str, b: str, most: int) -> int:
    """Return the number of errors between two words, or `most` + 1 when there are more.

    Examples
    --------
    >>> distance("messagrie", "messagerie", 2), distance("caises", "caisse", 2), distance("four", "tour", 0)
    (1, 1, 1)
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i] + [most + 1] * len(b)
        for j in range(max(1, i - most), min(len(b), i + most) + 1):
            y = b[j - 1]
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                row[j] = min(row[j], before[j - 2] + 1)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


@dataclass(frozen=True)
class Near:
    """A known word near a typed one: how many errors away, in how many texts it stands."""

    word: str
    errors: int
    documents: int


def nearest(word: str, known: Iterable[tuple[str, int]], limit: int = 3) -> list[Near]:
    """Return the known words nearest to `word`: the fewest errors, then a kept first letter, then the most frequent.

    Parameters
    ----------
    known : iterable of (str, int)
        Candidates and the number of texts that hold each.
    """
    most = allowed(word)
    found = [Near(other, errors, documents) for other, documents in known
             if documents and other != word and (errors := distance(word, other, most)) <= most]
    best = min((near.errors for near in found), default=0)
    kept = [near for near in found if near.errors == best]
    return sorted(kept, key=lambda n: (n.word[:1] != word[:1], -n.documents, n.word))[:limit]
