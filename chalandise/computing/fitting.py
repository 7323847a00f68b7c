"""Which solutions of the catalogue fit one shop and one need: a sum of points that anybody can redo by hand, with its reasons.

Points: the trade (3 made for it, 2 for one of its family, 1 for everybody), the ease that is asked (2 when the shop has it), the
budget (2 when the price, once its trial is over, stays under it), the price (1 when it is known after the trial), and what
shops say (4 × the share that still uses it, shrunk towards one half while few have answered). Who sells, what they pay,
their size, the date of their arrival: none of it is read. Exact ties turn: a fixed order per need, moved by one place a day.
Rationals throughout. docs/computing/fitting.md gives the choices and their properties.
"""
from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

LEVELS = ("beginner", "regular", "advanced")
MADE_FOR, FAMILY, ANYBODY = 3, 2, 1
EASY, AFFORDED, CLEAR, KEPT = 2, 2, 1, 4
PRIOR_KEPT, PRIOR_ASKED = 2, 4  # as if four shops had answered, two of them still using it
MOMENTS = (3, 6, 12)            # months after the start; a shop followed for a whole year counts once, a third at each
LIMIT = 3

# Why a solution is left out, the first that applies.
OUT = ("suspended", "expired", "barred", "need", "trade", "level")


@dataclass(frozen=True)
class Wish:
    """What one shop needs.

    Parameters
    ----------
    need : str
        Code of the need.
    trade, family : str
        Codes of the shop's trade and of its family; "" when unknown.
    level : str
        How at ease the shop is, one of `LEVELS`; "" when no assessment says so.
    budget : Decimal or None
        Euros a month at most, without tax; None when it was not said.
    """

    need: str
    trade: str = ""
    family: str = ""
    level: str = ""
    budget: Decimal | None = None

    def __post_init__(self) -> None:
        if self.level and self.level not in LEVELS:
            raise ValueError(f"a level is one of {LEVELS}, not {self.level!r}")
        if self.budget is not None and self.budget < 0:
            raise ValueError(f"a budget is not negative: {self.budget}")


@dataclass(frozen=True)
class Candidate:
    """One solution, as its sheet and its users tell it.

    Parameters
    ----------
    key : int
        Its number: it breaks no tie by itself.
    needs, trades : frozenset of str
        Codes; no trade means all of them. `trades` holds the families of its trades too.
    level : str
        What it asks of the merchant, one of `LEVELS`; "" when the sheet does not say.
    price : Decimal or None
        Euros a month once the trial is over, None when it is not told.
    asked, kept : mapping of months to count
        At so many months, how many shops answered, and how many of them still use it.
    state : str
        "open", "suspended" or "expired".
    barred : bool
        Whoever recommends it has a tie that forbids it.
    """

    key: int
    needs: frozenset[str]
    trades: frozenset[str] = frozenset()
    level: str = ""
    price: Decimal | None = None
    asked: tuple[tuple[int, int], ...] = ()
    kept: tuple[tuple[int, int], ...] = ()
    state: str = "open"
    barred: bool = False

    def __post_init__(self) -> None:
        asked, kept = dict(self.asked), dict(self.kept)
        if any(not 0 <= n <= asked.get(month, 0) for month, n in kept.items()) or any(n < 0 for n in asked.values()):
            raise ValueError(f"solution {self.key}: kept is between 0 and asked, not {kept} of {asked}")


@dataclass(frozen=True)
class Reason:
    """A code and what fills its sentence: counts, months, euros."""

    code: str
    value: tuple[int, ...] | Decimal | str | None = None


@dataclass(frozen=True)
class Fit:
    """How one solution fits: its points by part, what speaks for it, what to look at first."""

    key: int
    points: tuple[tuple[str, Fraction], ...]
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]

    @property
    def total(self) -> Fraction:
        return sum((p for _code, p in self.points), Fraction(0))


@dataclass(frozen=True)
class Result:
    """Every solution that fits, best first, and why each of the others is left out."""

    ranked: tuple[Fit, ...]
    left_out: tuple[tuple[int, str], ...]

    @property
    def best(self) -> tuple[Fit, ...]:
        return self.ranked[:LIMIT]

    @property
    def why_none(self) -> str:
        """Return "" when something fits, else the code that tells most: the nearest to fitting among those left out, or "empty"."""
        if self.ranked:
            return ""
        met = {why for _key, why in self.left_out}
        return next((why for why in reversed(OUT) if why in met and why != "need"), "empty")


def solve(wish: Wish, candidates: Iterable[Candidate], *, seed: int) -> Result:
    """Rank the solutions that fit a wish.

    Parameters
    ----------
    seed : int
        The day, as a count of days: ties turn by one place when it grows by one.

    Returns
    -------
    Result
        The order of `candidates` does not matter.

    Raises
    ------
    ValueError
        Two candidates have the same key.
    """
    found, out, keys = [], [], set()
    for candidate in candidates:
        if candidate.key in keys:
            raise ValueError(f"two solutions have the key {candidate.key}")
        keys.add(candidate.key)
        why = left_out(wish, candidate)
        if why:
            out.append((candidate.key, why))
        else:
            found.append(_fit(wish, candidate))
    return Result(tuple(_ordered(found, wish.need, seed)), tuple(sorted(out)))


def left_out(wish: Wish, candidate: Candidate) -> str:
    """Return why a solution is not proposed (one of `OUT`), or "" when it may be."""
    tests = {"suspended": candidate.state == "suspended", "expired": candidate.state == "expired", "barred": candidate.barred,
             "need": wish.need not in candidate.needs, "trade": trade_points(wish, candidate.trades) == 0,
             "level": _steps_above(wish.level, candidate.level) > 1}
    return next((why for why in OUT if tests[why]), "")


def trade_points(wish: Wish, trades: frozenset[str]) -> int:
    """Return the points of the trade; 0 when the solution is made for others. An unknown trade is anybody's."""
    if not trades or not (wish.trade or wish.family):
        return ANYBODY
    if wish.trade in trades:
        return MADE_FOR
    return FAMILY if wish.family and wish.family in trades else 0


def share_kept(candidate: Candidate) -> Fraction:
    """Return the share of shops that still use it, shrunk: (kept + 2) / (answered + 4), a third of a shop at each of 3, 6, 12 months.

    The mean of a Beta(2, 2) after what was counted (Agresti and Coull, 1998, The American Statistician 52, "add two
    successes and two failures"). It is 1/2 without evidence, never 0 nor 1.

    >>> share_kept(Candidate(1, frozenset()))
    Fraction(1, 2)
    >>> share_kept(Candidate(1, frozenset(), asked=((6, 11),), kept=((6, 9),)))
    Fraction(15, 23)
    """
    asked, kept = (Fraction(sum(n for month, n in counts if month in MOMENTS), len(MOMENTS)) for counts in (candidate.asked, candidate.kept))
    return (kept + PRIOR_KEPT) / (asked + PRIOR_ASKED)


def _steps_above(has: str, wants: str) -> int:
    return LEVELS.index(wants) - LEVELS.index(has) if has and wants else 0


def _fit(wish: Wish, candidate: Candidate) -> Fit:
    trade = trade_points(wish, candidate.trades)
    easy = _steps_above(wish.level, candidate.level) <= 0
    price, budget = candidate.price, wish.budget
    known = price is not None
    spare = budget - price if price is not None and budget is not None else None
    afforded = spare is not None and spare >= 0
    points = (("trade", Fraction(trade)), ("level", Fraction(EASY * easy)), ("budget", Fraction(AFFORDED * afforded)),
              ("clear", Fraction(CLEAR * known)), ("kept", KEPT * share_kept(candidate)))
    reasons = [Reason({MADE_FOR: "trade", FAMILY: "family", ANYBODY: "anybody"}[trade])]
    cautions: list[Reason] = []
    if candidate.level:
        (reasons if easy else cautions).append(Reason("level" if easy else "harder", candidate.level))
    if counted := _counted(candidate):
        (reasons if 2 * counted[0] >= counted[1] else cautions).append(Reason("kept", counted))
    else:
        cautions.append(Reason("new"))
    if spare is not None:
        (reasons if afforded else cautions).append(Reason("afforded", price) if afforded else Reason("over", -spare))
    (reasons if known else cautions).append(Reason("clear" if known else "unclear"))
    return Fit(candidate.key, points, tuple(reasons), tuple(cautions))


def _counted(candidate: Candidate) -> tuple[int, ...]:
    """Return (kept, answered, months) to tell: at six months when anybody answered then, else the latest moment that has answers."""
    asked, kept = dict(candidate.asked), dict(candidate.kept)
    month = next((m for m in (6, 12, 3, 1) if asked.get(m)), 0)
    return (kept.get(month, 0), asked[month], month) if month else ()


def _ordered(found: list[Fit], need: str, seed: int) -> list[Fit]:
    """Sort by points; those that tie exactly keep one order per need, turned by `seed` places."""
    groups: dict[Fraction, list[Fit]] = {}
    for fit in found:
        groups.setdefault(fit.total, []).append(fit)
    ranked = []
    for total in sorted(groups, reverse=True):
        tied = sorted(groups[total], key=lambda f: hashlib.sha256(f"{need}:{f.key}".encode()).digest())
        turn = seed % len(tied)
        ranked += tied[turn:] + tied[:turn]
    return ranked
