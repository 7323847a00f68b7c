"""Shops that fall together for two months are told, and nothing else is: no common fall, no lasting effect, no noise."""
from dataclasses import replace

import numpy as np
import pytest

from chalandise.computing.effects import solve
from chalandise.computing.effects.screen import screen
from chalandise.computing.effects.stretches import fell_together
from tests.computing.effects.panels import asked


def told(problem):
    return [(r.code, r.figures) for r in fell_together(screen(problem)[0])]


def hit(problem, rows, factor, weeks=slice(110, 124)):
    takings = problem.takings.copy()
    takings[rows, weeks] *= factor
    return replace(problem, takings=takings)


def test_works_that_nobody_told_are_asked_about():
    (code, figures), = told(hit(asked(1, noise=0.05), slice(0, 5), 0.75))
    assert (code, figures["many"]) == ("fell_together", 5) and 20 <= figures["percent"] <= 30


@pytest.mark.parametrize("problem", [
    asked(1), asked(2, noise=0.3), asked(1, effect=-0.3), asked(1, effect=0.08),
    hit(asked(1), slice(0, 40), 0.75), hit(asked(1, noise=0.05), slice(10, 40), 0.75), hit(asked(1, noise=0.05), slice(0, 2), 0.75),
    hit(asked(1), slice(0, 10), 0.75, slice(70, 84)), asked(1, weeks=100, starts=dict.fromkeys(range(6), 90)),
], ids=["nothing", "noise", "a lasting fall", "a rise", "everybody falls", "only the others fall", "two shops", "before the start", "no two months since"])
def test_nothing_else_is(problem):
    assert told(problem) == []


def test_it_is_told_with_the_answer_and_the_told_works_are_not():
    problem = hit(asked(1), slice(0, 5), 0.75)
    disturbed = np.zeros(problem.takings.shape, dtype=bool)
    disturbed[:5, 110:124] = True
    codes = [[r.code for r in solve(p, seed=1, deals=5, checks=False).reasons] for p in (problem, replace(problem, disturbed=disturbed))]
    assert ["fell_together" in c for c in codes] == [True, False] and "disturbed" in codes[1]
