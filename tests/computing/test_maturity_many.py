"""Many sheets at once give what one sheet at a time gives, to the point."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.maturity import UNKNOWN, Item, Problem, solve
from chalandise.computing.maturity_many import NO_ANSWER, NONE, NOT_ASKED, Scale, score_many
from tests.computing.test_maturity import A1, A2, B1, B2, THEMES

SCALE = Scale(THEMES, (A1, A2, B1, B2))


def test_the_example_of_the_documentation():
    codes = SCALE.codes([{"a1": "half", "a2": "yes", "b1": "no", "b2": UNKNOWN}])
    assert codes.tolist() == [[1, 1, 0, NO_ANSWER]]
    found = score_many(SCALE, codes)
    assert (found.overall.tolist(), found.themes.tolist()) == ([41], [[63, 20]])
    assert (found.answered.tolist(), found.asked.tolist(), found.theme_answered.tolist()) == ([3], [4], [[2, 1]])


def test_what_is_not_asked_is_not_counted_as_asked():
    found = score_many(SCALE, SCALE.codes([{"a1": "yes"}, {}], asked=[("a1", "b1"), ()]))
    assert (found.overall.tolist(), found.asked.tolist(), found.answered.tolist()) == ([100, NONE], [2, 0], [1, 0])


def test_no_sheet_at_all_has_no_score():
    assert score_many(SCALE, SCALE.codes([])).themes.shape == (0, 2)


@pytest.mark.parametrize("code", [-3, 3])
def test_a_code_that_is_no_answer_is_refused(code):
    with pytest.raises(ValueError, match="item 0: a code is not one of its 3 answers"):
        score_many(SCALE, np.array([[code, 0, 0, 0]]))


def test_wrong_shapes_and_answers_are_refused():
    with pytest.raises(ValueError, match=r"the shape \(sheets, 4\)"):
        score_many(SCALE, np.zeros((2, 3)))
    with pytest.raises(ValueError, match="item 'a1': an answer is not one of its answers"):
        SCALE.codes([{"a1": "maybe"}])
    with pytest.raises(ValueError, match="weighs nothing"):
        Scale({"A": 1}, (B1,))


@st.composite
def scales(draw, largest=5):
    """Return a scale and some sheets of it, with answers unknown and items not asked."""
    themes = {f"T{n}": draw(st.integers(1, 4)) for n in range(draw(st.integers(1, 4)))}
    items = tuple(Item(f"i{n}", draw(st.sampled_from(sorted(themes))),
                       {f"c{k}": v for k, v in enumerate(draw(st.lists(st.integers(0, 100), min_size=2, max_size=5)))},
                       weight=draw(st.integers(1, largest))) for n in range(draw(st.integers(1, 9))))
    rows = draw(st.lists(st.tuples(*(st.integers(NOT_ASKED, len(i.values) - 1) for i in items)), min_size=1, max_size=6))
    return Scale(themes, items), np.array(rows, dtype=np.int8)


def check(scale, codes):
    found = score_many(scale, codes)
    for row, code in enumerate(codes.tolist()):
        items = [i for i, c in zip(scale.items, code, strict=True) if c != NOT_ASKED]
        answers = {i.key: list(i.values)[c] for i, c in zip(scale.items, code, strict=True) if c >= 0}
        one = solve(Problem(scale.themes, tuple(items), answers))
        assert found.overall[row] == (NONE if one.overall.value is None else one.overall.value)
        assert (found.answered[row], found.asked[row]) == (one.overall.answered, one.overall.asked)
        for n, theme in enumerate(scale.themes):
            score = one.themes[theme]
            assert found.themes[row, n] == (NONE if score.value is None else score.value)
            assert (found.theme_answered[row, n], found.theme_asked[row, n]) == (score.answered, score.asked)


@given(scales())
def test_many_sheets_score_as_one(found):
    check(*found)


@given(scales(largest=10**6))
def test_weights_so_large_that_only_exact_numbers_hold_score_the_same(found):
    check(*found)


def test_blocks_are_seams_that_nobody_sees(monkeypatch):
    from chalandise.computing import maturity_many
    codes = np.random.default_rng(3).integers(-2, 2, size=(50, 4)).astype(np.int8)
    whole = score_many(SCALE, codes)
    monkeypatch.setattr(maturity_many, "BLOCK", 7)
    cut = score_many(SCALE, codes)
    assert (whole.overall == cut.overall).all() and (whole.themes == cut.themes).all() and (whole.theme_asked == cut.theme_asked).all()
