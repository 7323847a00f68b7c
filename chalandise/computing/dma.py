"""The scoring rule of the European Digital Maturity Assessment for small firms: questions, six dimensions, overall, band.

See docs/computing/dma.md and docs/decisions/0024-european-assessment.md (what was decided where implementations disagree).
"""
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

RULES = "2024.1"  # of these lines: kept with each score, so that another reading of the rule can be computed beside
BANDS = ((76, "advanced"), (51, "moderate"), (26, "average"), (0, "basic"))
HIGHEST = {"grades": 5, "partly": 2}
KINDS = ("areas", "boxes", "grades", "partly")


@dataclass(frozen=True)
class Question:
    """A question of the tool.

    Parameters
    ----------
    kind : "areas" (two boxes an item: "now", "planned"), "boxes" (one box), "grades" (0 to 5) or "partly" (0, 1, 2)
    items : keys, in order
    against : keys of items whose tick takes one away; they are not among those that can be gained
    """

    key: str
    dimension: str
    kind: str
    items: tuple[str, ...]
    against: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"question {self.key!r}: kind {self.kind!r} is not one of {KINDS}")
        if not set(self.items) - self.against or not self.against <= set(self.items):
            raise ValueError(f"question {self.key!r}: it needs items, and `against` among them")


@dataclass(frozen=True)
class Problem:
    """The tool's questions and one sheet.

    Parameters
    ----------
    answers : mapping of question to its answer; a question without one counts as nothing in use, as the tool does
        areas: {"now": [items], "planned": [items]} · boxes: [items] · grades, partly: {item: grade}

    Raises
    ------
    ValueError
        An answer names an item that its question does not have, or a grade out of its scale.
    """

    questions: tuple[Question, ...]
    answers: Mapping[str, object]

    def __post_init__(self) -> None:
        known = {q.key: q for q in self.questions}
        for key, answer in self.answers.items():
            if key not in known:
                raise ValueError(f"question {key!r} does not exist")
            _check(known[key], answer)


def _check(question: Question, answer: object) -> None:
    named: set[object]
    if question.kind == "areas":
        if not isinstance(answer, Mapping) or set(answer) - {"now", "planned"}:
            raise ValueError(f"question {question.key!r}: two lists are needed, now and planned")
        named = {item for ticked in answer.values() for item in ticked}
    elif question.kind == "boxes":
        named = set(answer) if isinstance(answer, (list, tuple, set, frozenset)) else {answer}
    else:
        grades = answer if isinstance(answer, Mapping) else {None: None}
        high = HIGHEST[question.kind]
        named = set(grades)
        if any(not isinstance(g, int) or not 0 <= g <= high for g in grades.values()):
            raise ValueError(f"question {question.key!r}: grades go from 0 to {high}")
    if named - set(question.items):
        raise ValueError(f"question {question.key!r}: {sorted(map(str, named - set(question.items)))} are not its items")


@dataclass(frozen=True)
class Result:
    """Exact scores, 0 to 100; `shown` rounds one for people (halves up), `band` names its band."""

    overall: Fraction
    dimensions: Mapping[str, Fraction]
    parts: Mapping[str, tuple[Fraction, ...]]  # of each question, 0 to 10

    @property
    def band(self) -> str:
        return band(self.overall)


def solve(problem: Problem) -> Result:
    """Score one sheet: parts 0 to 10, a dimension is the mean of its parts × 10, overall the plain mean of the dimensions."""
    parts = {q.key: _parts(q, problem.answers.get(q.key)) for q in problem.questions}
    dimensions: dict[str, list[Fraction]] = {}
    for question in problem.questions:
        dimensions.setdefault(question.dimension, []).extend(parts[question.key])
    scores = {d: 10 * sum(found, Fraction(0)) / len(found) for d, found in dimensions.items()}
    return Result(sum(scores.values(), Fraction(0)) / len(scores), scores, parts)


def _parts(question: Question, answer: object) -> tuple[Fraction, ...]:
    """Return what a question gives, 0 to 10 each: two parts for "areas", one otherwise."""
    gained = [i for i in question.items if i not in question.against]
    if question.kind == "areas":
        given = answer if isinstance(answer, Mapping) else {}
        return tuple(Fraction(10 * len(set(given.get(when, ())) & set(gained)), len(gained)) for when in ("now", "planned"))
    if question.kind == "boxes":
        ticked = set(answer) if isinstance(answer, (list, tuple, set, frozenset)) else set()
        return (Fraction(10 * max(0, len(ticked & set(gained)) - len(ticked & question.against)), len(gained)),)
    grades = answer if isinstance(answer, Mapping) else {}
    return (Fraction(10 * sum(grades.get(i, 0) for i in gained), HIGHEST[question.kind] * len(gained)),)


def shown(score: Fraction) -> int:
    """Return the whole number that is printed, halves up."""
    return int(score + Fraction(1, 2))


def band(score: Fraction) -> str:
    """Return the band of a score, read on the whole number that is printed: basic 0–25, average 26–50, moderate 51–75, advanced 76–100."""
    return next(name for least, name in BANDS if shown(score) >= least)
