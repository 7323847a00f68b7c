"""Do the alerts foresee anything? How many were followed by a real problem, how many problems had no alert, by rule.

Counts and Wilson score intervals (Wilson 1927, J. Amer. Statist. Assoc. 22:209-212), nothing else. docs/computing/hits.md
says what a real problem is and why.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

WITHIN = 30  # days after an alert in which a problem counts as foreseen
FEW = 10     # below so many cases a share tells nothing
PROBLEMS = ("no_fit", "left", "visit_missed", "complaint", "long_silence", "action_abandoned")


@dataclass(frozen=True)
class Event:
    """An alert that was raised (its rule) or a problem that occurred (one of PROBLEMS), on a day, in a pairing."""

    pairing: int
    code: str
    on: date


@dataclass(frozen=True)
class Share:
    """`n` of `of`, with its 95 % interval."""

    n: int
    of: int

    @property
    def tells(self) -> bool:
        return self.of >= FEW

    @property
    def value(self) -> float | None:
        return self.n / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.n, self.of)


def wilson(n: int, of: int, z: float = 1.959964) -> tuple[float, float]:
    """Return the Wilson score interval of a proportion; (0, 1) when there is no case.

    Examples
    --------
    >>> [round(x, 3) for x in wilson(8, 10)]
    [0.49, 0.943]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if of == 0:
        return 0.0, 1.0
    p, square = n / of, z * z
    middle = (p + square / (2 * of)) / (1 + square / of)
    half = z / (1 + square / of) * sqrt(p * (1 - p) / of + square / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True)
class Hits:
    """What came of the alerts.

    Attributes
    ----------
    precision : Share
        Alerts followed by a problem, of those whose 30 days are over.
    recall : Share
        Problems that an alert came before, of all problems.
    rules : dict of str to Share
        The precision of each rule that spoke.
    kinds : dict of str to Share
        The recall of each kind of problem that occurred.
    waiting : int
        Alerts too young to be judged.
    """

    precision: Share
    recall: Share
    rules: dict[str, Share]
    kinds: dict[str, Share]
    waiting: int


def measure(alerts: Iterable[Event], problems: Iterable[Event], *, until: date, over: bool = False) -> Hits:
    """Compare the alerts of a season with its problems.

    Parameters
    ----------
    until : date
        The last day that is known.
    over : bool
        The season is closed: every alert is judged, however young.
    """
    by_pairing: dict[int, list[date]] = defaultdict(list)
    raised: dict[int, list[date]] = defaultdict(list)
    known, span = list(problems), timedelta(days=WITHIN)
    for problem in known:
        by_pairing[problem.pairing].append(problem.on)
    judged: list[tuple[str, bool]] = []
    waiting = 0
    for alert in alerts:
        raised[alert.pairing].append(alert.on)
        followed = any(alert.on < on <= alert.on + span for on in by_pairing[alert.pairing])
        if followed or over or alert.on + span <= until:
            judged.append((alert.code, followed))
        else:
            waiting += 1
    seen = [(p.code, any(on < p.on <= on + span for on in raised[p.pairing])) for p in known]
    return Hits(_share(judged), _share(seen), _shares(judged), _shares(seen), waiting)


def _share(cases: Iterable[tuple[str, bool]]) -> Share:
    found = [hit for _code, hit in cases]
    return Share(sum(found), len(found))


def _shares(cases: list[tuple[str, bool]]) -> dict[str, Share]:
    return {code: _share(c for c in cases if c[0] == code) for code in sorted({code for code, _hit in cases})}
