"""Shades of an accent stay readable."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.contrast import (
    DARK,
    LIGHT,
    READABLE,
    is_readable,
    parse,
    proposal,
    ratio,
    shades,
)

colours = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


def test_black_on_white_is_twenty_one_to_one():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.478, abs=.001)


@given(colours)
def test_any_accent_gives_text_that_can_be_read_in_both_schemes(accent):
    tone = shades(accent)
    assert min(ratio(tone.light["line"], p) for p in (*LIGHT, tone.light["line_soft"])) >= READABLE
    assert min(ratio(tone.dark["line"], p) for p in (*DARK, tone.dark["line_soft"])) >= READABLE
    assert min(ratio(s["on_line"], s["line"]) for s in (tone.light, tone.dark)) >= READABLE


@given(colours)
def test_the_shade_proposed_for_a_refused_accent_is_readable(accent):
    assert is_readable(proposal(accent))


def test_a_word_is_not_a_colour():
    with pytest.raises(ValueError, match="not a colour"):
        parse("violet")


def test_the_grounds_are_those_of_the_stylesheet():
    import re
    from pathlib import Path
    tokens = (Path(__file__).resolve().parents[2] / "chalandise/web/shell/static/shell/css/02-tokens.css").read_text()
    light, dark = tokens.split("prefers-color-scheme: dark")
    for scheme, grounds in ((light, LIGHT), (dark, DARK)):
        said = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", scheme))
        assert grounds == tuple(said[name] for name in ("sheet", "paper", "well", "ok-soft", "watch-soft", "act-soft"))
