"""From what a person types to what is looked up: one clause a word, and for each the terms that answer it, with their worth."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from chalandise.computing.search.stems import light, root
from chalandise.computing.search.stops import ASKING, JOINING
from chalandise.computing.search.synonyms import Synonyms
from chalandise.computing.search.typos import Near
from chalandise.computing.search.weights import CONCEPT, ROOT
from chalandise.computing.search.words import split

MOST_WORDS = 24   # of a question that are read
MOST_LETTERS = 2_000
COMPLETED = 12    # words that a beginning is completed with: those of most texts


@dataclass(frozen=True)
class Worth:
    """What an answer counts for when it is not the word itself (1), tuned on the judged set.

    Attributes
    ----------
    root, concept, joined, near : float
        A word of the family; a synonym; two words written as one; a correction, for each error.
    asking : float
        A word that asks ("comment", "logiciel") beside one that names.
    begun : float
        A word that begins with what is being typed.
    """

    root: float = 0.5
    concept: float = 0.9
    joined: float = 0.9
    near: float = 0.8
    asking: float = 0.2
    begun: float = 0.8


@dataclass(frozen=True)
class Clause:
    """One typed word: its weight in the question, and the terms that answer it with the worth of each."""

    word: str
    weight: float
    terms: Mapping[str, float] = field(default_factory=dict)

    def offering(self, term: str, worth: float) -> Clause:
        return self if self.terms.get(term, 0) >= worth else replace(self, terms={**self.terms, term: worth})


@dataclass(frozen=True)
class Question:
    """What is looked up.

    Attributes
    ----------
    clauses : tuple of Clause
        In the order of the words; empty when nothing was asked.
    begun : str
        The last word, when it is still being typed.
    """

    clauses: tuple[Clause, ...] = ()
    begun: str = ""

    @property
    def terms(self) -> list[str]:
        """Return every term to look up, each once, in a fixed order."""
        return sorted({term for clause in self.clauses for term in clause.terms})

    @property
    def words(self) -> list[str]:
        return [clause.word for clause in self.clauses]


def ask(text: str, synonyms: Synonyms, *, typing: bool = False, worth: Worth | None = None) -> Question:
    """Return the Question of a text: never raises, whatever the text holds.

    Parameters
    ----------
    typing : bool
        The last word is not finished: words that begin so answer too (see `complete`).
    """
    worth = worth or Worth()
    words = split(text[:MOST_LETTERS])[:MOST_WORDS]
    forms = [light(word) for word in words]
    begun = words[-1] if typing and words and text[-1:].isalnum() else ""
    named = [w for w in words if w not in JOINING and w not in ASKING]
    clauses: dict[int, Clause] = {}
    seen: set[str] = set()
    for n, (word, form) in enumerate(zip(words, forms, strict=True)):
        last = bool(begun) and n == len(words) - 1
        if (word in JOINING and not last) or form in seen:
            continue
        seen.add(form)
        asking = word in ASKING and bool(named) and not last
        clauses[n] = Clause(word, worth.asking if asking else 1.0, {ROOT + root(word): worth.root, form: 1.0})
    for found in synonyms.find(forms):
        for n in range(found.start, found.end):
            if n in clauses:
                clauses[n] = replace(clauses[n].offering(CONCEPT + found.code, worth.concept * found.weight), weight=1.0)
    for n in range(len(words) - 1):
        if n in clauses and n + 1 in clauses:
            joined = light(words[n] + words[n + 1])
            clauses[n], clauses[n + 1] = (clauses[m].offering(joined, worth.joined) for m in (n, n + 1))
    return Question(tuple(clauses.values()), begun)


def correct(question: Question, near: Mapping[str, Iterable[Near]], synonyms: Synonyms, worth: Worth | None = None) -> Question:
    """Return the question with the known words near those that nothing knows; their synonyms answer too."""
    worth = worth or Worth()
    return _offer(question, {word: [(n.word, worth.near ** n.errors) for n in found] for word, found in near.items()}, synonyms, worth)


def complete(question: Question, words: Iterable[str], synonyms: Synonyms, worth: Worth | None = None) -> Question:
    """Return the question with the words that begin as its last word does; without any, that word is taken as finished."""
    words, worth = list(words), worth or Worth()
    if not words:
        return replace(question, begun="")
    return _offer(question, {question.begun: [(word, worth.begun) for word in words]}, synonyms, worth)


def _offer(question: Question, others: Mapping[str, list[tuple[str, float]]], synonyms: Synonyms, worth: Worth) -> Question:
    out = []
    for clause in question.clauses:
        for word, value in others.get(clause.word, ()):
            clause = clause.offering(light(word), value).offering(ROOT + root(word), value * worth.root)
            for found in synonyms.find([light(word)]):
                clause = clause.offering(CONCEPT + found.code, value * worth.concept * found.weight)
        out.append(clause)
    return replace(question, clauses=tuple(out))


def unknown(question: Question, known: Callable[[str], bool]) -> list[str]:
    """Return the words of a question that no term knows, by no form, root, synonym or junction."""
    return [clause.word for clause in question.clauses
            if clause.word != question.begun and not any(known(term) for term in clause.terms)]
