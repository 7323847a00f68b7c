"""An estimate as a file: the problem, how it was solved and what it said, as JSON values; solved again, it says the same figures.

docs/computing/replays.md.
"""
from __future__ import annotations

import hashlib
from functools import lru_cache
from math import exp, isfinite
from pathlib import Path
from typing import Any

import numpy as np

from chalandise.computing import effects
from chalandise.computing.effects import Problem, Result, solve
from chalandise.computing.effects.screen import screen

FORMAT = "chalandise-estimate-1"
CLOSE = 1e-6  # between two figures that are the same (another processor adds up in another order)
Json = dict[str, Any]


class Unreadable(ValueError):
    """A file that is no estimate, and why."""


@lru_cache(maxsize=1)
def program() -> str:
    """Return the version of what computes: that of the sources of `computing.effects`."""
    sources = sorted(Path(effects.__file__).parent.glob("*.py"))
    return f"computing.effects {hashlib.sha256(b''.join(p.name.encode() + p.read_bytes() for p in sources)).hexdigest()[:16]}"


# --- the problem --------------------------------------------------------------------------------------------------------

def document(problem: Problem, answer: Json, *, seed: int, deals: int, checks: bool, made_with: str, about: Json | None = None) -> Json:
    """Return everything that is needed to solve a problem again, shops named by their number in it.

    Parameters
    ----------
    answer : what `as_json` gave; its shops are numbered in the same way
    made_with : the program that computed it
    about : what else a reader should know (period, season), free
    """
    number = {shop: n for n, shop in enumerate(problem.shops)}
    return {"format": FORMAT, "about": about or {}, "program": made_with, "seed": seed, "deals": deals, "checks": checks,
            "panel": plain(problem), "answer": renamed(answer, number)}


def plain(problem: Problem) -> Json:
    """Return a problem as JSON values: null where a period is not known, shops by their number."""
    number = {shop: n for n, shop in enumerate(problem.shops)}
    return {"period": problem.period, "horizon": problem.span, "shops": len(problem.shops),
            "takings": [[None if np.isnan(v) else round(float(v), 2) for v in row] for row in problem.takings],
            "days": None if problem.days is None else problem.days.astype(float).tolist(),
            "aside": None if problem.disturbed is None else [np.flatnonzero(row).tolist() for row in problem.disturbed],
            "starts": {str(number[shop]): start for shop, start in problem.starts.items()}}


def problem_of(found: Json) -> Problem:
    """Return the Problem of a document; raise Unreadable when it holds none."""
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Unreadable(f"this is no estimate: a file whose format is {FORMAT} is needed")
    try:
        panel = found["panel"]
        takings = np.array([[np.nan if v is None else float(v) for v in row] for row in panel["takings"]])
        aside = np.zeros(takings.shape, dtype=bool)
        for n, periods in enumerate(panel["aside"] or []):
            aside[n, periods] = True
        return Problem(tuple(range(panel["shops"])), takings, {int(k): v for k, v in panel["starts"].items()},
                       days=None if panel["days"] is None else np.array(panel["days"], dtype=float), disturbed=aside if panel["aside"] is not None else None,
                       period=panel["period"], horizon=panel["horizon"])
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise Unreadable(f"the panel cannot be read: {error}") from error


def renamed(answer: Json, number: dict[int, int]) -> Json:
    """Return an answer with other keys for its shops."""
    reasons = []
    for reason in answer["reasons"]:
        figures = {k: number.get(v, v) if k in ("shop", "other") else v for k, v in reason["figures"].items()}
        reasons.append({"code": reason["code"], "shop": None if reason["shop"] is None else number[reason["shop"]], "figures": figures})
    return answer | {"reasons": reasons, "treated": [number[s] for s in answer["treated"]], "compared": [number[s] for s in answer["compared"]],
                     "without": {str(number[int(s)]): v for s, v in answer["without"].items()}}


def again(found: Json) -> Json:
    """Solve the problem of a document again, with its seed, and return the answer."""
    problem = problem_of(found)
    return as_json(problem, solve(problem, seed=found["seed"], deals=found["deals"], checks=found["checks"]))


def differences(one: Any, other: Any, where: str = "") -> list[str]:
    """Return where two answers differ by more than the rounding of a processor."""
    if isinstance(one, dict) and isinstance(other, dict):
        return [d for key in sorted({*one, *other}) for d in differences(one.get(key), other.get(key), f"{where}.{key}".lstrip("."))]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [d for n, (a, b) in enumerate(zip(one, other, strict=True)) for d in differences(a, b, f"{where}[{n}]")]
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return [] if abs(one - other) <= CLOSE * max(1.0, abs(one)) else [f"{where}: {one} / {other}"]
    return [] if one == other else [f"{where}: {one} / {other}"]


# --- the answer ---------------------------------------------------------------------------------------------------------

def as_json(problem: Problem, result: Result) -> Json:
    """Return an answer as JSON values; effects are in logarithm."""
    return {
        "verdict": result.verdict, "deals": result.deals, "seed": result.seed,
        "lines": [{"name": one.name, "value": _plain(one.value), "spread": _plain(one.spread), "low": _plain(one.low), "high": _plain(one.high),
                   "freedom": _plain(one.degrees), "treated": one.treated} for one in result.lines],
        "reasons": [{"code": r.code, "shop": r.shop, "figures": dict(r.figures)} for r in result.reasons],
        "treated": list(result.treated), "compared": list(result.compared), "course": course(problem, result), "street": street(problem, result),
        "without": {str(k): _plain(v) for k, v in result.without.items()}, "before": _before(result)}


def _plain(value: float) -> float | None:
    return round(float(value), 8) if isfinite(value) else None


def _before(result: Result) -> Json:
    before, placebo = result.before, result.before.placebo
    return {"chance": before.chance, "leads": [_plain(v) for v in before.leads], "spread": [_plain(v) for v in before.spread], "clean": before.clean,
            "placebo": None if placebo is None else {"value": _plain(placebo.value), "low": _plain(placebo.low), "high": _plain(placebo.high)}}


def course(problem: Problem, result: Result) -> Json | None:
    """Return what was observed and what would have been expected, by period since the start; None when refused.

    Both are indices: 100 is each shop's own level over the year before its start, averaged (in logarithm) over the shops seen in that
    period, `many`. What would have been expected is what was observed less the estimated gap; `low` and `high` are where chance alone would
    put it, 95 times out of 100.
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


def street(problem: Problem, result: Result) -> Json | None:
    """Return both groups by period: indices (100: each shop's own level before anybody started), averaged over the shops seen; None when refused.

    Neither line says an effect: they show what the whole street lived.
    """
    if result.course is None:
        return None
    cut, _ = screen(problem)
    first = int(cut.starts[cut.treated].min())
    held = np.where(cut.seen, cut.outcome, np.nan)
    with np.errstate(invalid="ignore"):
        own = np.array([row[:first][np.isfinite(row[:first])].mean() if np.isfinite(row[:first]).any() else np.nan for row in held])
    rest = held - own[:, None]
    return {"acted": _index(_mean(rest[cut.treated])), "compared": _index(_mean(rest[cut.compared])), "first": first}


def _mean(rows: np.ndarray) -> np.ndarray:
    many = np.isfinite(rows).sum(0)
    total: np.ndarray = np.divide(np.nansum(rows, 0), many, out=np.full(rows.shape[1], np.nan), where=many > 0)
    return total


def _index(values: np.ndarray) -> list[float | None]:
    return [round(100 * exp(v), 2) if np.isfinite(v) else None for v in values]
