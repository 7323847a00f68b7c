"""What an estimate is made with, how its answer is kept, and what others may read of it."""
import hashlib
from functools import lru_cache
from math import exp, isfinite
from pathlib import Path

import numpy as np

from chalandise.computing import effects
from chalandise.computing.effects.reasons import REFUSAL, WORDS
from chalandise.computing.effects.screen import screen

YEARS = 3            # of takings before the season that are read
DEALS = 999          # placebo deals
SEED = 20171120      # the same for everybody: nobody looks for the seed that suits
AGAIN = 7            # days between two computations that nobody asked for
LONG = 182           # days beyond which works are no longer set aside
SHARED = 0.8         # share of the shops from which works are common to all
FEW = 5              # shops under which a point of the drawing is not shown


@lru_cache(maxsize=1)
def program():
    """Return the version of what computes: that of the kernel's sources."""
    folder = Path(effects.__file__).parent
    digest = hashlib.sha256(b"".join(p.name.encode() + p.read_bytes() for p in sorted(folder.glob("*.py")))).hexdigest()
    return f"computing.effects {digest[:16]}"


# --- the answer as plain values -------------------------------------------------------------------------------------------

def as_json(problem, result):
    """Return the answer to a problem as JSON values; effects are in logarithm."""
    return {
        "verdict": result.verdict, "deals": result.deals, "seed": result.seed,
        "lines": [{"name": one.name, "value": _plain(one.value), "spread": _plain(one.spread), "low": _plain(one.low), "high": _plain(one.high),
                   "treated": one.treated} for one in result.lines],
        "reasons": [{"code": r.code, "shop": r.shop, "figures": r.figures} for r in result.reasons],
        "treated": list(result.treated), "compared": list(result.compared),
        "course": course(problem, result), "without": {str(k): _plain(v) for k, v in result.without.items()},
        "before": _before(result.before)}


def _plain(value):
    return round(float(value), 6) if isfinite(value) else None


def _before(before):
    placebo = before.placebo
    return {"chance": before.chance, "leads": [_plain(v) for v in before.leads], "spread": [_plain(v) for v in before.spread],
            "placebo": None if placebo is None else {"value": _plain(placebo.value), "low": _plain(placebo.low), "high": _plain(placebo.high)},
            "clean": before.clean}


def course(problem, result):
    """Return what was observed and what would have been expected, by period since the start; None when refused.

    Both are indices: 100 is each shop's own level over the year before its start, averaged over the shops seen in that period. What would
    have been expected is what was observed less the estimated gap; the band is where chance alone would put it, 95 times out of 100.
    """
    if result.course is None:
        return None
    cut, _ = screen(problem)
    times = result.course.times
    level, many = np.zeros(len(times)), np.zeros(len(times), dtype=int)
    for row in cut.treated:
        start = int(cut.starts[row])
        year = slice(max(0, start - cut.year), start)
        own = cut.outcome[row, year][cut.seen[row, year]].mean()
        at = start + times
        there = (at >= 0) & (at < cut.seen.shape[1])
        there[there] = cut.seen[row, at[there]]
        level[there] += cut.outcome[row, at[there]] - own
        many += there
    with np.errstate(invalid="ignore", divide="ignore"):
        level = np.where(many > 0, level / many, np.nan)
    expected = level - result.course.gaps
    margin = result.course.band[1] - result.course.gaps
    return {"times": [int(t) for t in times], "many": many.tolist(), "observed": _index(level), "expected": _index(expected),
            "low": _index(expected - margin), "high": _index(expected + margin)}


def _index(values):
    return [round(100 * exp(v), 2) if np.isfinite(v) else None for v in values]


def nobody():
    """Return the answer when no action has begun."""
    return {"verdict": "refused", "deals": 0, "seed": SEED, "lines": [], "without": {}, "course": None, "treated": [], "compared": [],
            "reasons": [{"code": "too_few_treated", "shop": None, "figures": {"many": 0, "needed": 5}}],
            "before": {"chance": None, "leads": [], "spread": [], "placebo": None, "clean": True}}


# --- what others may read ---------------------------------------------------------------------------------------------------

TOLD = ("no_comparison", "too_few_treated", "too_few_comparison", "few_comparison", "one_start", "holes", "disturbed", "disagreement",
        "trend_before", "season_alone", "small_deals", "year_on_year_short", "days_changed")  # reasons that speak of no shop in particular


def public(result):
    """Return what anybody else than the referent may read of an answer: whole percents, counts, reasons about the group."""
    line = result["lines"][0] if result["lines"] else None
    return {"verdict": result["verdict"], "treated": len(result["treated"]), "compared": len(result["compared"]),
            **({name: whole(line[name]) for name in ("value", "low", "high")} if line else {}),
            "reasons": [{"code": r["code"], "figures": r["figures"]} for r in result["reasons"] if r["shop"] is None and r["code"] in TOLD]}


def whole(log):
    """Return an effect in whole percents of the takings (0 and not −0)."""
    return round(100 * (exp(log) - 1)) + 0


def weight(code):
    """Return refusal, warning or note."""
    return WORDS[code][0]


def is_refusal(reason):
    return weight(reason["code"]) == REFUSAL
