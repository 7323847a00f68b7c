"""How well a mentor fits a shop: a plain sum of points that anybody can check by hand, with reasons for and against.

Out of 100: 50 for the skills that the shop needs and the mentor offers, 20 when the mentor knows the trade, 15 for half
days when both can meet (three are enough), 15 for nearness. What is unknown counts half: ignorance neither helps nor
harms. A tie that does not bar, or an employer that sells to shops, takes points off and is said. What each side said
after a first talk moves the sum: a wish lifts it, a doubt lowers it more.
docs/computing/fit.md explains the choice.
"""
from __future__ import annotations

from dataclasses import dataclass, replace

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
class Part:
    """Points won out of those that could be, or taken off (`of` 0): merchant_wish, mentor_wish, skills, trade, times, near, tie, sells."""

    code: str
    points: float
    of: int


@dataclass(frozen=True)
class Fit:
    """The fit, what speaks for and against, and the parts whose sum it is (before rounding and bounds)."""

    value: int
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Change:
    """One thing that could change and the fit that it would give: half_day (how many more), skill (which), trade."""

    code: str
    value: int | str
    fit: int


def fit_score(facts: Facts) -> Fit:
    """Return the fit, 1 to 100, and why.

    Examples
    --------
    >>> fit_score(Facts(frozenset({"booking"}), frozenset({"booking"}), True, 3, 0.5)).value
    100
    >>> fit_score(Facts(frozenset({"booking", "video"}), frozenset({"video"}))).reasons_against[0]
    Reason(code='skills_missing', value=('booking',))
    """
    found = {"merchant_wish": (_wish("merchant", facts.merchant_wish), WISHED), "mentor_wish": (_wish("mentor", facts.mentor_wish), WISHED),
             "skills": (_skills(facts), SKILLS), "trade": (_trade(facts), TRADE), "times": (_times(facts), TIMES), "near": (_near(facts), NEAR)}
    parts = [Part(code, points, of) for code, ((points, _good, _bad), of) in found.items() if points or "wish" not in code]
    good = [r for (_points, reasons, _bad), _of in found.values() for r in reasons]
    bad = [r for (_points, _good, reasons), _of in found.values() for r in reasons]
    if facts.tie:
        parts, bad = [*parts, Part("tie", -TIE, 0)], [*bad, Reason("tie", (facts.tie,))]
    if facts.sells:
        parts, bad = [*parts, Part("sells", -SELLS, 0)], [*bad, Reason("sells")]
    value = max(1, min(100, round(sum(p.points for p in parts))))
    return Fit(value, tuple(good), tuple(bad), tuple(parts))


def changes(facts: Facts) -> list[Change]:
    """Return what could raise this fit, the smallest change first: half days, one missing skill, the trade.

    Examples
    --------
    >>> changes(Facts(frozenset({"video"}), frozenset(), True, 2, 0.5))
    [Change(code='half_day', value=1, fit=50), Change(code='skill', value='video', fit=95)]
    """
    base, found = fit_score(facts).value, []
    if facts.overlap is not None:
        found += [Change("half_day", more, fit_score(replace(facts, overlap=facts.overlap + more)).value)
                  for more in range(1, ENOUGH_TIMES - facts.overlap + 1)]
    found += [Change("skill", skill, fit_score(replace(facts, offered=facts.offered | {skill})).value)
              for skill in sorted(facts.needed - facts.offered)]
    if not facts.trade_known:
        found.append(Change("trade", 1, fit_score(replace(facts, trade_known=True)).value))
    return [change for change in found if change.fit > base]


Share = tuple[float, list[Reason], list[Reason]]


def _wish(side: str, says: str) -> Share:
    if says == "gladly":
        return WISHED, [Reason(f"{side}_wishes")], []
    return (-DOUBTED, [], [Reason(f"{side}_doubts")]) if says == "rather_not" else (0, [], [])


def _skills(f: Facts) -> Share:
    if not f.needed:
        return SKILLS / 2, [], [Reason("need_unknown")]
    covered, missing = sorted(f.needed & f.offered), sorted(f.needed - f.offered)
    return (SKILLS * len(covered) / len(f.needed),
            [Reason("skills", tuple(covered))] if covered else [],
            [Reason("skills_missing", tuple(missing))] if missing else [])


def _trade(f: Facts) -> Share:
    return (TRADE, [Reason("trade")], []) if f.trade_known else (0, [], [Reason("trade_new")])


def _times(f: Facts) -> Share:
    if f.overlap is None:
        return TIMES / 2, [], [Reason("times_unknown")]
    if f.overlap == 0:
        return 0, [], [Reason("no_times")]
    return TIMES * min(f.overlap, ENOUGH_TIMES) / ENOUGH_TIMES, [Reason("times", f.overlap)], []


def _near(f: Facts) -> Share:
    if f.distance_km is None:
        return NEAR / 2, [], [Reason("distance_unknown")]
    km = round(f.distance_km, 1)
    if f.distance_km <= NEAR_KM:
        return NEAR, [Reason("near", km)], []
    share = max(0.0, (FAR_KM - f.distance_km) / (FAR_KM - NEAR_KM))
    return (NEAR * share, [], [Reason("far", km)]) if share < 0.5 else (NEAR * share, [Reason("distance", km)], [])
