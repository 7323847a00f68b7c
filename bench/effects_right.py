"""How right the effects are: real series (and simulated shops) in which nothing was done, starts dealt at random, again and again.

An effect of +8 % moves every estimate by exactly its logarithm (a test holds it), so one pass gives the false alarms of no effect and
the power at +8 %; in the design `stores_varied` effects that differ by shop and grow are truly put into the takings. What was computed is kept in bench/results/effects_right.jsonl and gone on with: the run can be stopped at any time.

    CHALANDISE_BENCH_REPLICATIONS=1000 CHALANDISE_BENCH_DESIGNS=stores,stores_christmas ./run bench effects_right
"""
import json
import os
import time
import warnings
from dataclasses import replace
from math import log
from pathlib import Path

import numpy as np

from bench import takings
from chalandise.computing.effects import Problem, solve
from chalandise.computing.effects.power import Plan, detectable
from chalandise.computing.effects.weeks import weekly

KEPT = Path(__file__).parent / "results" / "effects_right.jsonl"
DEALS, EFFECT = 39, log(1.08)
WAVES = np.array([0, 3, 6, 9, 12, 15])
VERSION = 5  # raise it when the estimators change: what was kept is then computed again


def problem(random, *, real=True, treated=20, compared=80, christmas="", works="", missing=0.0, period="week",
            daily=False, varied=False):
    """One draw of who acts and when, in a past where nothing was done; and the effect put into it, by shop and period (n, T)."""
    sums, days, heavy = _daily(random, treated + compared) if daily else (_real if real else _simulated)(random, treated + compared, christmas, period)
    if christmas:
        acting = random.permutation(heavy)[:treated]
        order = np.concatenate([acting, np.setdiff1d(np.arange(len(sums)), acting)])
        sums, days = sums[order], None if days is None else days[order]
    starts = _starts(random, period, bool(christmas), treated)
    disturbed = None
    if works:
        hit = np.zeros(sums.shape, dtype=bool)
        begin = int(starts.min()) + 6
        hit[:treated // 2, begin:begin + 16] = hit[treated:treated + compared // 8, begin:begin + 16] = True
        sums[hit] *= 0.75
        disturbed = hit if works == "told" else None
    if missing:
        sums[random.random(sums.shape) < missing] = np.nan
    effect = _varied(random, sums.shape, starts) if varied else np.zeros(sums.shape)
    return Problem(tuple(range(len(sums))), sums * np.exp(effect), dict(enumerate(starts.tolist())), days, disturbed, period), effect


def _daily(random, many):
    """Stores by day, as a till gives them: two days in a hundred lost, a fortnight shut by surprise in a quarter of the shops; then by week."""
    takings_by_day = takings.daily()
    by_day = takings_by_day[random.permutation(len(takings_by_day))[:many]].copy()
    for row in np.flatnonzero(random.random(many) < 0.25):
        first = int(random.integers(0, by_day.shape[1] - 14))
        by_day[row, first:first + 14] = 0
    by_day[random.random(by_day.shape) < 0.02] = np.nan
    _, sums, days = weekly(takings.FIRST, by_day)
    return sums, days, np.arange(many)


def _varied(random, shape, starts):
    """Effects around +8 %, 6 points apart between shops, half of it at once and the rest over six months; none elsewhere."""
    size = log(1.08) + random.normal(0, 0.06, len(starts))
    since = np.arange(shape[1]) - starts[:, None]
    effect = np.zeros(shape)
    effect[:len(starts)] = np.where(since >= 0, size[:, None] * np.minimum(1, 0.5 + since / 52), 0.0)
    return effect


def _real(random, many, christmas, period):
    """Stores drawn at random. gifts: a third of them get a Christmas 30 to 120 % higher, each year; chosen: the third whose
    last Christmas was highest, which is partly luck that will not come again."""
    _, sums, days = takings.stores(period)
    rows = random.permutation(len(sums))[:many]
    sums, days = sums[rows].copy(), days[rows]
    if christmas == "gifts":
        for first in range(47, sums.shape[1], 52):
            height = np.linspace(0.3, 1.2, many // 3) + random.normal(0, 0.05, many // 3)
            last = min(first + 5, sums.shape[1])
            sums[:many // 3, first:last] *= 1 + height[:, None] * np.linspace(0.4, 1, 5)[:last - first]
        return sums, days, np.arange(many // 3)
    share = np.nansum(sums[:, 46:51], 1) / np.nansum(sums[:, :52], 1)
    return sums, days, np.argsort(-share)[:many // 3]


def _simulated(random, many, christmas, period):
    sums, height = takings.street(random, many)
    return sums, None, np.argsort(-height)[:many // 3]


def _starts(random, period, christmas, treated):
    """Six waves; in the Christmas designs they start in October and November of the second year."""
    if period == "month":
        return np.resize(18 + np.arange(4), treated)
    first = 92 if christmas else int(random.integers(79, 88))
    return first + np.resize(WAVES // 2 if christmas else WAVES, treated)


DESIGNS = {
    "stores": {},
    "stores_christmas": {"christmas": "gifts"},
    "stores_chosen": {"christmas": "chosen"},
    "stores_works": {"works": "silent"},
    "stores_works_told": {"works": "told"},
    "stores_5": {"treated": 5},
    "stores_10": {"treated": 10},
    "stores_20_compared": {"compared": 20},
    "stores_missing": {"missing": 0.3},
    "stores_monthly": {"period": "month"},
    "stores_daily": {"daily": True},
    "stores_varied": {"varied": True},
    "street": {"real": False},
    "street_christmas": {"real": False, "christmas": "gifts"},
    "street_5": {"real": False, "treated": 5},
    "street_missing": {"real": False, "missing": 0.3},
}
SAID = {
    "stores": "real stores, 20 act, 80 compare", "stores_christmas": "same, a third made gift shops, they act before Christmas",
    "stores_chosen": "those with the best last Christmas act before the next: partly luck that does not come again",
    "stores_works": "same, works (−25 %) hit half of those who act, nobody says so", "stores_works_told": "same, the works are known",
    "stores_5": "5 act", "stores_10": "10 act", "stores_20_compared": "20 act, 20 compare", "stores_missing": "30 % of weeks missing",
    "stores_monthly": "takings by month only", "stores_daily": "takings by day: 2 % of days lost, a fortnight shut in a quarter of the shops",
    "stores_varied": "effects that differ by shop and grow, put into the takings",
    "street": "simulated small shops", "street_christmas": "same, gift shops before Christmas",
    "street_5": "same, 5 act", "street_missing": "same, 30 % of weeks missing",
}

UNJUDGED = {"stores_works": "what nobody says cannot be set aside: nothing is promised",
            "stores_chosen": "chosen for their luck: nothing is promised"}


def replicate(design, number, deals=DEALS):
    """One replication: {line: [value less the true effect, spread, margin]}, the reasons, and every third time the spread announced."""
    random = np.random.default_rng([VERSION, *design.encode(), number])
    asked, effect = problem(random, **DESIGNS[design])
    found = solve(asked, seed=number, deals=deals, checks=False)
    true = truth(asked, effect, found.treated)
    lines = {line.name: [line.value - true, line.spread, line.margin] for line in found.lines}
    value, *rest = naive(asked)
    lines["before_after"] = [value - true, *rest]
    announced, realised = before(asked, number) if number % 3 == 0 and not effect.any() else (None, None)
    return {"lines": lines, "codes": sorted({r.code for r in found.reasons}), "announced": announced, "realised": realised, "verdict": found.verdict}


def truth(asked, effect, treated):
    """The mean effect put into the known treated cells of the shops that count."""
    cells = [effect[n, s:s + asked.span][np.isfinite(asked.outcome[n, s:s + asked.span])] for n, s in asked.starts.items() if n in treated]
    return float(np.concatenate(cells).mean()) if cells else 0.0


def naive(asked, weeks=12):
    """What a before/after comparison would say, with the margin that its shops' spread would suggest: never shown by the product."""
    outcome, wide = asked.outcome, min(weeks, asked.year // 4)
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):  # a shop may have no known period there
        gaps = np.array([np.nanmean(outcome[n, s:s + wide]) - np.nanmean(outcome[n, s - wide:s]) for n, s in asked.starts.items()])
    gaps = gaps[np.isfinite(gaps)]
    error = gaps.std(ddof=1) / np.sqrt(len(gaps))
    return [float(gaps.mean()), float(error), float(2.093 * error)]


def before(asked, seed):
    """The spread announced on the periods before the first start, and what the estimator then found over as long."""
    first = min(asked.starts.values())
    cut = {name: None if getattr(asked, name) is None else getattr(asked, name)[:, :first] for name in ("takings", "days", "disturbed")}
    after = min(asked.year, first - asked.year, asked.takings.shape[1] - max(asked.starts.values()))
    past = Problem(asked.shops, cut["takings"], dict.fromkeys(asked.starts, 0), cut["days"], cut["disturbed"], asked.period)
    found = detectable(Plan(past, after), seed=seed, deals=DEALS)
    line = solve(replace(asked, horizon=after), seed=seed, deals=2, checks=False).effect
    return (found.spread, line.value) if found and line else (None, None)


def kept():
    rows = {}
    if KEPT.exists():
        for line in KEPT.read_text().splitlines():
            row = json.loads(line)
            if row["version"] == VERSION:
                rows[row["design"], row["number"]] = row
    return rows


def table(rows, name):
    """Bias, sd, coverage, power and mean margin of one line over replications; None without it."""
    found = np.array([row["lines"][name] for row in rows if name in row["lines"]])
    if len(found) < 2:
        return None
    value, margin = found[:, 0], found[:, 2]
    return {"n": len(value), "bias": value.mean(), "sd": value.std(ddof=1), "cover": (np.abs(value) <= margin).mean(),
            "power": (np.abs(value + EFFECT) > margin).mean(), "margin": margin.mean()}


def foreseen(rows):
    """The spread announced beforehand, what was realised, and how many times it was tried; None when it was not."""
    both = np.array([(r["announced"], r["realised"]) for r in rows if r["announced"]])
    return (np.sqrt((both[:, 0] ** 2).mean()), both[:, 1].std(ddof=1), len(both)) if len(both) > 1 else None


def run():
    """Replicate what is missing, print the table and judge it."""
    wanted = int(os.environ.get("CHALANDISE_BENCH_REPLICATIONS", "20"))
    names = [n for n in os.environ.get("CHALANDISE_BENCH_DESIGNS", ",".join(DESIGNS)).split(",") if n]
    if takings.daily() is None:
        print("  ../shared/data/sales is not here: the real stores are left out")
        names = [n for n in names if not n.startswith("stores")]
    done = kept()
    KEPT.parent.mkdir(exist_ok=True)
    held = [design_held(name, wanted, done) for name in names]
    return all(held)


def design_held(name, wanted, done):
    start = time.process_time()
    with KEPT.open("a") as file:
        for number in range(wanted):
            if (name, number) not in done:
                done[name, number] = {"version": VERSION, "design": name, "number": number, **replicate(name, number)}
                file.write(json.dumps(done[name, number]) + "\n")
                file.flush()
    rows = [done[name, number] for number in range(wanted)]
    print(f"\n  {name}: {SAID[name]} ({wanted} replications, {time.process_time() - start:.0f} CPU s)")
    print(f"    {'':14}{'n':>6}{'bias':>9}{'sd':>8}{'covers':>9}{'power +8 %':>12}{'half width':>12}")
    for line in ("synthetic", "year_on_year", "imputation", "group_time", "before_after"):
        t = table(rows, line)
        if t:
            print(f"    {line:14}{t['n']:6}{t['bias']:+9.4f}{t['sd']:8.4f}{t['cover']:9.1%}{t['power']:12.1%}{t['margin']:12.4f}", flush=True)
    codes = sorted({code for row in rows for code in row["codes"]})
    print("    said: " + (", ".join(f"{c} {sum(c in r['codes'] for r in rows) / len(rows):.0%}" for c in codes) or "nothing"))
    verdicts = [row["verdict"] for row in rows]
    print("    verdicts: " + ", ".join(f"{v} {verdicts.count(v) / len(rows):.1%}" for v in sorted(set(verdicts))))
    if name in UNJUDGED:
        print(f"    not judged ({UNJUDGED[name]})")
        return True
    marks = [*promised(name, table(rows, "synthetic")), *foretold(foreseen(rows))]
    for mark, words in marks:
        print(f"    {mark:10}{words}", flush=True)
    return all(mark != "FAIL" for mark, _ in marks)


def promised(name, main):
    """Judge bias, coverage and false alarms: PASS inside the promise, FAIL outside by two standard errors, else not decided by so few draws."""
    high = 1.0 if DESIGNS[name].get("compared", 80) < 70 else 0.97
    at = 2 * np.sqrt(0.05 * 0.95 / main["n"])
    yield mark(main["bias"], -0.005, 0.005, 2 * main["sd"] / np.sqrt(main["n"])), f"bias {100 * main['bias']:+.2f} points: within 0.5"
    yield mark(main["cover"], 0.93, high, at), f"coverage {main['cover']:.1%} (± {at:.1%}): from 93 to {high:.0%}"
    if high < 1:
        yield mark(1 - main["cover"], 0, 0.07, at), f"false alarms {1 - main['cover']:.1%}: at most 7 %"


def foretold(found):
    """Judge what was announced as detectable beside what was realised (the same factor of Student's law on both)."""
    if found:
        announced, realised, many = found
        ratio = announced / realised
        yield mark(ratio, 0.8, 1.2, 2 * ratio / np.sqrt(2 * many)), f"announced spread {announced:.4f}, realised {realised:.4f} ({many} times): within 20 %"


def mark(value, low, high, error):
    if low <= value <= high:
        return "PASS"
    return "FAIL" if value < low - error or value > high + error else "UNDECIDED"
