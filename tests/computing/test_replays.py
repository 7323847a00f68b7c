"""An estimate as a file: solved again it says the same, whatever its shops are called; a file that is no estimate is refused in words."""
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from chalandise.computing.effects import Problem, solve
from chalandise.computing.replays import Unreadable, again, as_json, differences, document, problem_of, program, street

ROOT = Path(__file__).resolve().parent.parent.parent


def panel(effect=0.2, shops=20, acted=6, weeks=130, seed=3):
    random = np.random.default_rng(seed)
    logs = random.normal(8, 0.4, (shops, 1)) + random.normal(0, 0.03, weeks) + random.normal(0, 0.06, (shops, weeks))
    starts = {100 + n: 90 + 2 * n for n in range(acted)}
    for n, start in enumerate(starts.values()):
        logs[n, start:] += effect
    takings = np.exp(logs).round(2)
    takings[7, 30:34] = np.nan
    days = np.full(takings.shape, 6.0)
    aside = np.zeros(takings.shape, dtype=bool)
    aside[0, 40:44] = True
    return Problem(tuple(range(100, 100 + shops)), takings, starts, days=days, disturbed=aside)


@pytest.fixture(scope="module")
def made():
    problem = panel()
    answer = as_json(problem, solve(problem, seed=5, deals=60))
    return problem, answer, document(problem, answer, seed=5, deals=60, checks=True, made_with=program())


def test_a_document_solved_again_says_the_same(made):
    problem, answer, found = made
    told = json.loads(json.dumps(found))
    assert differences(told["answer"], again(told)) == []
    assert (answer["lines"][0]["value"], answer["verdict"]) == (found["answer"]["lines"][0]["value"], "up")
    assert set(answer["treated"]) == set(range(100, 106)) and set(found["answer"]["treated"]) == set(range(6))
    back = problem_of(told)
    np.testing.assert_array_equal(back.takings, problem.takings)
    assert (back.disturbed == problem.disturbed).all() and back.span == problem.span


def test_another_cent_says_something_else(made):
    _problem, _answer, found = made
    told = json.loads(json.dumps(found))
    told["panel"]["takings"][2][100] *= 3
    assert any("lines[0].value" in where for where in differences(found["answer"], again(told)))


def test_the_course_is_what_was_observed_less_the_effect(made):
    _problem, answer, _found = made
    course, line = answer["course"], answer["lines"][0]
    after = [np.log(o / e) for t, o, e in zip(course["times"], course["observed"], course["expected"], strict=True) if t >= 0 and e is not None]
    assert abs(np.mean(after) - line["value"]) < 0.02
    assert all(low <= e <= high for low, e, high in zip(course["low"], course["expected"], course["high"], strict=True) if e is not None)
    assert course["many"][course["times"].index(0)] == 6


def test_a_refusal_draws_nothing():
    problem = panel(acted=2)
    answer = as_json(problem, solve(problem, seed=5, deals=20))
    assert (answer["verdict"], answer["course"], answer["street"], answer["lines"]) == ("refused", None, None, [])


def test_both_groups_stand_at_a_hundred_before_anybody_started(made):
    problem, answer, _found = made
    drawn = street(problem, solve(problem, seed=5, deals=20, checks=False))
    assert drawn == answer["street"]
    first = drawn["first"]
    for group in ("acted", "compared"):
        assert abs(np.mean([v for v in drawn[group][:first] if v]) - 100) < 1


def test_what_is_no_estimate_is_refused_in_words(made):
    _problem, _answer, found = made
    for wrong in ([], {}, {"format": "other"}, replace_panel(found, takings=[[1, 2], [3]]), replace_panel(found, starts={"99": 3}), replace_panel(found, days=None, period="year")):
        with pytest.raises(Unreadable):
            problem_of(wrong)


def replace_panel(found, **changed):
    return found | {"panel": found["panel"] | changed}


def test_no_days_and_nothing_aside_is_also_a_panel():
    bare = replace(panel(), days=None, disturbed=None)
    answer = as_json(bare, solve(bare, seed=5, deals=20, checks=False))
    found = json.loads(json.dumps(document(bare, answer, seed=5, deals=20, checks=False, made_with=program())))
    assert differences(found["answer"], again(found)) == []


def test_the_command_says_whether_the_figures_are_the_same(made, tmp_path):
    _problem, _answer, found = made
    def run(content):
        path = tmp_path / "effet.json"
        path.write_text(content, encoding="utf-8")
        done = subprocess.run([sys.executable, ROOT / "tools" / "estimate.py", path], capture_output=True, text=True, cwd=tmp_path, check=False)
        return done.returncode, done.stdout + done.stderr
    code, said = run(json.dumps(found))
    assert code == 0 and "The same figures." in said and "20 shops, 130 periods (week), 6 that acted" in said
    code, said = run(json.dumps(found | {"seed": 6, "program": "older"}))
    assert code == 1 and "figures differ" in said and "Computed by older" in said
    assert run("{}")[0] == 2 and run("not json")[0] == 2
