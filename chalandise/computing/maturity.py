"""Digital maturity of a shop: scores by theme and next steps, from a bank of observable questions and a sheet of answers.

Exact: everything is computed in rationals and rounded once, half up. See docs/computing/maturity.md.
"""
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

UNKNOWN = "unknown"  # "I do not know": asked, not answered, never a zero
START = Fraction(1)  # hours that beginning anything costs: deciding, understanding, finding the time


@dataclass(frozen=True)
class Item:
    """A question: `values` maps each answer to what it is worth, 0 to 100."""

    key: str
    theme: str
    values: Mapping[str, int]
    weight: int = 1

    def __post_init__(self) -> None:
        if self.weight <= 0:
            raise ValueError(f"item {self.key!r}: the weight must be positive, not {self.weight}")
        if UNKNOWN in self.values:
            raise ValueError(f"item {self.key!r}: {UNKNOWN!r} is reserved for who does not know")
        wrong = {k: v for k, v in self.values.items() if not 0 <= v <= 100}
        if wrong or len(self.values) < 2:
            raise ValueError(f"item {self.key!r}: at least two answers worth 0 to 100 are needed, not {dict(self.values)}")


@dataclass(frozen=True)
class Step:
    """Something to do next: proposed to who gave one of the answers `when`, it leads to the answer `to`.

    `hours` is the merchant's effort; `chance` (percent) how many of those who begin are expected to get there.
    """

    key: str
    item: str
    when: frozenset[str]
    to: str
    hours: Fraction
    chance: int = 100

    def __post_init__(self) -> None:
        if self.hours <= 0 or not 0 < self.chance <= 100:
            raise ValueError(f"step {self.key!r}: hours must be positive and chance between 1 and 100")


@dataclass(frozen=True)
class Problem:
    """A bank and one sheet of answers.

    Parameters
    ----------
    themes : mapping of theme to weight (positive)
        In the order in which they are shown.
    items : the questions asked to this shop (preconditions already applied)
    answers : mapping of item key to answer key
        Answers to questions that are not asked are ignored: a sheet stays readable when a shop changes its trade.

    Raises
    ------
    ValueError
        An item or a step names something that does not exist, a step leads nowhere better, a key is used twice, or an
        answer is not among those of its question.
    """

    themes: Mapping[str, int]
    items: tuple[Item, ...]
    answers: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        items = {item.key: item for item in self.items}
        if len(items) != len(self.items):
            raise ValueError("two items have the same key")
        for item in self.items:
            if self.themes.get(item.theme, 0) <= 0:
                raise ValueError(f"item {item.key!r}: theme {item.theme!r} is unknown or weighs nothing")
            answer = self.answers.get(item.key, UNKNOWN)
            if answer != UNKNOWN and answer not in item.values:
                raise ValueError(f"item {item.key!r}: {answer!r} is not one of its answers {sorted(item.values)}")
        for step in self.steps:
            _check_step(step, items.get(step.item))


def _check_step(step: Step, item: Item | None) -> None:
    """Refuse a step that names no item of the problem or an unknown answer, or that leads nowhere better."""
    if item is None:
        raise ValueError(f"step {step.key!r}: item {step.item!r} does not exist")
    unknown = (step.when | {step.to}) - set(item.values)
    if unknown:
        raise ValueError(f"step {step.key!r}: {sorted(unknown)} are not answers of {item.key!r}")
    stuck = [a for a in sorted(step.when) if item.values[a] >= item.values[step.to]]
    if stuck:
        raise ValueError(f"step {step.key!r}: {step.to!r} is not better than {stuck}")


@dataclass(frozen=True)
class Score:
    """A score over what was answered: `value` 0 to 100, or None when nothing was."""

    value: int | None
    answered: int
    asked: int


@dataclass(frozen=True)
class NextStep:
    """A step worth proposing: `gain` is what the overall score would gain, `worth` what is expected of it per hour."""

    key: str
    item: str
    theme: str
    gain: Fraction
    worth: Fraction


@dataclass(frozen=True)
class Result:
    """Where a shop stands. Questions it can answer: scores, how much was answered, strengths, what to do next."""

    overall: Score
    themes: Mapping[str, Score]
    steps: tuple[NextStep, ...]
    strengths: tuple[str, ...]  # keys of the items that are already in place, best first

    @property
    def complete(self) -> bool:
        return self.overall.answered == self.overall.asked

    def gain_on(self, earlier: "Result") -> int | None:
        """Return the difference of the overall scores, or None when one of them has no answer."""
        if self.overall.value is None or earlier.overall.value is None:
            return None
        return self.overall.value - earlier.overall.value


def solve(problem: Problem, *, limit: int = 6, per_theme: int = 2, strong: int = 75) -> Result:
    """Score one sheet and rank what to do next.

    Parameters
    ----------
    limit : at most this many next steps
    per_theme : at most this many of one theme, so that the list opens several doors
    strong : an answer worth at least this much is a strength

    Returns
    -------
    Result
        `theme = Σ w·v / Σ w` over its answered items; `overall = Σ W·theme / Σ W` over the themes that have an answer
        (w: weights of items, W: weights of themes, v: worth of the answer). Unanswered items are excluded, never zero.
    """
    known = {i.key: i for i in problem.items if problem.answers.get(i.key, UNKNOWN) != UNKNOWN}
    values = {key: item.values[problem.answers[key]] for key, item in known.items()}
    weights = {t: sum(i.weight for i in known.values() if i.theme == t) for t in problem.themes}
    exact = {t: Fraction(sum(i.weight * values[i.key] for i in known.values() if i.theme == t), weights[t])
             for t in problem.themes if weights[t]}
    mass = sum(problem.themes[t] for t in exact)
    overall = sum((problem.themes[t] * exact[t] for t in exact), Fraction(0)) / mass if mass else None
    asked = {t: sum(i.theme == t for i in problem.items) for t in problem.themes}
    told = {t: sum(i.theme == t for i in known.values()) for t in problem.themes}
    # What one point on an item adds to the overall score.
    share = {key: Fraction(problem.themes[i.theme], mass) * Fraction(i.weight, weights[i.theme]) for key, i in known.items()}
    return Result(
        overall=Score(None if overall is None else rounded(overall), len(known), len(problem.items)),
        themes={t: Score(rounded(exact[t]) if t in exact else None, told[t], asked[t]) for t in problem.themes},
        steps=_ranked(problem, known, values, share, limit, per_theme),
        strengths=tuple(sorted((k for k in known if values[k] >= strong), key=lambda k: (-values[k], -share[k], k))))


def _ranked(problem: Problem, known: Mapping[str, Item], values: Mapping[str, int], share: Mapping[str, Fraction],
            limit: int, per_theme: int) -> tuple[NextStep, ...]:
    """Return the steps that apply, best expected worth per hour first, one an item and few a theme."""
    candidates = []
    for step in problem.steps:
        if step.item in known and problem.answers[step.item] in step.when:
            item = known[step.item]
            gain = share[step.item] * (item.values[step.to] - values[step.item])
            worth = gain * step.chance / 100 / (START + step.hours)
            candidates.append(NextStep(step.key, step.item, item.theme, gain, worth))
    kept: list[NextStep] = []
    for best in sorted(candidates, key=lambda s: (-s.worth, -s.gain, s.key)):
        alone = all(k.item != best.item for k in kept)
        if len(kept) < limit and alone and sum(k.theme == best.theme for k in kept) < per_theme:
            kept.append(best)
    return tuple(kept)


def median(values: list[int]) -> Fraction | None:
    """Return the exact median, or None of nothing."""
    if not values:
        return None
    ordered, middle = sorted(values), len(values) // 2
    return Fraction(ordered[middle]) if len(values) % 2 else Fraction(ordered[middle - 1] + ordered[middle], 2)


def rounded(value: Fraction) -> int:
    """Return the nearest whole number, halves up."""
    return int(value + Fraction(1, 2))
