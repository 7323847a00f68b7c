"""Every code of the kernel has its sentence in two languages, and no sentence names a shop."""
import re

import pytest
from django.utils import translation

from chalandise.computing.effects.reasons import WORDS
from chalandise.impact.rules import answers

FIGURES = {"many": 3, "needed": 52, "weeks": 12, "treated": 6, "compared": 9, "percent": 12, "points": 3.5, "shop": 77, "other": 78, "all": 4.5, "without": -1.2,
           "dealt": 4}


@pytest.mark.parametrize("code", WORDS)
def test_each_reason_is_said_in_both_languages_without_a_shop_s_number(code):
    french = answers.say({"code": code, "figures": FIGURES}, "month")
    with translation.override("en"):
        english = answers.say({"code": code, "figures": FIGURES}, "month")
    assert french != english
    for said in (french, english):
        assert not re.search(r"%\(|\{|77|78|None", said), said


def test_no_sentence_is_for_a_code_that_the_kernel_never_says():
    assert set(answers.SENTENCES) == set(WORDS)


def test_the_four_sentences():
    said = {"low": 1, "high": 9, "value": 5}
    assert answers.sentence({"verdict": "up", **said}).replace("\u00a0", " ") == "Les recettes ont probablement augmenté grâce à cela : entre +1 % et +9 %."
    assert answers.sentence({"verdict": "cannot_tell", **said, "low": -2}).replace("\u00a0", " ") == (
        "Sur les recettes, c’est probablement entre −2 % et +9 % ; on ne peut pas exclure que cela n’ait rien changé.")
    assert answers.sentence({"verdict": "down", "low": -9, "high": -1}).replace("\u00a0", " ") == "Les recettes ont probablement baissé à cause de cela : entre −9 % et −1 %."
    assert answers.sentence({"verdict": "refused"}) == "On ne peut pas encore dire ce que cela a changé aux recettes."
    assert answers.between({"verdict": "up", "low": 0, "high": 4}).replace("\u00a0", " ") == "entre un peu plus de 0 % et +4 %"
    assert answers.between({"verdict": "down", "low": -4, "high": 0}).replace("\u00a0", " ") == "entre −4 % et un peu moins de 0 %"
    assert answers.between({"verdict": "cannot_tell", "low": 0, "high": 4}).replace("\u00a0", " ") == "entre 0 % et +4 %"
    with translation.override("en"):
        assert answers.percent(9) == "+9%"


def test_units_follow_the_grain_and_advice_comes_once():
    reason = {"code": "history_short", "figures": {"weeks": 8, "needed": 12}}
    assert answers.say(reason, "month").startswith("8 mois de recettes connues") and answers.say(reason, "week").startswith("8 semaines")
    assert len(answers.helps(["history_short", "year_on_year_short", "no_comparison", "few_comparison", "one_start"])) == 2
