"""Who can be measured and who can compare, which values are not believed, and what is refused before anything is computed."""
from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from chalandise.computing.effects.groups import NEVER
from chalandise.computing.effects.problem import Problem
from chalandise.computing.effects.reasons import REFUSAL, Reason
from chalandise.computing.effects.weights import Bools, Floats

TREATED = 5         # fewer shops that acted: refused
SUSPECT = np.log(6)  # a period so far from its neighbours is not believed
BREAK = np.log(2)   # a lasting change of level by so much is told
AROUND = 6          # periods on each side that a value is compared with


@dataclass(frozen=True, eq=False)
class Cut:
    """The data cut that the estimators read: shops kept, in the order of the problem.

    `outcome` (n, T) with 0 where not `seen` (n, T); `starts` (n,), NEVER for a comparison shop.
    """

    shops: tuple[int, ...]
    outcome: Floats
    seen: Bools
    starts: np.ndarray
    year: int
    horizon: int

    @property
    def treated(self) -> np.ndarray:
        return np.flatnonzero(self.starts != NEVER)

    @property
    def compared(self) -> np.ndarray:
        return np.flatnonzero(self.starts == NEVER)

    def only(self, rows: np.ndarray) -> Cut:
        return replace(self, shops=tuple(self.shops[r] for r in rows), outcome=self.outcome[rows], seen=self.seen[rows],
                       starts=self.starts[rows])


def screen(problem: Problem) -> tuple[Cut, list[Reason]]:
    """Return the cut and what there is to say; a refusal among the reasons means that nothing can be estimated."""
    reasons = [Reason("start_unknown", shop) for shop, start in problem.starts.items() if start is None]
    outcome, told = believed(problem)
    seen = np.isfinite(outcome)
    starts = np.array([_start(problem, shop) for shop in problem.shops], dtype=np.int64)
    cut = Cut(problem.shops, np.where(seen, outcome, 0.0), seen, starts, problem.year, problem.span)
    kept, dropped = _kept(cut)
    cut = cut.only(np.flatnonzero(kept & (starts >= 0)))
    return cut, [*reasons, *told, *dropped, *_counts(cut), *_warnings(problem, cut)]


def _start(problem: Problem, shop: int) -> int:
    if shop not in problem.starts:
        return NEVER
    start = problem.starts[shop]
    return -1 if start is None else start


def believed(problem: Problem) -> tuple[Floats, list[Reason]]:
    """Return the outcome without the values that nobody should believe, and which they were."""
    outcome, reasons = problem.outcome.copy(), []
    for shop, row in zip(problem.shops, problem.takings, strict=True):
        if (row < 0).any():
            many = int((row < 0).sum())
            reasons.append(Reason("negative", shop, {"many": many}))
    suspect = far_off(outcome, problem.year)
    for n in np.flatnonzero(suspect.any(1)).tolist():
        reasons.append(Reason("suspect", problem.shops[n], {"many": int(suspect[n].sum())}))
    outcome[suspect] = np.nan
    known: dict[bytes, int] = {}
    for n, shop in enumerate(problem.shops):
        if np.isfinite(outcome[n]).sum() >= 8:
            twin = known.setdefault(outcome[n].tobytes(), shop)
            if twin != shop:
                reasons.append(Reason("same_series", shop, {"other": twin}))
                outcome[n] = np.nan
    return outcome, reasons


def _local(outcome: Floats) -> Floats:
    """Each value less the median of those around it in the same shop, itself left out (n, T)."""
    n, periods = outcome.shape
    wide = np.full((n, periods + 2 * AROUND), np.nan)
    wide[:, AROUND:AROUND + periods] = outcome
    windows = np.lib.stride_tricks.sliding_window_view(wide, 2 * AROUND + 1, axis=1)
    others = np.delete(windows, AROUND, axis=2)
    with np.errstate(all="ignore"):
        return outcome - nanmedian(others)


def nanmedian(values: Floats) -> Floats:
    """Median of the last axis over what is known; nan where nothing is (numpy's own warns and is slow)."""
    ordered = np.sort(values, axis=-1)  # nan go last
    many = np.isfinite(values).sum(-1)
    low, high = np.maximum((many - 1) // 2, 0), np.minimum(many // 2, values.shape[-1] - 1)
    middle = (np.take_along_axis(ordered, low[..., None], -1) + np.take_along_axis(ordered, high[..., None], -1))[..., 0] / 2
    return np.where(many > 0, middle, np.nan)


def far_off(outcome: Floats, year: int) -> Bools:
    """Return the values far from their neighbours that were not so a year before or after, nor for the street as a whole."""
    local = _local(outcome)
    common = nanmedian(local.T)
    odd = local - common
    spared = np.zeros(odd.shape, dtype=bool)
    if odd.shape[1] > year:
        again = np.abs(odd[:, year:] - odd[:, :-year]) < SUSPECT / 2
        spared[:, year:] |= again
        spared[:, :-year] |= again
    with np.errstate(invalid="ignore"):
        return (np.abs(odd) > SUSPECT) & (np.abs(local) > SUSPECT) & ~spared


def _kept(cut: Cut) -> tuple[Bools, list[Reason]]:
    """Keep treated shops with a year before and a month after, and comparison shops that are seen over that time."""
    kept, reasons = np.ones(len(cut.shops), dtype=bool), []
    acted = cut.starts[(cut.starts >= 0) & (cut.starts != NEVER)]
    after = max(1, cut.year // 12)
    first = int(acted.min()) if len(acted) else 0
    last = min(cut.outcome.shape[1], int(acted.max()) + cut.horizon) if len(acted) else cut.outcome.shape[1]
    for n, shop in enumerate(cut.shops):
        seen, start = np.flatnonzero(cut.seen[n]), cut.starts[n]
        if start == NEVER:
            useful = slice(max(0, first - cut.year), last)
            many, needed = int(cut.seen[n, useful].sum()), useful.stop - useful.start
            before = int(cut.seen[n, useful.start:first].sum())
            if many < needed / 2 or before < min(cut.year, first) / 2:
                kept[n] = False
                reasons.append(Reason("comparison_short", shop, {"weeks": many, "needed": needed}))
        elif start >= 0:
            before = int(start - seen[0]) if len(seen) and seen[0] < start else 0
            year = int(cut.seen[n, max(0, start - cut.year):start].sum())
            since = int(cut.seen[n, start:start + cut.horizon].sum())
            if before < cut.year or year < cut.year / 2:
                kept[n] = False
                reasons.append(Reason("history_short", shop, {"weeks": min(before, year) if before >= cut.year else before, "needed": cut.year}))
            elif since < after:
                kept[n] = False
                reasons.append(Reason("too_recent", shop, {"weeks": since, "needed": after}))
    return kept, reasons


def _counts(cut: Cut) -> list[Reason]:
    treated, compared = len(cut.treated), len(cut.compared)
    figures: dict[str, float | int] = {"treated": treated, "compared": compared}
    found = []
    if treated < TREATED:
        found.append(Reason("too_few_treated", None, {"many": treated, "needed": TREATED}))
    if compared == 0:
        found.append(Reason("no_comparison"))
    elif compared < treated:
        found.append(Reason("too_few_comparison", None, figures))
    elif compared < 2 * treated:
        found.append(Reason("few_comparison", None, figures))
    return found


def _warnings(problem: Problem, cut: Cut) -> list[Reason]:
    reasons = []
    starts = cut.starts[cut.treated]
    if len(starts) > 1 and len(set(starts.tolist())) == 1:
        reasons.append(Reason("one_start"))
    if len(starts):
        useful = cut.seen[:, max(0, int(starts.min()) - cut.year):int(starts.max()) + cut.horizon]
        if (share := 1 - useful.mean()) > 0.1:
            reasons.append(Reason("holes", None, {"percent": round(100 * float(share))}))
    if problem.disturbed is not None and (aside := float(problem.disturbed.mean())) > 0:
        reasons.append(Reason("disturbed", None, {"percent": max(1, round(100 * aside))}))
    reasons += [Reason("level_break", cut.shops[n], {"percent": round(100 * (np.exp(jump) - 1))}) for n, jump in level_breaks(cut)]
    change = _days_change(problem, cut)
    if change is not None and abs(change) > 0.05:
        reasons.append(Reason("days_changed", None, {"percent": round(100 * change)}))
    return reasons


def level_breaks(cut: Cut) -> list[tuple[int, float]]:
    """Rows whose level moves for good by more than a factor of two, beside the others, with the size of the jump in logarithm."""
    held = np.where(cut.seen, cut.outcome, np.nan)
    side = max(4, cut.year // 4)
    if held.shape[1] < 2 * side:
        return []
    beside = held - nanmedian(held.T)
    level = nanmedian(np.lib.stride_tricks.sliding_window_view(beside, side, axis=1))
    jumps = np.nan_to_num(level[:, side:] - level[:, :-side])
    largest = np.take_along_axis(jumps, np.abs(jumps).argmax(1)[:, None], 1)[:, 0]
    ends = np.nan_to_num(level[:, -1] - level[:, 0])
    broken = (np.abs(largest) > BREAK) & (np.abs(ends) > BREAK) & (largest * ends > 0)
    return [(int(n), float(largest[n])) for n in np.flatnonzero(broken)]


def _days_change(problem: Problem, cut: Cut) -> float | None:
    """Change of the days open of treated shops since their start, in share of those before."""
    if problem.days is None:
        return None
    where = {shop: n for n, shop in enumerate(problem.shops)}
    shares = []
    for row in cut.treated:
        days, start = problem.days[where[cut.shops[row]]], int(cut.starts[row])
        before, after = days[max(0, start - cut.year):start], days[start:start + cut.horizon]
        if before[before > 0].size and after[after > 0].size:
            shares.append(after[after > 0].mean() / before[before > 0].mean() - 1)
    return float(np.mean(shares)) if shares else None


def refused(reasons: list[Reason]) -> bool:
    return any(r.weight == REFUSAL for r in reasons)
