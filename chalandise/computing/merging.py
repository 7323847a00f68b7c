"""Answers given on several phones to one question, merged whatever the order in which they arrive.

Each answer names the answers that its author had before their eyes (`seen`): it replaces those and no other. What
nobody replaced stands; when two answers that stand differ, both are kept and somebody chooses. The state is a function
of the set of answers, so it does not depend on arrival, on duplicates, or on the clock of any phone.

The structure is the multi-value register of Shapiro, Preguiça, Baquero and Zawirski, "A comprehensive study of
convergent and commutative replicated data types", INRIA RR-7506 (2011), section 3.2.2, with causes named one by one.
"""
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Given:
    """One answer, as it was given.

    Parameters
    ----------
    key : str
        Made where the answer was given; one key names one answer.
    value : hashable
        What was answered.
    seen : frozenset of str
        Keys of the answers to the same question that its author had before their eyes. Its own key there says nothing.
    at : float
        When, in seconds on any scale: orders what is printed and chooses what stands for now, never what is lost.
    note : str
        What was written beside the answer; differing notes are no conflict.
    """

    key: str
    value: Hashable
    seen: frozenset[str] = frozenset()
    at: float = field(default=0.0, compare=False)
    note: str = ""

    @property
    def order(self) -> tuple[float, str, str, str]:
        return (self.at, self.key, repr(self.value), self.note)


@dataclass(frozen=True)
class State:
    """What a question's answers come to.

    Attributes
    ----------
    heads : tuple of Given
        The answers that nobody replaced, the oldest first; empty without any answer.
    """

    heads: tuple[Given, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return what an answer given now must name as seen."""
        return tuple(sorted({h.key for h in self.heads}))

    @property
    def conflict(self) -> bool:
        """Say whether two answers that stand differ: somebody has to choose."""
        return len({h.value for h in self.heads}) > 1

    @property
    def standing(self) -> Given | None:
        """Return the answer that stands for now: the latest of the heads."""
        return self.heads[-1] if self.heads else None

    @property
    def note(self) -> str:
        """Return what was written beside the standing value, each text once, the oldest first."""
        if self.standing is None:
            return ""
        texts = [h.note for h in self.heads if h.value == self.standing.value and h.note]
        return " · ".join(dict.fromkeys(texts))


def merge(answers: Iterable[Given]) -> State:
    """Return the State of one question.

    Parameters
    ----------
    answers : iterable of Given
        In any order, each any number of times; a set of n answers costs O(n log n) and the size of what they saw.

    Notes
    -----
    Answers that all replace each other in a circle cannot come from people who saw what they say; all of them then
    stand, since none may be lost.
    """
    known: dict[Given, Given] = {}
    for answer in sorted(answers, key=lambda a: a.order):
        known.setdefault(answer, answer)  # told twice, at two hours: the earlier
    replaced = {key for answer in known for key in answer.seen if key != answer.key}
    heads = [a for a in known if a.key not in replaced] or list(known)
    return State(tuple(sorted(heads, key=lambda a: a.order)))
