"""A package is read whole or refused with what is wrong; whatever bytes come, nothing breaks."""
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.commons.rules import digest, read

GOOD = {"format": "chalandise-evidence", "version": 1, "publisher": "Villeneuve", "season": "Saison 2016", "made_on": "2017-06-01",
        "taxonomy": "connecte-un-commercant 2017.1", "kinds": {"booking": {"tried": 14, "dropped": 2, "asked": {"6": 12}, "kept": {"6": 11}}}}


def said(**words):
    return read(json.dumps({**GOOD, **words}).encode())


def counts(**words):
    return said(kinds={"booking": {**GOOD["kinds"]["booking"], **words}})


def test_a_good_package_is_read_with_or_without_a_mark_at_its_head():
    package, faults = said()
    assert (package["kinds"]["booking"]["kept"], faults) == ({"6": 11}, [])
    assert read(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())[0] == package
    assert digest(package) == digest(said(extra="x")[0]) != digest(said(season="Saison 2015")[0])


@pytest.mark.parametrize("faults, words", [
    (said(format="other")[1], "paquet de résultats"), (said(version=2)[1], "autre version"), (said(publisher=" ")[1], "publisher"),
    (said(season=None)[1], "season"), (said(made_on="hier")[1], "made_on"), (said(made_on=None)[1], "made_on"), (said(kinds={})[1], "kinds"),
    (said(kinds=[1])[1], "kinds"), (said(kinds={"booking": 3})[1], "booking"), (counts(tried=2)[1], "une boutique"), (counts(tried=True)[1], "entiers"),
    (counts(tried=-1)[1], "entiers"), (counts(tried=10**9)[1], "entiers"), (counts(asked={"7": 1})[1], "entiers"), (counts(asked={"6": 1.5})[1], "entiers"),
    (counts(kept={"6": 13})[1], "garder"), (counts(asked={"6": 99})[1], "garder"), (counts(dropped=15)[1], "garder"),
    (read(b"\xff\xfe")[1], "JSON"), (read(b"[" * 100_000)[1], "JSON"), (read(b" " * 1_000_001)[1], "trop grand"), (read(b"[]")[1], "paquet de résultats")])
def test_what_is_wrong_is_said(faults, words):
    assert any(words in fault for fault in faults)


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3), max_leaves=12)


@given(st.dictionaries(st.sampled_from(list(GOOD)), JSON, max_size=4))
def test_whatever_takes_the_place_of_a_part_is_read_or_refused(words):
    package, faults = said(**words)
    assert (package is None) == bool(faults)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_reason(data):
    assert read(data)[0] is None and read(data)[1]
