"""Two short texts that say the same thing: shared word stems, rare words worth more. It proposes; somebody decides.

The score is the cosine of two vectors of stems (`search.stems.light`), each stem weighted by ln(1 + N / n) where n of the N texts
compared hold it (G. Salton, C. Buckley, "Term-weighting approaches in automatic text retrieval", Information Processing and
Management 24(5), 1988, their "idf" weight); a title counts twice its text.
"""
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

from chalandise.computing.search.stems import light
from chalandise.computing.search.words import split

ALIKE = 0.36      # without anything else in common; docs/computing/alike.md says where it comes from
SAME_KIND = 0.12  # added when both are of one kind
TITLE = 2.0
_PLAIN = frozenset(["a", "au", "aux", "avec", "ce", "ces", "cette", "chez", "comme", "dans", "de", "des", "du", "elle", "en", "entre", "est", "et", "eux", "faire", "fait", "il", "ils", "je", "la", "le", "les", "leur", "leurs", "lui", "ma", "mais", "me", "mes", "mettre", "moi", "mon", "ne", "nos", "notre", "nous", "on", "ou", "ou", "par", "pas", "plus", "pour", "qu", "quand", "que", "qui", "sa", "sans", "se", "ses", "si", "son", "sous", "sur", "ta", "te", "tes", "toi", "ton", "tous", "tout", "tu", "un", "une", "vos", "votre", "vous", "y", "the", "an", "and", "for", "of", "on", "to", "in", "with", "your", "their", "its", "is", "are", "be", "it", "que", "idee", "boutique", "commerce", "client", "jour", "semaine", "mois", "fois", "petit", "petite", "simple"])


@dataclass(frozen=True)
class Text:
    """A title and some words; `key` is whatever the caller finds it again by, `place` what must be shared (a shop)."""

    key: Hashable
    title: str
    words: str = ""
    kind: str = ""
    place: Hashable = None


@dataclass(frozen=True)
class Pair:
    """Two texts and how alike they are, from 0 to 1; `shared` are the stems that weigh most, the heaviest first."""

    one: Text
    other: Text
    score: float
    shared: tuple[str, ...]


def stems(text: str) -> list[str]:
    """Return the stems of the words that say something.

    Examples
    --------
    >>> stems("Prendre des rendez-vous le soir")
    ['prendr', 'rendez', 'soir']
    """
    return [light(word) for word in split(text) if word not in _PLAIN and len(word) > 1]


def pairs(texts: Iterable[Text], *, least: float = ALIKE) -> list[Pair]:
    """Return the pairs of one place that are alike, the most alike first; n texts of one place cost n² comparisons."""
    known = list(texts)
    weights = {text.key: _weights(text) for text in known}
    spread = Counter(stem for held in weights.values() for stem in held)
    vectors = {key: {stem: weight * log(1 + len(known) / spread[stem]) for stem, weight in held.items()} for key, held in weights.items()}
    places: dict[Hashable, list[Text]] = {}
    for text in known:
        places.setdefault(text.place, []).append(text)
    found = [_pair(one, other, vectors) for here in places.values() for n, one in enumerate(here) for other in here[n + 1:]]
    return sorted((p for p in found if p.score >= least), key=lambda p: (-p.score, str(p.one.key), str(p.other.key)))


def _weights(text: Text) -> Counter[str]:
    held: Counter[str] = Counter()
    for said, weight in ((text.title, TITLE), (text.words, 1.0)):
        for stem in set(stems(said)):
            held[stem] += weight  # type: ignore[assignment]
    return held


def _pair(one: Text, other: Text, vectors: dict[Hashable, dict[str, float]]) -> Pair:
    a, b = vectors[one.key], vectors[other.key]
    shared = {stem: a[stem] * b[stem] for stem in a.keys() & b.keys()}
    size = sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))
    cosine = sum(shared.values()) / size if size else 0.0
    bonus = SAME_KIND if one.kind and one.kind == other.kind and cosine > 0 else 0.0
    return Pair(one, other, min(1.0, cosine + bonus), tuple(sorted(shared, key=lambda s: (-shared[s], s))[:3]))


def like(text: Text, others: Sequence[Text], *, least: float = ALIKE) -> list[Pair]:
    """Return what is alike to one text among others of its place, the most alike first."""
    return [p for p in pairs([text, *others], least=least) if text.key in (p.one.key, p.other.key)]
