import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.shops.rules import values as v


def read(reader, text):
    value, reasons = reader(text)
    return value, [r.code for r in reasons]


@pytest.mark.parametrize(("text", "value", "codes"), [
    ("732 829 320 00074", "73282932000074", []), ("73282932000074.0", "73282932000074", []), ("73282932000075", "", ["siret_wrong"]),
    ("35600000000048", "35600000000048", []), ("35600000049837", "35600000049837", []), ("35600000049838", "", ["siret_wrong"]),
    ("7.32829E+13", "", ["siret_rounded"]), ("732829320", "", ["siret_is_siren"]), ("7328293200007", "", ["siret_length"]),
    ("5550006700011", "", ["siret_length"]), ("=cmd|' /C calc'!A0", "", ["siret_shape"]), ("", "", []),
])
def test_a_siret_holds_by_its_check_digits(text, value, codes):
    assert read(v.read_siret, text) == (value, codes)


def test_the_zeros_that_a_spreadsheet_ate_come_back():
    assert read(v.read_siret, "552013500012") == ("00552013500012", ["siret_zeros"])
    assert read(v.read_postcode, "1000") == ("01000", ["postcode_zero"])
    assert read(v.read_phone, "556000000") == ("+33556000000", [])
    assert read(v.read_naf, "113Z") == ("01.13Z", [])


@pytest.mark.parametrize(("reader", "text", "value", "codes"), [
    (v.read_naf, "4724z", "47.24Z", []), (v.read_naf, "47.24 Z", "47.24Z", []), (v.read_naf, "72.1Z", "", ["naf_old"]),
    (v.read_naf, "52.4Z", "", ["naf_old"]), (v.read_naf, "Néant", "", ["naf_shape"]),
    (v.read_phone, "05.56.00.00.00 / 06 00 00 00 00", "+33556000000", []), (v.read_phone, "+33 5 56 00 00 00", "+33556000000", []),
    (v.read_phone, "voir site", "", ["phone"]), (v.read_phone, "05 56", "", ["phone"]),
    (v.read_email, "mailto:A@B.fr; c@d.fr", "a@b.fr", []), (v.read_email, "a@b", "", ["email"]),
    (v.read_website, "www.exemple.fr", "https://www.exemple.fr", []), (v.read_website, "http//exemple.fr", "https://exemple.fr", []),
    (v.read_website, "néant", "", ["website"]), (v.read_website, "javascript:alert(1)", "", ["website"]),
    (v.read_postcode, "33 000", "33000", []), (v.read_postcode, "33000.0", "33000", []), (v.read_postcode, "Bordeaux", "", ["postcode"]),
    (v.read_hours, "Mo-Sa 09:00-19:00", "Mo-Sa 09:00-19:00", []), (v.read_hours, "7h-20h", "", ["hours"]),
])
def test_a_value_is_cleaned_or_left_out_with_its_reason(reader, text, value, codes):
    assert read(reader, text) == (value, codes)


@pytest.mark.parametrize(("lat", "lon", "point", "codes"), [
    ("44,85", "-0,58", (44.85, -0.58), []), ("44.85, -0.58", "", (44.85, -0.58), []), ("-0.58", "44.85", (44.85, -0.58), ["point_swapped"]),
    ("0", "0", None, ["point_impossible"]), ("444", "1", None, ["point_impossible"]), ("abc", "1", None, ["point"]), ("", "", None, []),
    ("nan", "nan", None, ["point_impossible"]),
])
def test_coordinates_are_read_or_left_out(lat, lon, point, codes):
    found, reasons = v.read_point(lat, lon)
    assert (found, [r.code for r in reasons]) == (point, codes)


@given(st.from_regex(r"0[1-9]([ .-]?[0-9]{2}){4}", fullmatch=True, alphabet=st.characters(codec="ascii")))
def test_a_number_plainly_written_reads_as_phonenumbers_reads_it(text):
    number = phonenumbers.parse(text, "FR")
    assert phonenumbers.is_possible_number(number)
    assert read(v.read_phone, text) == (phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), [])


def test_services_in_words_are_channels():
    assert v.read_channels("Livraisons à domicile, Retrait de commandes en magasin") == ["delivery", "collect"]
    assert v.read_channels("rien") == []


@given(st.text(max_size=40))
def test_no_text_makes_a_reader_fail(text):
    for reader in (v.read_siret, v.read_naf, v.read_phone, v.read_email, v.read_website, v.read_postcode, v.read_hours):
        value, reasons = reader(text)
        assert value or reasons or not text.strip()
    v.read_point(text, text)
