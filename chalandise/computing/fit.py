"""How well a mentor fits a shop: a plain sum of points that anybody can check by hand, with reasons for and against.

Out of 100: 50 for the skills that the shop needs and the mentor offers, 20 when the mentor knows the trade, 15 for half
days when both can meet (three are enough), 15 for nearness. What is unknown counts half: ignorance neither helps nor
harms. A tie that does not bar, or an employer that sells to shops, takes points off and is said. What each side said
after a first talk moves the sum: a wish lifts it, a doubt lowers it more.
docs/computing/fit.md explains the choice.
"""
from __future__ import annotations

from dataclasses import dataclass

SKILLS, TRADE, TIMES, NEAR = 50, 20, 15, 15
ENOUGH_TIMES = 3
NEAR_KM, FAR_KM = 2.0, 15.0
TIE, SELLS = 15, 5
WISHED, DOUBTED = 10, 25
WISHES = ("", "gladly", "fine", "rather_not")


@dataclass(frozen=True)
class Facts:
    """What is known of one shop and one mentor.

    Parameters
    ----------
    needed, offered : frozenset of str
        Codes of skills.
    trade_known : bool
        The mentor knows this trade.
    overlap : int or None
        Half days of the week when the mentor is free and the shop open; None when its hours are unknown.
    distance_km : float or None
        As the crow flies; None when a place is unknown.
    tie : str
        A tie that does not bar (its kind), or "".
    sells : bool
        The mentor's employer sells something to shops.
    merchant_wish, mentor_wish : str
        What each said after a first talk: "gladly", "fine", "rather_not"; "" when they have not met or not answered.
    """

    needed: frozenset[str] = frozenset()
    offered: frozenset[str] = frozenset()
    trade_known: bool = False
    overlap: int | None = None
    distance_km: float | None = None
    tie: str = ""
    sells: bool = False
    merchant_wish: str = ""
    mentor_wish: str = ""

    def __post_init__(self) -> None:
        for wish in (self.merchant_wish, self.mentor_wish):
            if wish not in WISHES:
                raise ValueError(f"a wish is one of {WISHES}, not {wish!r}")
        if self.overlap is not None and self.overlap < 0:
            raise ValueError(f"overlap is a count of half days, not {self.overlap}")
        if self.distance_km is not None and not 0 <= self.distance_km < 25_000:
            raise ValueError(f"distance in kilometres, not {self.distance_km}")


@dataclass(frozen=True)
class Reason:
    """A code and what fills its sentence: skills, a number of half days, kilometres."""

    code: str
    value: tuple[str, ...] | int | float | None = None


@dataclass(frozen=True)
class Fit:
    value: int
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]


def fit_score(facts: Facts) -> Fit:
    """Return the fit, 1 to 100, and why.

    Examples
    --------
    >>> fit_score(Facts(frozenset({"booking"}), frozenset({"booking"}), True, 3, 0.5)).value
    100
    >>> fit_score(Facts(frozenset({"booking", "video"}), frozenset({"video"}))).reasons_against[0]
    Reason(code='skills_missing', value=('booking',))
    """
    found = [_wish("merchant", facts.merchant_wish), _wish("mentor", facts.mentor_wish), _skills(facts), _trade(facts),
             _times(facts), _near(facts)]
    points = sum(p for p, _good, _bad in found)
    good = [r for _p, reasons, _bad in found for r in reasons]
    bad = [r for _p, _good, reasons in found for r in reasons]
    if facts.tie:
        points, bad = points - TIE, [*bad, Reason("tie", (facts.tie,))]
    if facts.sells:
        points, bad = points - SELLS, [*bad, Reason("sells")]
    return Fit(max(1, min(100, round(points))), tuple(good), tuple(bad))


Part = tuple[float, list[Reason], list[Reason]]


def _wish(side: str, says: str) -> Part:
    if says == "gladly":
        return WISHED, [Reason(f"{side}_wishes")], []
    return (-DOUBTED, [], [Reason(f"{side}_doubts")]) if says == "rather_not" else (0, [], [])


def _skills(f: Facts) -> Part:
    if not f.needed:
        return SKILLS / 2, [], [Reason("need_unknown")]
    covered, missing = sorted(f.needed & f.offered), sorted(f.needed - f.offered)
    return (SKILLS * len(covered) / len(f.needed),
            [Reason("skills", tuple(covered))] if covered else [],
            [Reason("skills_missing", tuple(missing))] if missing else [])


def _trade(f: Facts) -> Part:
    return (TRADE, [Reason("trade")], []) if f.trade_known else (0, [], [Reason("trade_new")])


def _times(f: Facts) -> Part:
    if f.overlap is None:
        return TIMES / 2, [], [Reason("times_unknown")]
    if f.overlap == 0:
        return 0, [], [Reason("no_times")]
    return TIMES * min(f.overlap, ENOUGH_TIMES) / ENOUGH_TIMES, [Reason("times", f.overlap)], []


def _near(f: Facts) -> Part:
    if f.distance_km is None:
        return NEAR / 2, [], [Reason("distance_unknown")]
    km = round(f.distance_km, 1)
    if f.distance_km <= NEAR_KM:
        return NEAR, [Reason("near", km)], []
    share = max(0.0, (FAR_KM - f.distance_km) / (FAR_KM - NEAR_KM))
    return (NEAR * share, [], [Reason("far", km)]) if share < 0.5 else (NEAR * share, [Reason("distance", km)], [])
