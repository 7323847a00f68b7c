"""Effects: one season, a thousand shops, a country; CPU seconds of one thread, beside pyfixest and synthdid-py on the same panel.

The packages that it compares with are no part of the house: ./run rivals puts them in .venv/rivals; without them their lines say so.
"""
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from chalandise.computing.effects import NEVER, Problem, imputation, solve, staggered
from chalandise.computing.effects.deals import deal
from chalandise.computing.effects.screen import screen

RIVALS = Path(sys.executable).parent.parent / "rivals" / "bin" / "python"
WAVES = np.array([96, 98, 100, 102, 104, 106])
SIZES = {"season": (100, 20), "town": (1_000, 100), "country": (100_000, 10_000)}
WEEKS, DEALS = 156, 999

RIVAL = {
    "pyfixest": """
import sys, time, resource, json, numpy as np, pandas as pd, pyfixest as pf
data = np.load(sys.argv[1]); y, starts = data["outcome"], data["starts"]
n, weeks = y.shape
frame = pd.DataFrame({"shop": np.repeat(np.arange(n), weeks), "week": np.tile(np.arange(weeks), n), "y": y.ravel(),
                      "acts": (np.tile(np.arange(weeks), n) >= np.repeat(starts, weeks)).astype(float)})
pf.feols("y ~ acts | shop + week", frame[frame.shop < 40], vcov={"CRV1": "shop"})
start = time.process_time()
fit = pf.feols("y ~ acts | shop + week", frame, vcov={"CRV1": "shop"})
print(json.dumps({"cpu": time.process_time() - start, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "effect": float(fit.coef()["acts"])}))
""",
    "synthdid": """
import sys, time, resource, json, numpy as np, pandas as pd, synthdid
data = np.load(sys.argv[1]); y, starts = data["outcome"], data["starts"]
n, weeks = y.shape
total = cells = 0.0
start = time.process_time()
for wave in np.unique(starts[starts < weeks]):
    mine, last = starts == wave, min(weeks, wave + 52)
    block = np.vstack([y[starts > weeks], y[mine]])[:, :last]
    fit = synthdid.synthdid_estimate(block, int((starts > weeks).sum()), int(wave))
    total, cells = total + float(getattr(fit, "estimate", fit)) * mine.sum() * (last - wave), cells + mine.sum() * (last - wave)
print(json.dumps({"cpu": time.process_time() - start, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "effect": total / cells}))
""",
}


def panel(size, seed=1):
    """Log takings (n, 156 weeks) and starts: a level, a Christmas of its own, common weeks, noise."""
    random = np.random.default_rng(seed)
    shops, treated = SIZES[size]
    christmas = np.clip((np.arange(WEEKS) % 52 - 46) / 5, 0, 1)
    outcome = random.normal(0, 0.15, (shops, WEEKS))
    outcome += random.normal(8.3, 0.6, (shops, 1)) + random.normal(0, 0.04, WEEKS)
    outcome += random.uniform(0.1, 1.2, shops)[:, None] * christmas
    starts = np.full(shops, NEVER, dtype=np.int64)
    starts[:treated] = np.resize(WAVES, treated)
    return outcome, starts


def timed(what):
    start = time.process_time()
    found = what()
    return time.process_time() - start, found


def say(verdict, words):
    print(f"    {'PASS' if verdict else 'FAIL'}  {words}", flush=True)
    return verdict


def child(part, path):
    """One measure in its own process: what it took, its memory, what it found."""
    data = np.load(path)
    outcome, starts = data["outcome"], data["starts"]
    seen = np.ones(outcome.shape, dtype=bool)
    more = {}
    if part == "imputation":
        cpu, found = timed(lambda: imputation.effect(outcome, seen, starts, 52))
    elif part == "one":
        levels = staggered.Levels.of(outcome, seen, starts)
        cpu, found = timed(lambda: float(staggered.paths(levels, starts[None], 52).effects[0]))
    else:
        problem = Problem(tuple(range(len(outcome))), np.exp(outcome), {int(n): int(starts[n]) for n in np.flatnonzero(starts != NEVER)})
        if part == "whole":
            cpu, result = timed(lambda: solve(problem, seed=1, deals=DEALS))
            found, more = result.effect.value, {"spread": result.effect.spread}
        else:
            cpu, found = deals_of(problem, part)
    print(json.dumps({"cpu": cpu, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "effect": found, **more}))


def deals_of(problem, part):
    cut, _ = screen(problem)
    quiet, dealt = cut.only(cut.compared), deal(cut, DEALS, 1)
    if part == "year_on_year":
        def what():
            outcome, seen, moved = imputation.year_on_year(quiet.outcome, quiet.seen, dealt.starts, cut.year)
            return imputation.staggered(outcome, seen, moved, cut.horizon)
    else:
        def what():
            return staggered.paths(staggered.Levels.of(quiet.outcome, quiet.seen, quiet.starts), dealt.starts, cut.horizon,
                                   steps=staggered.DEALT_STEPS).effects
    cpu, effects = timed(what)
    return cpu, float(np.std(effects, ddof=1))


def measured(part, path):
    """Run a child, ours or a rival's; None when the rival is not installed."""
    env = {**os.environ, **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS"), "1")}
    if part in RIVAL:
        if not RIVALS.exists():
            print(f"    {part:34} not installed (./run rivals)")
            return None
        words = [str(RIVALS), "-c", RIVAL[part], str(path)]
    else:
        words = [sys.executable, "-m", "bench.effects", part, str(path)]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"    {part:34} failed: {done.stderr.strip().splitlines()[-1:]}")
        return None
    found = json.loads(done.stdout.splitlines()[-1])
    print(f"    {part:34}{found['cpu']:9.2f} s{found['mb']:9.0f} MB{found['effect']:+12.5f}", flush=True)
    return found


def run():
    held = []
    with tempfile.TemporaryDirectory(prefix="chalandise-effects-") as folder:
        for size in os.environ.get("CHALANDISE_BENCH_SIZES", ",".join(SIZES)).split(","):
            outcome, starts = panel(size)
            path = Path(folder) / f"{size}.npz"
            np.savez(path, outcome=outcome, starts=starts)
            del outcome
            print(f"\n  {size}: {SIZES[size][0]:,} shops × {WEEKS} weeks, {SIZES[size][1]:,} act (last column: effect or placebo spread)")
            held += {"season": season, "town": town, "country": country}[size](path)
    return all(held)


def season(path):
    imputed, dealt, one = (measured(part, path) for part in ("year_on_year", "synthetic", "one"))
    whole, rival = measured("whole", path), measured("synthdid", path)
    held = [say(imputed["cpu"] < 1, f"year on year, {DEALS} deals: under 1 s"),
            say(dealt["cpu"] < 10, f"synthetic difference-in-differences, {DEALS} deals: under 10 s"),
            say(whole["cpu"] < 15, "the whole answer, with every line and check: under 15 s (our own mark)")]
    if rival:
        held.append(say(rival["cpu"] > 10 * one["cpu"] and abs(rival["effect"] - one["effect"]) < 1e-3,
                        f"one fit: {rival['cpu'] / one['cpu']:.0f} × faster than synthdid-py (goal 10), same effect within 0.1 point"))
    return held


def town(path):
    whole = measured("whole", path)
    return [say(whole["cpu"] < 30, f"the whole answer, {DEALS} deals: under 30 s")]


def country(path):
    ours, rival = measured("imputation", path), measured("pyfixest", path)
    held = [say(ours["mb"] < 1024, "imputation: below 1 GB")]
    if rival:
        held.append(say(ours["cpu"] < rival["cpu"] / 3, f"imputation: {rival['cpu'] / ours['cpu']:.1f} × faster than pyfixest's two-way fixed effects (goal 3)"))
    return held


if __name__ == "__main__":
    child(*sys.argv[1:])
