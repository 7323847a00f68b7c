"""Small panels for the tests of the effects: shops with a season, a level, common weeks and noise, all from one seed."""
import numpy as np

from chalandise.computing.effects import Problem

WAVES = (96, 98, 100, 104)


def logs(random, shops=40, weeks=150, noise=0.1):
    christmas = np.clip((np.arange(weeks) % 52 - 46) / 5, 0, 1)
    return (random.normal(8, 0.5, shops)[:, None] + random.uniform(0.1, 1, shops)[:, None] * christmas
            + random.normal(0, 0.05, weeks) + random.normal(0, noise, (shops, weeks)))


def asked(seed=0, *, treated=10, shops=40, weeks=150, effect=0.0, noise=0.1, starts=None, **more):
    """A problem where the first `treated` shops start in waves and gain `effect` (logarithm) from then on."""
    outcome = logs(np.random.default_rng(seed), shops, weeks, noise)
    starts = {n: WAVES[n % len(WAVES)] for n in range(treated)} if starts is None else starts
    for n, start in starts.items():
        if start is not None:
            outcome[n, start:] += effect
    return Problem(tuple(range(shops)), np.exp(outcome), starts, **more)
