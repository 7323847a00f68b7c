"""Every answer ever given to a sheet: which stands, which two differ, which are kept without being counted."""
from dataclasses import dataclass

from chalandise.computing.maturity import UNKNOWN
from chalandise.computing.merging import Given as Said
from chalandise.computing.merging import State, merge
from chalandise.diagnostics.models import Given
from chalandise.diagnostics.queries import bank as banks

GONE, LATE = "gone", "late"  # why an answer is kept and not counted


@dataclass(frozen=True)
class Head:
    """An answer to print: its words, whose it is, when it was given."""

    given: Given
    question: object  # the bank's, or None when no version that we have asks it
    why: str = ""

    @property
    def words(self):
        return self.question.option(self.given.choice) if self.question else None

    @property
    def unknown(self):
        return self.given.choice == UNKNOWN


@dataclass(frozen=True)
class Conflict:
    """A question to which two answers that differ stand; `seen` is what a choice between them replaces."""

    question: object
    heads: tuple
    seen: str


@dataclass(frozen=True)
class Trail:
    """What the answers of a sheet come to, question by question, and those that are only kept."""

    states: dict
    rows: dict
    questions: dict
    aside: tuple

    def state(self, question):
        return self.states.get(question, State(()))

    def row(self, question):
        """Return the Given that stands for a question, or None."""
        standing = self.state(question).standing
        return self.rows[standing] if standing else None

    def seen(self, question):
        """Return what a form that shows this question says it has seen: keys, separated by spaces."""
        return " ".join(self.state(question).keys)

    def shown(self, question, seen):
        """Return the (choice, note) that a form which has seen these keys showed, or None."""
        state = merge(said for said, row in self.rows.items() if row.question == question and said.key in set(seen))
        return (state.standing.value, state.note) if state.standing else None

    def conflict(self, question):
        """Return the Conflict of a question, or None."""
        state = self.state(question)
        if not state.conflict:
            return None
        asked = self.questions.get(question)
        return Conflict(asked, tuple(Head(self.rows[h], asked) for h in state.heads), self.seen(question))

    @property
    def conflicts(self):
        """Return the Conflict of every question that waits for a choice, in the order of the bank."""
        return [found for key in self.questions if (found := self.conflict(key))]


def trail(assessment):
    """Return the Trail of a sheet that a gate has opened. One query."""
    bank = banks.load(assessment.bank_key, assessment.bank_version)
    asked = {q.key: q for q in bank.asked(assessment.trade, assessment.channels)}
    said, rows, aside = {}, {}, []
    for given in assessment.given.select_related("by") if assessment.pk else ():
        why = _aside(assessment, asked, given)
        if why:
            aside.append(Head(given, _words_of(assessment, asked, given), why))
            continue
        answer = as_said(given)
        rows.setdefault(answer, given)
        said.setdefault(given.question, []).append(answer)
    return Trail({key: merge(answers) for key, answers in said.items()}, rows, asked, tuple(aside))


def as_said(given):
    """Return a row as the merge reads it."""
    return Said(str(given.key), given.choice, frozenset(given.seen), given.at.timestamp(), given.note)


def _aside(assessment, asked, given):
    """Return why an answer is kept without being counted, or ""."""
    if not fits(assessment, asked.get(given.question), given):
        return GONE
    return LATE if assessment.finished_at and given.received_at > assessment.finished_at else ""


def fits(assessment, question, given):
    """Say whether an answer answers what this sheet asks: it is there, and it was read in the same words."""
    if question is None or (given.choice != UNKNOWN and question.option(given.choice) is None):
        return False
    if given.bank_version == assessment.bank_version:
        return True
    read = _question(assessment.bank_key, given.bank_version, given.question)
    return read is not None and read.ask == question.ask and (
        given.choice == UNKNOWN or read.option(given.choice) is not None
        and read.option(given.choice).words == question.option(given.choice).words)


def _question(key, version, question):
    try:
        return banks.load(key, version).question(question)
    except banks.BankError:
        return None


def _words_of(assessment, asked, given):
    return _question(assessment.bank_key, given.bank_version, given.question) or asked.get(given.question)
