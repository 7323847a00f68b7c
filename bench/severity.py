"""Does correcting for severity help, and do its intervals hold? Simulated panels with a known truth, beside the plain mean and z-scores."""
import time

SEED, PANELS = 20180301, 600


def run():
    """Print error, rank correlation and coverage of the 90 % interval; False when a coverage leaves 87–93 %."""
    import numpy as np

    from bench.panels import Law, draw
    laws = (Law("usual"), Law("no severity at all", severity=0.0), Law("very unequal reviewers", severity=0.8), Law("alike submissions", quality=0.2),
            Law("whole points 0–4", whole=True), Law("one criterion in ten abstained", abstained=0.1))
    print(f"{PANELS} panels a law: 12 submissions, 5 reviewers, 3 each, 4 criteria; nominal interval 90 %; error in points of 4")
    fine = True
    for law in laws:
        chance, start = np.random.default_rng(SEED), time.perf_counter()
        found = [one(*draw(law, chance)[:2]) for _n in range(PANELS)]
        spent = time.perf_counter() - start
        cover, width = (float(np.mean([f["interval"][n] for f in found])) for n in (0, 1))
        fine = fine and 0.87 <= cover <= 0.93
        print(f"{law.name:32} interval covers {100 * cover:5.1f} %, width {width:.2f}   ({1000 * spent / PANELS:.1f} ms a panel)")
        for name in ("mean", "z", "corrected"):
            error, order = np.sqrt(np.mean([f[name][0] for f in found])), np.mean([f[name][1] for f in found])
            print(f"    {name:12} error {error:.3f}   rank correlation {order:.3f}")
    return fine


def one(problem, truth):
    """Return the squared error and Kendall's tau of three ways, and (coverage, width) of the interval, of one panel."""
    import numpy as np
    from scipy.stats import kendalltau

    from chalandise.computing.severity import solve
    lines = solve(problem).total.lines()
    kept = sorted(lines)
    true = truth[kept]
    ways = {"mean": [lines[s].raw for s in kept], "corrected": [lines[s].corrected for s in kept], "z": [standard(problem)[s] for s in kept]}
    found = {name: (float(np.mean((np.array(v) - true) ** 2)), float(kendalltau(v, true)[0])) for name, v in ways.items()}
    bounds = [(lines[s].low, lines[s].high) for s in kept]
    found["interval"] = (float(np.mean([low <= t <= high for (low, high), t in zip(bounds, true, strict=True)])), float(np.mean([h - w for w, h in bounds])))
    return found


def standard(problem):
    """Return the mean of z-scores, each reviewer's totals brought to the same mean and spread: what is often done."""
    import numpy as np
    totals = {pair: float(np.mean(list(said.values()))) for pair, said in problem.reviews.items()}
    everything, found = np.array(list(totals.values())), {}
    for reviewer in {r for _s, r in totals}:
        mine = {s: v for (s, r), v in totals.items() if r == reviewer}
        mean, spread = np.mean(list(mine.values())), np.std(list(mine.values()), ddof=1) or 1.0
        for s, v in mine.items():
            found.setdefault(s, []).append((v - mean) / spread * everything.std() + everything.mean())
    return {s: float(np.mean(v)) for s, v in found.items()}
