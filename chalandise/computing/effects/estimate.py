"""Solve an effect problem: the default estimator, its second opinion, the robustness lines, and what was there before."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from math import exp

import numpy as np

from chalandise.computing.effects import groups, imputation, staggered
from chalandise.computing.effects.deals import Deals, deal
from chalandise.computing.effects.problem import Problem
from chalandise.computing.effects.reasons import Reason
from chalandise.computing.effects.result import GROUPS, IMPUTED, SYNTHETIC, YEAR_ON_YEAR, Before, Course, Line, Result
from chalandise.computing.effects.screen import TREATED, Cut, refused, screen
from chalandise.computing.effects.staggered import Levels, Paths
from chalandise.computing.effects.stretches import fell_together
from chalandise.computing.effects.weights import Floats

DEALS = 999
CHECKS = 199      # placebo deals of the checks
APART = 2.0       # placebo spreads of the difference beyond which two lines disagree
ALONE = 0.15      # share of treated shops whose season nobody shares from which it is told, when they are two or more
Progress = Callable[[int, int], None]


def solve(problem: Problem, *, seed: int, deals: int = DEALS, checks: bool = True, progress: Progress | None = None) -> Result:
    """Estimate what the action brought.

    Parameters
    ----------
    problem : Problem
    seed : of the placebo deals; the same seed gives the same answer
    deals : how many placebo deals; a few dozen are enough for the interval, which uses their spread only
    checks : also the placebo date, the trend before and the estimates without each shop
    progress : called with (deals done, deals to do)

    Returns
    -------
    Result, without lines when it is refused; its reasons say why in words.
    """
    cut, reasons = screen(problem)
    treated, compared = (tuple(cut.shops[n] for n in rows) for rows in (cut.treated, cut.compared))
    if refused(reasons):
        return Result((), tuple(reasons), treated, compared)
    reasons += fell_together(cut)
    table = Table(cut, deal(cut, deals, seed))
    lines, extra = _lines(table, progress)
    reasons += extra
    before, without = (_before(table, seed), _without(table)) if checks else (Before(), {})
    if not before.clean:
        reasons.append(Reason("trend_before"))
    reasons += _weighty(lines[0], without)
    return Result(tuple(lines), tuple(reasons), treated, compared, _course(table), without, before, deals, seed)


@dataclass(frozen=True, eq=False)
class Table:
    """The cut and its placebo deals, with what several estimators read."""

    cut: Cut
    deals: Deals

    @cached_property
    def quiet(self) -> Cut:
        """The comparison shops alone: what placebo deals are played on."""
        return self.cut.only(self.cut.compared)

    @cached_property
    def levels(self) -> Levels:
        return Levels.of(self.cut.outcome, self.cut.seen, self.cut.starts)

    @cached_property
    def paths(self) -> Paths:
        return staggered.paths(self.levels, self.cut.starts[None], self.cut.horizon, lead=self.cut.year // 2)

    def placebo_paths(self, progress: Progress | None = None) -> Paths:
        levels = Levels.of(self.quiet.outcome, self.quiet.seen, self.quiet.starts)
        found, starts = [], self.deals.starts
        for first in range(0, len(starts), staggered.DEALS):
            found.append(staggered.paths(levels, starts[first:first + staggered.DEALS], self.cut.horizon, lead=self.cut.year // 2,
                                         steps=staggered.DEALT_STEPS))
            if progress:
                progress(min(first + staggered.DEALS, len(starts)), len(starts))
        return Paths(np.concatenate([f.gaps for f in found]), np.concatenate([f.cells for f in found]), self.cut.year // 2)

    @cached_property
    def placebos(self) -> Paths:
        return self.placebo_paths()


def _spread(values: Floats, deals: Deals) -> float:
    """Root mean square of placebo estimates, at the size of the true deal: nothing was done, so all that they find is error."""
    return float(np.sqrt(np.nanmean(values ** 2))) * deals.scale


def _lines(table: Table, progress: Progress | None) -> tuple[list[Line], list[Reason]]:
    cut, deals = table.cut, table.deals
    if progress:
        table.__dict__["placebos"] = table.placebo_paths(progress)
    treated = len(cut.treated)
    drawn = table.placebos.effects
    lines = [Line(SYNTHETIC, float(table.paths.effects[0]), _spread(drawn, deals), treated, deals.freedom)]
    reasons = [Reason("small_deals", None, {"treated": treated, "dealt": deals.dealt})] if deals.dealt < treated else []
    if deals.alone > max(1, ALONE * treated):
        reasons.append(Reason("season_alone", None, {"percent": round(100 * deals.alone / treated)}))
    second = _year_on_year(cut)
    if second is None:
        reasons.append(Reason("year_on_year_short", None, {"needed": TREATED, "weeks": cut.year + cut.year // 2}))
    else:
        line, placebos = _line(YEAR_ON_YEAR, imputation.staggered, second, deals, year_on_year=True)
        lines.append(line)
        apart = _spread(drawn - placebos, deals)
        points = 100 * (exp(lines[0].value) - exp(line.value))
        if abs(lines[0].value - line.value) > APART * apart:
            reasons.append(Reason("disagreement", None, {"points": round(abs(points), 1)}))
    lines += [_line(name, many, cut, deals)[0] for name, many in ((IMPUTED, imputation.staggered), (GROUPS, groups.staggered))]
    return [line for line in lines if np.isfinite(line.value)], reasons


def _year_on_year(cut: Cut) -> Cut | None:
    """The shops that have a year and a half before their start; None when too few have."""
    enough = cut.year + cut.year // 2
    first = np.where(cut.seen.any(1), cut.seen.argmax(1), cut.seen.shape[1])
    rows = np.flatnonzero((cut.starts == groups.NEVER) | (cut.starts - first >= enough))
    kept = cut.only(rows)
    return kept if len(kept.treated) >= TREATED else None


def _line(name: str, many: groups.Many, cut: Cut, deals: Deals, *, year_on_year: bool = False) -> tuple[Line, Floats]:
    """One estimator on the true starts and on the placebo deals."""
    quiet = cut.only(cut.compared)
    value = _run(many, cut, cut.starts[None], year_on_year)
    placebos = _run(many, quiet, deals.starts, year_on_year)
    return Line(name, float(value[0]), _spread(placebos, replace(deals, treated=len(cut.treated))), len(cut.treated), deals.freedom), placebos


def _run(many: groups.Many, cut: Cut, starts: np.ndarray, year_on_year: bool) -> Floats:
    outcome, seen = cut.outcome, cut.seen
    if year_on_year:
        outcome, seen, starts = imputation.year_on_year(outcome, seen, starts, cut.year)
    return many(outcome, seen, starts, cut.horizon)


def _course(table: Table) -> Course:
    paths, placebos = table.paths, table.placebos
    with np.errstate(invalid="ignore", divide="ignore"):
        gaps, drawn = paths.gaps[0] / paths.cells[0], placebos.gaps / placebos.cells
    some = np.isfinite(drawn).sum(0) > 1
    spread = np.full(len(gaps), np.nan)
    spread[some] = np.nanstd(drawn[:, some], axis=0, ddof=1) * table.deals.scale
    return Course(np.arange(len(gaps)) - paths.lead, gaps, spread, len(table.cut.treated), table.deals.freedom)


def _without(table: Table) -> dict[int, float]:
    """The default estimate without each treated shop."""
    treated = table.cut.treated
    starts = np.repeat(table.cut.starts[None], len(treated), 0)
    starts[np.arange(len(treated)), treated] = -1
    effects = staggered.paths(table.levels, starts, table.cut.horizon).effects
    return {table.cut.shops[n]: float(e) for n, e in zip(treated, effects, strict=True)}


def _weighty(line: Line, without: dict[int, float]) -> list[Reason]:
    """Name the shop that alone turns the conclusion, or moves it by more than a margin."""
    if not without:
        return []
    shop, value = max(without.items(), key=lambda pair: abs(pair[1] - line.value))
    turned = line.sees_something and abs(value) < line.margin
    if not turned and abs(value - line.value) <= line.margin:
        return []
    return [Reason("one_shop", shop, {"shop": shop, "all": round(100 * (exp(line.value) - 1), 1), "without": round(100 * (exp(value) - 1), 1)})]


def _before(table: Table, seed: int) -> Before:
    """Placebo date a quarter earlier, and the year-on-year leads of the three months before the start."""
    cut, quarter, month = table.cut, table.cut.year // 4, max(1, table.cut.year // 12)
    earlier = np.where(cut.starts == groups.NEVER, cut.starts, cut.starts - quarter)
    deals = table.deals.starts[:CHECKS]
    moved = np.where(deals == groups.NEVER, deals, deals - quarter)
    quiet = table.quiet
    placebo = None
    if int(earlier[cut.treated].min()) >= cut.year:
        value = staggered.paths(_levels(replace(cut, starts=earlier)), earlier[None], quarter).effects[0]
        drawn = staggered.paths(_levels(quiet), moved, quarter, steps=staggered.DEALT_STEPS).effects
        placebo = Line(SYNTHETIC, float(value), _spread(drawn, table.deals), len(cut.treated), replace(table.deals, starts=deals).freedom)
    second = _year_on_year(cut)
    if second is None:
        return Before(placebo)
    leads, drawn = _leads(second, second.starts[None], month), _leads(quiet, deals, month)
    spread = np.nanstd(drawn, axis=0, ddof=1) * table.deals.scale
    largest = np.abs(drawn / np.nanstd(drawn, axis=0, ddof=1)).max(1)
    chance = (1 + (largest >= np.abs(leads[0] / spread).max()).sum()) / (1 + len(largest))
    return Before(placebo, leads[0], spread, float(chance))


def _levels(cut: Cut) -> Levels:
    return Levels.of(cut.outcome, cut.seen, cut.starts)


def _leads(cut: Cut, starts: np.ndarray, month: int) -> Floats:
    """Year-on-year gaps of the three months before the start, a column a month, fitted on what came before them."""
    outcome, seen, moved = imputation.year_on_year(cut.outcome, cut.seen, starts, cut.year)
    sums, cells = imputation.event_sums(outcome, seen, moved, 0, 3 * month)
    shape = (len(starts), 3, month)
    with np.errstate(invalid="ignore", divide="ignore"):
        return sums.reshape(shape).sum(2) / cells.reshape(shape).sum(2)
