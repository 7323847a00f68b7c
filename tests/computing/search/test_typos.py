"""Near words: the distance of the published algorithm, bounded; short words are what they are."""
from hypothesis import given
from hypothesis import strategies as st

from chalandise.computing.search.typos import Near, allowed, distance, grams, nearest, starts

WORD = st.text("abcde", max_size=8)


def whole(a, b):
    """The distance of Damerau (optimal string alignment), by its recurrence, without any bound."""
    d = {(i, -1): i + 1 for i in range(-1, len(a))} | {(-1, j): j + 1 for j in range(-1, len(b))}
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            d[i, j] = min(d[i - 1, j] + 1, d[i, j - 1] + 1, d[i - 1, j - 1] + (x != y))
            if i and j and x == b[j - 1] and a[i - 1] == y:
                d[i, j] = min(d[i, j], d[i - 2, j - 2] + 1)
    return d[len(a) - 1, len(b) - 1]


@given(WORD, WORD, st.integers(0, 3))
def test_the_bounded_distance_is_the_whole_one_up_to_its_bound(a, b, most):
    assert distance(a, b, most) == min(whole(a, b), most + 1) == distance(b, a, most)


@given(WORD)
def test_a_word_is_at_no_distance_from_itself(word):
    assert distance(word, word, 2) == 0


def test_short_words_and_numbers_are_what_they_are():
    assert [allowed(w) for w in ("tpe", "rdvs", "caisse", "visoconference", "2017", "nf525")] == [0, 1, 1, 2, 0, 0]


def test_the_nearest_are_the_fewest_errors_then_the_first_letter_then_the_most_frequent():
    known = [("maison", 9), ("raison", 50), ("saison", 3), ("caisson", 1), ("oraison", 0)]
    assert nearest("taison", known) == [Near("raison", 1, 50), Near("maison", 1, 9), Near("saison", 1, 3)]
    assert nearest("maisson", known) == [Near("maison", 1, 9), Near("caisson", 1, 1)]
    assert nearest("pmr", [("pme", 9)]) == []


def test_a_correction_shares_a_key_with_the_word_that_was_meant():
    for wrong, right in (("visoconference", "visioconference"), ("messagrie", "messagerie"), ("librofice", "libreoffice"), ("sondaje", "sondage")):
        assert set(grams(wrong)) & set(grams(right))


def test_a_beginning_is_a_key():
    assert starts("ca") == ["^ca"] and starts("c") == [] and starts("caissiere")[-1] == "^caiss"
