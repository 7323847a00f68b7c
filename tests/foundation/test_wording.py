"""How dates, money and numbers are said, in French and in English."""
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from chalandise.foundation import clock, wording
from chalandise.foundation.wording import read_number

TODAY = date(2017, 11, 20)
S = "\u00a0"


def test_days_are_said_as_people_say_them():
    assert wording.day(TODAY) == "lundi 20 novembre"
    assert wording.day(date(2017, 11, 1)) == "mercredi 1er novembre"
    assert wording.day_year(TODAY) == "lundi 20 novembre 2017"
    assert wording.short_day(TODAY) == "20 nov."
    with translation.override("en"):
        assert (wording.day(TODAY), wording.short_day(TODAY)) == ("Monday 20 November", "20 Nov")


def test_a_moment_is_said_in_paris():
    assert wording.moment(clock.local(TODAY, 10, 30)) == f"lundi 20 novembre à 10{S}h{S}30"
    assert wording.clock_time(clock.local(TODAY, 9)) == f"9{S}h"


@pytest.mark.parametrize(("days", "said"), [(0, "aujourd’hui"), (-1, "hier"), (1, "demain"), (-5, "il y a 5 jours"),
                                            (23, "dans 3 semaines"), (-90, "il y a 3 mois"), (800, "dans 2 ans")])
def test_a_distance_in_days_is_said_from_today(days, said):
    assert wording.ago(TODAY + timedelta(days)) == said


@pytest.mark.parametrize(("value", "said"), [("180", f"180,00{S}€"), ("4310.5", f"4{S}310,50{S}€"), ("-12", f"−12,00{S}€")])
def test_money_has_its_sign_and_cents(value, said):
    assert wording.euros(Decimal(value)) == said


def test_money_and_numbers_in_english():
    with translation.override("en"):
        assert (wording.euros(Decimal("-1180")), wording.number(4310)) == ("−€1,180.00", "4,310")


def test_numbers_lose_useless_zeros_and_keep_asked_decimals():
    assert (wording.number(4310), wording.number(2.50), wording.number("2.456", 1)) == (f"4{S}310", "2,5", "2,5")


def test_a_telephone_number_is_said_as_in_its_country():
    assert wording.phone("+33500000000") == f"05{S}00{S}00{S}00{S}00"
    assert wording.phone("bonjour") == "bonjour"


@pytest.mark.parametrize(("language", "typed", "meant"), [
    ("fr", "1 180,50 €", "1180.50"), ("fr", "180", "180"), ("fr", "1.180,50", "1180.50"), ("fr", "12,5", "12.5"), ("fr", "1,180", "1.180"),
    ("en", "€1,180.50", "1180.50"), ("en", "1,180", "1180"), ("en", "12.5", "12.5"), ("en", "12,5", "12.5"),
])
def test_a_typed_number_is_read_as_its_reader_writes_it(language, typed, meant):
    with translation.override(language):
        assert read_number(typed) == Decimal(meant)


def test_an_empty_text_is_no_number():
    assert read_number(" € ") is None
