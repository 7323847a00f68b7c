"""The words of the order, and the published rule: the same figures as the code."""
from decimal import Decimal

import pytest

from chalandise.catalogue.rules.fitting import kept_words, none_words, published_rule, reason_words
from chalandise.computing import fitting
from chalandise.computing.fitting import Reason


@pytest.mark.parametrize(("reason", "words"), [
    (Reason("trade"), "faite pour votre métier : coiffure"),
    (Reason("level", "beginner"), "demande seulement un téléphone"),
    (Reason("harder", "advanced"), "demande d’être déjà équipé et habitué : faites-vous aider au début"),
    (Reason("kept", (9, 11, 6)), "9 des 11 boutiques qui ont répondu l’utilisent encore à 6 mois"),
    (Reason("over", Decimal(9)), "dépasse votre budget de 9,00 € par mois, une fois l’essai fini"),
    (Reason("clear"), "prix connu après l’essai")])
def test_a_reason_is_a_few_words(reason, words):
    assert reason_words(reason, trade="hairdresser", family="beauty").replace("\u00a0", " ") == words


def test_what_shops_say_agrees_with_how_many_they_are():
    assert kept_words(1, 1, 3) == "la seule boutique qui a répondu l’utilise encore à 3 mois"
    assert kept_words(0, 1, 3) == "la seule boutique qui a répondu ne l’utilise plus à 3 mois"
    assert kept_words(1, 4, 6) == "1 des 4 boutiques qui ont répondu l’utilise encore à 6 mois"
    assert kept_words(0, 4, 6) == "aucune des 4 boutiques qui ont répondu ne l’utilise encore à 6 mois"


def test_each_reason_and_each_silence_of_the_order_has_its_words():
    codes = {"trade": None, "family": None, "anybody": None, "level": "regular", "harder": "regular", "kept": (1, 2, 3), "new": None,
             "afforded": Decimal(1), "over": Decimal(1), "clear": None, "unclear": None}
    assert all(reason_words(Reason(code, value), trade="hairdresser", family="beauty") for code, value in codes.items())
    assert all(none_words(code) for code in (*fitting.OUT, "empty") if code != "need")


def test_the_published_rule_tells_the_points_that_the_code_gives():
    rule = published_rule()
    assert [points for points, _words in rule.points] == [fitting.MADE_FOR, fitting.EASY, fitting.AFFORDED, fitting.CLEAR, fitting.KEPT]
    assert "2 pour un métier de la même famille, 1 si elle convient à tous" in rule.points[0][1]
    assert "4 boutiques de plus avaient répondu, dont 2" in rule.points[4][1]
    assert len(rule.sentences) == 4
