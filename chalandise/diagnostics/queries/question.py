"""What a question bank is made of: themes, questions with observable answers, next steps, national facts."""
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import get_language

from chalandise.computing import maturity
from chalandise.shops.rules import family_of


@dataclass(frozen=True)
class Words:
    """A text in both languages, printed in the reader's."""

    fr: str
    en: str

    def __str__(self):
        return self.en if (get_language() or "fr").startswith("en") else self.fr


@dataclass(frozen=True)
class Theme:
    key: str
    weight: int
    words: Words

    def __str__(self):
        return str(self.words)


@dataclass(frozen=True)
class Option:
    """A possible answer: a fact that can be seen."""

    key: str
    worth: int
    words: Words

    def __str__(self):
        return str(self.words)


@dataclass(frozen=True)
class Guidance:
    """A next step as it is told to the merchant; `need` is the code under which the catalogue lists solutions, or ""."""

    key: str
    title: Words
    why: Words
    how: Words
    time: Words
    hours: Fraction
    need: str = ""


@dataclass(frozen=True)
class National:
    """What a national survey found for the same question; a fact beside, never a target."""

    answers: frozenset
    share: int
    year: int
    population: Words
    n: int
    source: str
    url: str = ""


@dataclass(frozen=True)
class Question:
    key: str
    theme: str
    ask: Words
    options: tuple
    examples: dict
    item: maturity.Item
    only: frozenset = frozenset()
    excepted: frozenset = frozenset()
    channels: frozenset = frozenset()            # asked when the shop has one of these; empty: whatever it has
    after: dict = field(default_factory=dict)    # {earlier question: the answers after which this one is asked}
    retrospect: bool = False                     # asked again at the end about the beginning (then-test)
    national: National | None = None

    def concerns(self, trade, channels=()):
        """Say whether this trade is asked; an unknown trade is asked everything and may answer that it does not know."""
        codes = {trade, family_of(trade)} - {""}
        of_trade = not codes or (bool(codes & self.only) if self.only else not codes & self.excepted)
        return of_trade and (not self.channels or bool(self.channels & set(channels)))

    def follows(self, answers):
        """Say whether the earlier answers {question: choice} lead to this question."""
        return all(answers.get(key) in wanted for key, wanted in self.after.items())

    def example(self, trade):
        """Return the example of this trade, of its family, or the general one."""
        return str(self.examples.get(trade) or self.examples.get(family_of(trade)) or self.examples[""])

    def option(self, key):
        """Return the option of a key, or None for who does not know."""
        return next((o for o in self.options if o.key == key), None)


@dataclass(frozen=True)
class Bank:
    key: str
    version: str
    title: Words
    themes: tuple
    questions: tuple
    steps: tuple
    guidance: dict

    def asked(self, trade, channels=(), answers=None):
        """Return the questions that concern a shop, in order; with its answers, those that they lead to."""
        found = (q for q in self.questions if q.concerns(trade, channels))
        return tuple(q for q in found if answers is None or q.follows(answers))

    def question(self, key):
        """Return a question by its key, or None."""
        return next((q for q in self.questions if q.key == key), None)

    def theme(self, key):
        return next(t for t in self.themes if t.key == key)

    def score(self, trade, answers, channels=()):
        """Return the maturity.Result of one sheet of answers {question: option}; what this version does not know is ignored."""
        asked = self.asked(trade, channels, answers)
        keys = {q.key for q in asked}
        return maturity.solve(maturity.Problem(
            themes={t.key: t.weight for t in self.themes}, items=tuple(q.item for q in asked),
            answers={q.key: answers[q.key] for q in asked if q.option(answers.get(q.key)) is not None},
            steps=tuple(s for s in self.steps if s.item in keys)))
