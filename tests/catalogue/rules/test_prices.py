"""A price says what it becomes."""
from decimal import Decimal
from types import SimpleNamespace

import pytest

from chalandise.catalogue.rules.prices import commitment_words, cost_over, price_later, price_words


def sheet(month="19", trial=3, after="29", setup="0"):
    def money(value):
        return None if value is None else Decimal(value)
    return SimpleNamespace(price_month=money(month), trial_months=trial, price_after=money(after), price_setup=money(setup))


@pytest.mark.parametrize(("thing", "words"), [
    (sheet(), "19,00 € par mois pendant 3 mois, puis 29,00 € par mois"),
    (sheet(month="0", after="12.5", trial=1), "gratuit pendant 1 mois, puis 12,50 € par mois"),
    (sheet(trial=0, after=None), "19,00 € par mois"),
    (sheet(after=None), "19,00 € par mois pendant 3 mois, prix ensuite à demander"),
    (sheet(month=None), "prix à demander"),
    (sheet(setup="150", trial=0), "150,00 € une fois, puis 19,00 € par mois")])
def test_a_price_is_said_with_what_it_becomes(thing, words):
    assert price_words(thing).replace("\u00a0", " ") == words


@pytest.mark.parametrize(("thing", "euros"), [
    (sheet(), Decimal(19 * 3 + 29 * 21)), (sheet(trial=0, after=None, setup="100"), Decimal(100 + 19 * 24)),
    (sheet(trial=36), Decimal(19 * 24)), (sheet(after=None), None), (sheet(month=None), None), (sheet(setup=None), Decimal(19 * 3 + 29 * 21))])
def test_two_years_cost_the_trial_then_the_rest(thing, euros):
    assert cost_over(thing) == euros


def test_the_price_that_counts_is_the_one_after_the_trial():
    assert (price_later(sheet()), price_later(sheet(trial=0)), price_later(sheet(after=None))) == (Decimal(29), Decimal(19), None)


def test_a_commitment_is_said_in_months_none_or_unknown():
    assert [commitment_words(n) for n in (0, 12, None)] == ["sans engagement", "12 mois d’engagement", "engagement à demander"]
