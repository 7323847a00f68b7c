"""The synonyms of the trade are readable data that holds together."""
import tomllib
from collections import Counter

from chalandise.catalogue.rules.searching import DATA, SYNONYMS, synonyms
from chalandise.computing.search.stems import light
from chalandise.computing.search.words import split


def concepts():
    return tomllib.loads((DATA / SYNONYMS).read_text(encoding="utf-8"))["concept"]


def codes(text):
    return {found.code for found in synonyms().find([light(word) for word in split(text)])}


def test_the_version_is_that_of_the_name():
    assert f"synonyms-{synonyms().version}.toml" == SYNONYMS


def test_no_phrase_is_told_twice_in_one_concept():
    twice = {c["code"]: [p for p, n in Counter(tuple(split(p)) for p in [*c["words"], *c.get("near", ())]).items() if n > 1] for c in concepts()}
    assert {code: phrases for code, phrases in twice.items() if phrases} == {}


def test_the_words_of_a_counter_mean_the_same_thing():
    assert "till" in codes("encaissement") & codes("une caisse") & codes("point de vente") & codes("cash register")
    assert "card-payment" in codes("TPE") & codes("terminal de paiement") & codes("lecteur de carte")
    assert "appointment" in codes("rdv") & codes("rendez-vous") & codes("réservation") & codes("agenda")
    assert "click-and-collect" in codes("click & collect") & codes("retrait en boutique") & codes("commande en ligne") & codes("drive")
    assert {"card-payment", "small-business"} <= codes("TPE")  # a terminal, and a very small firm: both are said so
