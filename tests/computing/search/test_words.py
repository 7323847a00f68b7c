"""Words: what a phone types and what a sheet says become the same letters."""
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.search.stems import light, root
from chalandise.computing.search.words import fold, humps, split, split_names

ANY = st.text(max_size=200)


@pytest.mark.parametrize(("text", "words"), [
    ("Rendez-vous", ["rendez", "vous"]), ("l’œuvre d'art", ["oeuvre", "art"]), ("qu'aujourd'hui", ["aujourd", "hui"]), ("e-mail", ["email"]),
    ("T-shirts", ["tshirts"]), ("ÇA COÛTE 19,90 €", ["ca", "coute", "19", "90"]), ("click&collect", ["click", "collect"]), ("ﬁdélité", ["fidelite"]),
    ("", []), ("🥐", []), ("_x_", ["x"]), ("a\0b", ["a", "b"]), ("İstanbul", ["istanbul"]), ("Straße", ["strasse"])])
def test_a_text_becomes_its_words(text, words):
    assert split(text) == words


def test_a_name_in_one_word_is_found_by_its_parts():
    assert split_names("MonAideCyber, OBS Studio") == ["monaidecyber", "obs", "studio", "mon", "aide", "cyber"]
    assert [humps(w) for w in ("iPhone", "SARL", "PayPal", "2Pac")] == [("phone",), (), ("pay", "pal"), ("pac",)]


@given(ANY)
def test_folding_twice_is_folding_once_and_leaves_neither_capitals_nor_accents(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert not any(unicodedata.combining(c) for c in folded if ord(c) < 0x3100)


@given(ANY)
def test_words_are_the_same_in_capitals_and_when_joined_by_spaces(text):
    plain = "".join(c for c in text if c.isascii())
    assert split(plain.upper()) == split(plain.lower())
    assert split(" ".join(split(text))) == split(text)


@pytest.mark.parametrize("words", [
    ("vélo", "vélos"), ("photo", "photos"), ("local", "locaux"), ("hôpital", "hôpitaux"), ("bureau", "bureaux"), ("jeu", "jeux"), ("travail", "travaux"),
    ("journal", "journaux"), ("commerciale", "commercial", "commerciaux", "commerciales"), ("réserver", "réservé", "réservée", "réservés"),
    ("professionnel", "professionnelle", "professionnels"), ("métier", "métiers"), ("premier", "première"), ("shop", "shops"), ("caisse", "caisses")])
def test_number_and_gender_make_one_light_form(words):
    assert len({light(fold(word)) for word in words}) == 1


@pytest.mark.parametrize("words", [
    ("réservation", "réserver", "réservations"), ("accessibilité", "accessible"), ("sécurité", "sécuriser", "sécurisé"), ("apprenti", "apprentissage"),
    ("encaisser", "encaissement"), ("fidélité", "fidéliser"), ("recruter", "recrutement"), ("cartographie", "cartographique"), ("questionnaire", "question"),
    ("commerce", "commerçants", "commercial"), ("paie", "payer", "paiement"), ("share", "sharing"), ("bénévole", "bénévolat")])
def test_a_family_has_one_root(words):
    assert len({root(fold(word)) for word in words}) == 1


@pytest.mark.parametrize(("a", "b"), [("caisse", "caisson"), ("carte", "carton"), ("tri", "trio"), ("bail", "balle"), ("cours", "course")])
def test_words_that_only_look_alike_stay_apart(a, b):
    assert light(fold(a)) != light(fold(b))


@pytest.mark.parametrize(("a", "b"), [("vente", "vent"), ("mail", "maille"), ("poste", "poster")])
def test_without_a_dictionary_some_words_are_taken_for_one_another(a, b):
    assert light(fold(a)) == light(fold(b))


@given(st.from_regex(r"[a-z]{1,20}", fullmatch=True))
def test_a_form_is_never_empty_and_its_plural_in_s_is_the_same(word):
    assert light(word) and root(word)
    if len(word) > 3 and word[-1] not in "sxz":
        assert light(word + "s") == light(word)
