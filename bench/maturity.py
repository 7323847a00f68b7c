"""Scoring a million sheets of the merchant grid at once, beside a plain loop over the same sheets (and pandas when it is there)."""
import importlib.util
import time

SHEETS, LOOPED, SEED = 1_000_000, 3_000, 20170925


def run():
    """Print sheets per second and memory; the loop scores the first sheets only, and both must give the same scores."""
    import numpy as np

    from bench.measure import peak_memory_mb
    from chalandise.computing.maturity_many import NOT_ASKED, Scale, score_many
    from chalandise.diagnostics.queries import bank
    grid = bank.current()
    scale = Scale({t.key: t.weight for t in grid.themes}, tuple(q.item for q in grid.questions))
    codes = _sheets(np.random.default_rng(SEED), [len(i.values) for i in scale.items], NOT_ASKED)
    print(f"{SHEETS:,} sheets of {len(scale.items)} questions on {len(scale.themes)} themes, one in eight unanswered, one in ten not asked")
    spent = []
    for _turn in range(3):
        start = time.perf_counter()
        found = score_many(scale, codes)
        spent.append(time.perf_counter() - start)
    _say("score_many (numpy)", SHEETS, min(spent), f"peak memory {peak_memory_mb():.0f} MB")
    start = time.perf_counter()
    plain = [_plain(scale, row) for row in codes[:LOOPED].tolist()]
    _say("plain loop, one sheet at a time (solve)", LOOPED, time.perf_counter() - start, f"first {LOOPED:,} sheets")
    if plain != found.overall[:LOOPED].tolist():
        raise SystemExit("the two do not give the same scores")
    print(f"same overall scores on these {LOOPED:,} sheets")
    _pandas(scale, codes, found)


def _sheets(chance, answers, not_asked):
    """Return random codes, shape (SHEETS, items)."""
    import numpy as np
    codes = np.empty((SHEETS, len(answers)), np.int8)
    for n, count in enumerate(answers):
        codes[:, n] = chance.integers(0, count, SHEETS)
    codes[chance.random(codes.shape) < 0.125] = -1
    codes[chance.random(codes.shape) < 0.1] = not_asked
    return codes


def _plain(scale, row):
    from chalandise.computing.maturity import Problem, solve
    items = tuple(i for i, c in zip(scale.items, row, strict=True) if c != -2)
    answers = {i.key: list(i.values)[c] for i, c in zip(scale.items, row, strict=True) if c >= 0}
    value = solve(Problem(scale.themes, items, answers)).overall.value
    return -1 if value is None else value


def _pandas(scale, codes, found):
    """Score by groupby on the long table, in floating point: what one would write first."""
    if importlib.util.find_spec("pandas") is None:
        print("pandas is not installed: not compared (it is no dependency of ours)")
        return
    import numpy as np
    import pandas as pd
    few = codes[:100_000]
    start = time.perf_counter()
    sheet, item = np.nonzero(few >= 0)
    worth = [list(i.values.values()) for i in scale.items]
    table = np.array([row + [0] * (max(map(len, worth)) - len(row)) for row in worth])
    weight = np.array([i.weight for i in scale.items])[item]
    theme = np.array([list(scale.themes).index(i.theme) for i in scale.items])[item]
    long = pd.DataFrame({"sheet": sheet, "theme": theme, "w": weight, "wv": weight * table[item, few[sheet, item]]})
    sums = long.groupby(["sheet", "theme"], sort=False).sum()
    sums["W"] = np.array(list(scale.themes.values()))[sums.index.get_level_values("theme")]
    sums["WS"] = sums["W"] * sums["wv"] / sums["w"]
    both = sums.groupby(level="sheet")[["W", "WS"]].sum()
    overall = np.floor(both["WS"] / both["W"] + 0.5).reindex(range(len(few)), fill_value=-1).to_numpy()
    _say("pandas groupby (floating point)", len(few), time.perf_counter() - start, f"first {len(few):,} sheets")
    print(f"{int((overall != found.overall[:len(few)]).sum())} of them differ by the rounding of floating point")


def _say(what, sheets, seconds, more):
    print(f"{what:42} {sheets / seconds:14,.0f} sheets/s   {seconds:7.2f} s   {more}")
