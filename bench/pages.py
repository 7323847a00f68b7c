"""The busiest pages and gestures on a street and in a country: same queries, nearly the same time.

Two processes, one on each database (bench/ground.py), play the same gesture turn by turn, so that whatever else the
machine does falls on both. CHALANDISE_BENCH_SEASONS (10,000) sets the size of the country: 20 shops and 100 visits a
season. CHALANDISE_BENCH_TURNS (40) sets how often each gesture is played.
Goal: query counts identical; median and 95th percentile of processor time, country ÷ street, at most 1.3. The clock is
printed beside and not judged: with other jobs on the machine it tells of them (compare the plain page's own ratios).
"""
import json
import os
import subprocess
import sys
from statistics import median, quantiles

from bench.ground import COPIES, KEPT, ROOT, prepare

GOAL, WARM = 1.3, 3
SIDES = ("small", "national")


class Player:
    """The process that plays on one database (bench/player.py)."""

    def __init__(self, address):
        self.process = subprocess.Popen([sys.executable, "-m", "bench.player"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, env={**os.environ, "CHALANDISE_DATABASE": address})

    def play(self, gesture, place):
        print(json.dumps({"gesture": gesture, "place": place}), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{gesture}: the gesture failed; its error stands above.")
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def p95(values):
    return quantiles(values, n=20, method="inclusive")[-1]


def play_all(names, databases, turns):
    """Return {name: {side: [costs]}}, the sides taking turns to be first."""
    players = {side: Player(databases[side]) for side in SIDES}
    found = {name: {side: [] for side in SIDES} for name in names}
    for turn in range(-WARM, turns):
        for name in names:
            for side in SIDES if turn % 2 else reversed(SIDES):
                cost = players[side].play(name, turn % (COPIES + 1) if side == "national" else 0)
                if turn >= 0:
                    found[name][side].append(cost)
        print(f"\r  turn {turn + 1} of {turns}", end="", file=sys.stderr, flush=True)
    for player in players.values():
        player.close()
    return found


def ratios(costs):
    """Return {("cpu", "median"): country ÷ street, …} for processor and wall-clock time, median and 95th percentile."""
    return {(what, how.__name__): how([c[what] for c in costs["national"]]) / how([c[what] for c in costs["small"]])
            for what in ("cpu", "wall") for how in (median, p95)}


def show(vendor, found):
    """Print the table and the verdict; return whether every gesture keeps the goal."""
    print(f"\n  {vendor}: milliseconds, street / country; ratio country ÷ street")
    print(f"  {'':18}{'queries':>9}{'processor: median':>19}{'ratio':>6}{'p95':>6}{'clock: median':>17}{'ratio':>6}{'p95':>6}")
    kept, worst = True, {}
    for name, costs in found.items():
        counts = {side: sorted({c["queries"] for c in costs[side]}) for side in SIDES}
        same, ratio = counts["small"] == counts["national"] and len(counts["small"]) == 1, ratios(costs)
        middle = {what: " / ".join(f"{median([c[what] for c in costs[side]]):.1f}" for side in SIDES) for what in ("cpu", "wall")}
        fine = same and max(ratio["cpu", how] for how in ("median", "p95")) <= GOAL
        kept = kept and fine
        worst = {key: max(value, worst.get(key, 0)) for key, value in ratio.items()}
        print(f"  {name:18}{counts['small'][0] if same else 'DIFFER':>9}{middle['cpu']:>19}{ratio['cpu', 'median']:6.2f}{ratio['cpu', 'p95']:6.2f}"
              f"{middle['wall']:>17}{ratio['wall', 'median']:6.2f}{ratio['wall', 'p95']:6.2f}  {'pass' if fine else 'FAIL'}"
              f"{'' if same else f' {counts}'}")
    print("  worst ratios: " + ", ".join(f"{what} {how} {value:.2f}" for (what, how), value in worst.items()) + f" (goal {GOAL})")
    print(f"  {'PASS' if kept else 'FAIL'}: query counts identical, every ratio of processor time at most {GOAL}" + ("" if kept else ", but where said"))
    return kept


def run():
    """Print, for each gesture, what it costs on a street and in a country."""
    vendor = "postgresql" if os.environ.get("CHALANDISE_TEST_DATABASE") == "postgres" else "sqlite"
    seasons, turns = (int(os.environ.get(f"CHALANDISE_BENCH_{name}", size)) for name, size in (("SEASONS", 10_000), ("TURNS", 40)))
    databases = prepare(vendor, seasons)
    from bench.gestures import GESTURES
    found = play_all(list(GESTURES), databases, turns)
    (KEPT / f"pages-{vendor}.json").write_text(json.dumps(found))
    kept = show(vendor, found)
    plain, monday = (median([c["cpu"] for c in found[name]["national"]]) for name in ("plain Django list", "Monday list"))
    print(f"  beside a plain Django list of the same pairings in the same run: the Monday list takes {monday / plain:.1f} times its processor time")
    return kept
