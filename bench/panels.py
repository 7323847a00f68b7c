"""Simulated panels of reviewers with a known truth: what the benchmark and the tests of severity both draw."""
from dataclasses import dataclass

import numpy as np

from chalandise.computing.severity import Problem, Score

MEAN = 2.4


@dataclass(frozen=True)
class Law:
    """What a panel is drawn from: points of spread of submissions, of severity and of noise; a share of abstentions; anchors 0, 1, 2…"""

    name: str
    quality: float = 0.5
    severity: float = 0.4
    noise: float = 0.4
    abstained: float = 0.0
    whole: bool = False
    submissions: int = 12
    reviewers: int = 5
    each: int = 3
    criteria: int = 4


def draw(law, chance):
    """Return (problem, truth of each submission for its panel, severity of each reviewer): loads as even as they can be."""
    quality, severity = chance.normal(0, law.quality, law.submissions), chance.normal(0, law.severity, law.reviewers)
    loads, scores = np.zeros(law.reviewers), []
    for s in range(law.submissions):
        chosen = np.lexsort((chance.random(law.reviewers), loads))[:law.each]
        loads[chosen] += 1
        for r in chosen:
            # half of the noise is the review's own mood, the other half each criterion's
            mood = chance.normal(0, law.noise * 0.7)
            for c in range(law.criteria):
                value = MEAN + quality[s] + severity[r] + mood + chance.normal(0, law.noise * 0.7 * law.criteria**0.5)
                value = float(np.clip(np.round(value) if law.whole else value, 0, 4))
                scores.append(Score(s, int(r), c, None if chance.random() < law.abstained else value))
    return Problem(tuple(scores), dict.fromkeys(range(law.criteria), 1.0)), MEAN + quality + severity.mean(), severity - severity.mean()
