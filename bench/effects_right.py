"""How right the effects are: real series (and simulated shops) in which nothing was done, starts dealt at random, again and again.

An effect of +8 % moves every estimate by exactly its logarithm (a test holds it), so one pass gives the false alarms of no effect and
the power at +8 %. What was computed is kept in bench/results/effects_right.jsonl and gone on with: the run can be stopped at any time.

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
from scipy import stats

from bench import takings
from chalandise.computing.effects import Problem, solve
from chalandise.computing.effects.power import Plan, detectable

KEPT = Path(__file__).parent / "results" / "effects_right.jsonl"
DEALS, EFFECT = 39, log(1.08)
WAVES = np.array([0, 3, 6, 9, 12, 15])
VERSION = 4  # raise it when the estimators change: what was kept is then computed again


def problem(random, *, real=True, treated=20, compared=80, christmas="", works="", missing=0.0, period="week"):
    """One draw of who acts and when, in a past where nothing was done."""
    sums, days, heavy = (_real if real else _simulated)(random, treated + compared, christmas, period)
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
    return Problem(tuple(range(len(sums))), sums, dict(enumerate(starts.tolist())), days, disturbed, period)


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
    "stores_monthly": "takings by month only", "street": "simulated small shops", "street_christmas": "same, gift shops before Christmas",
    "street_5": "same, 5 act", "street_missing": "same, 30 % of weeks missing",
}

UNJUDGED = {"stores_works": "what nobody says cannot be set aside: nothing is promised",
            "stores_chosen": "chosen for their luck: nothing is promised"}


def replicate(design, number, deals=DEALS):
    """One replication: {line: [value, spread, margin]}, the reasons, and what was announced beforehand (log) every tenth time."""
    random = np.random.default_rng([VERSION, list(DESIGNS).index(design), number])
    asked = problem(random, **DESIGNS[design])
    found = solve(asked, seed=number, deals=deals, checks=False)
    lines = {line.name: [line.value, line.spread, line.margin] for line in found.lines}
    lines["before_after"] = naive(asked)
    announced, realised = before(asked, number) if number % 4 == 0 else (None, None)
    return {"lines": lines, "codes": sorted({r.code for r in found.reasons}), "announced": announced, "realised": realised, "verdict": found.verdict}


def naive(asked, weeks=12):
    """What a before/after comparison would say, with the margin that its shops' spread would suggest: never shown by the product."""
    outcome, wide = asked.outcome, min(weeks, asked.year // 4)
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):  # a shop may have no known period there
        gaps = np.array([np.nanmean(outcome[n, s:s + wide]) - np.nanmean(outcome[n, s - wide:s]) for n, s in asked.starts.items()])
    gaps = gaps[np.isfinite(gaps)]
    error = gaps.std(ddof=1) / np.sqrt(len(gaps))
    return [float(gaps.mean()), float(error), float(2.093 * error)]


def before(asked, seed):
    """The detectable effect announced on the periods before the first start, and what the estimator then found over as long."""
    first = min(asked.starts.values())
    cut = {name: None if getattr(asked, name) is None else getattr(asked, name)[:, :first] for name in ("takings", "days", "disturbed")}
    after = min(asked.year, first - asked.year, asked.takings.shape[1] - max(asked.starts.values()))
    past = Problem(asked.shops, cut["takings"], dict.fromkeys(asked.starts, 0), cut["days"], cut["disturbed"], asked.period)
    found = detectable(Plan(past, after), seed=seed, deals=DEALS)
    line = solve(replace(asked, horizon=after), seed=seed, deals=2, checks=False).effect
    return (found.smallest, line.value) if found and line else (None, None)


def kept():
    rows = {}
    if KEPT.exists():
        for line in KEPT.read_text().splitlines():
            row = json.loads(line)
            if row["version"] == VERSION:
                rows[row["design"], row["number"]] = row
    return rows


def table(rows, name):
    """Bias, sd, coverage, false alarms, power and mean margin of one line over replications; None without it."""
    found = np.array([row["lines"][name] for row in rows if name in row["lines"]])
    if len(found) < 2:
        return None
    value, margin = found[:, 0], found[:, 2]
    return {"n": len(value), "bias": value.mean(), "sd": value.std(ddof=1), "cover": (np.abs(value) <= margin).mean(),
            "power": (np.abs(value + EFFECT) > margin).mean(), "margin": margin.mean()}


def run():
    """Replicate what is missing, print the table, judge it when there are enough replications."""
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
    main, both = table(rows, "synthetic"), np.array([(r["announced"], r["realised"]) for r in rows if r["announced"]])
    if len(both) > 1:
        treated = DESIGNS[name].get("treated", 20)
        true = (stats.t.ppf(0.975, treated - 1) + stats.t.ppf(0.8, treated - 1)) * both[:, 1].std(ddof=1)
        print(f"    detectable over as long as could be tried: announced {both[:, 0].mean():.4f}, realised {true:.4f} ({len(both)} times)")
    return judged(name, main, wanted)


def judged(name, main, wanted):
    if main is None or wanted < 500 or name in UNJUDGED:
        print(f"    not judged ({UNJUDGED.get(name, 'fewer than 500 replications')})")
        return True
    low = 0.93
    good = abs(main["bias"]) <= 0.005 and main["cover"] >= low and (main["cover"] <= 0.97 or name == "stores_20_compared")
    print(f"    {'PASS' if good else 'FAIL'}  bias within 0.5 point, intervals cover {low:.0%} to 97 %")
    return good
