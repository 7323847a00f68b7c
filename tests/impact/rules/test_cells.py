"""Days and amounts as tills write them."""
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.impact.rules.cells import decimal_sign, is_month_first, read_amount, read_day

DAY = ("day", date(2017, 11, 20))


@pytest.mark.parametrize("text", ["2017-11-20", "2017-11-20T10:05:34", "2017-11-20 10:05:34", "20/11/2017", "20/11/17", "20.11.2017", "20-11-2017 18:30",
                                  "20 novembre 2017", "lun. 20 nov. 2017", "Lundi 20 novembre 2017", "20171120", "43059", "43059.42", "2017/11/20"])
def test_a_day_in_every_writing(text):
    assert read_day(text) == DAY


@pytest.mark.parametrize("text, found", [
    ("novembre 2017", ("month", date(2017, 11, 1))), ("nov. 2017", ("month", date(2017, 11, 1))), ("11/2017", ("month", date(2017, 11, 1))),
    ("2017-11", ("month", date(2017, 11, 1))), ("Août 2017", ("month", date(2017, 8, 1))), ("2017-S47", ("week", date(2017, 11, 20))),
    ("Semaine 47 2017", ("week", date(2017, 11, 20))), ("2017W01", ("week", date(2017, 1, 2))), ("1er mai 2017", ("day", date(2017, 5, 1)))])
def test_weeks_and_months(text, found):
    assert read_day(text) == found


@pytest.mark.parametrize("text", ["", "32/01/2017", "30 février 2017", "total", "12,50", "2017-S60", "2017-13", "99999-12-31", "²", "1"])
def test_what_is_no_day(text):
    assert read_day(text) is None


def test_the_order_of_the_parts_is_seen_in_the_file():
    assert is_month_first(["11/02/2017", "11/20/2017"]) is True
    assert is_month_first(["20/11/2017", "11/20/2017"]) is False
    assert is_month_first(["01/02/2017"]) is False
    assert read_day("11/20/2017", month_first=True) == DAY


@pytest.mark.parametrize("text, sign, cents", [
    ("12,50", ",", 1250), ("1 234,56 €", ",", 123456), ("1\u202f234,56", ",", 123456), ("1.234,56", ",", 123456), ("1,234.56", ".", 123456),
    ("12", ",", 1200), ("-3,00", ",", -300), ("−3,00", ",", -300), ("(12,00)", ",", -1200), ("12,00-", ",", -1200), ("€ -7.50", ".", -750),
    ("EUR 7.50", ".", 750), ("7.505", ".", 751), ("0", ",", 0), ("1'234.50", ".", 123450)])
def test_amounts_as_they_are_written(text, sign, cents):
    assert read_amount(text, sign=sign) == cents


@pytest.mark.parametrize("text", ["", "cent", "-", "12,3,4x", "1e5", "9" * 40, "²", "€"])
def test_what_is_no_amount(text):
    assert read_amount(text, sign=",") is None


@given(st.integers(-10**9, 10**9), st.sampled_from([",", "."]), st.booleans())
def test_an_amount_written_is_read_again(cents, sign, grouped):
    text = f"{Decimal(cents) / 100:,.2f}" if grouped else f"{Decimal(cents) / 100:.2f}"
    text = text.translate(str.maketrans({",": "\u00a0", ".": ","})) if sign == "," else text
    assert read_amount(text, sign=sign) == cents


def test_the_sign_of_the_cents_is_seen_in_the_column():
    assert decimal_sign(["1.234", "12,50"]) == ","
    assert decimal_sign(["1,234", "12.50"]) == "."
    assert decimal_sign(["1.234", "5.678"]) == ","
    assert decimal_sign([]) == "."
