"""Synonyms, questions and ranking, by hand and by properties."""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing.search.blocks import RUN, Entry, Sheet, Shelf, pack, stamp, unpack
from chalandise.computing.search.memory import Memory
from chalandise.computing.search.question import ask
from chalandise.computing.search.ranking import neutral, order
from chalandise.computing.search.synonyms import NEAR, Found, Synonyms
from chalandise.computing.search.weights import MOST, Field, Rules, weigh
from chalandise.computing.search.words import split

SYNONYMS = Synonyms([{"code": "till", "words": ["caisse", "point de vente"], "near": ["tiroir"]},
                     {"code": "rdv", "words": ["rdv", "rendez-vous"]}])
RULES = Rules()
EMPTY = Synonyms([])


def memory(*texts, synonyms=SYNONYMS):
    return Memory({n: {"summary": text} for n, text in enumerate(texts, 1)}, RULES, synonyms)


# ── Synonyms ─────────────────────────────────────────────────────────────────

def test_phrases_are_found_in_any_number_and_near_ones_count_for_half():
    forms = [word.rstrip("s") for word in ["points", "de", "ventes", "tiroirs"]]
    assert SYNONYMS.find(["point", "de", "vent", "tiroir"]) == [Found("till", 0, 3, 1.0), Found("till", 3, 4, NEAR)]
    assert SYNONYMS.find(forms[:2]) == []


@pytest.mark.parametrize("concepts", [[{"code": "a", "words": ["x"]}, {"code": "a", "words": ["y"]}], [{"code": "a", "words": ["!"]}]])
def test_a_code_given_twice_or_a_phrase_without_a_word_is_refused(concepts):
    with pytest.raises(ValueError, match="a"):
        Synonyms(concepts)


# ── Weights ──────────────────────────────────────────────────────────────────

def test_a_weight_is_the_formula_by_hand():
    rules = Rules({"name": Field(3.0, 2, 0.5), "body": Field(1.0, 10, 1.0)})
    parts = {"name": ["caisse"], "body": ["une", "caisse", "rapide"]}
    # name: 3 / (0.5 + 0.5 × 1/2) = 4; body: 1 / (2/10) = 5, "une" is not counted
    assert weigh(parts, rules, EMPTY) == {"cais": 9 * 256, "~cais": 9 * 256, "rapid": 5 * 256, "~rapid": 5 * 256}


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=60), max_size=6))
def test_weights_fit_sixteen_bits_and_terms_their_column(words):
    found = weigh({"name": [w for text in words for w in split(text)] * 50}, RULES, SYNONYMS)
    assert all(1 <= weight <= MOST and len(term) <= 48 for term, weight in found.items())


# ── Questions ────────────────────────────────────────────────────────────────

def test_a_question_keeps_what_names_and_weighs_little_what_asks():
    question = ask("Comment prendre des rendez-vous ?", SYNONYMS)
    assert [(c.word, c.weight) for c in question.clauses] == [("comment", 0.2), ("prendre", 0.2), ("rendez", 1.0)]
    assert question.clauses[2].terms == {"rendez": 1.0, "~rendez": 0.5, "#rdv": 0.9}


def test_asking_words_alone_are_what_is_sought():
    assert [c.weight for c in ask("logiciel gratuit", SYNONYMS).clauses] == [1.0, 1.0]


def test_two_words_may_be_one():
    assert ask("code barres", SYNONYMS).clauses[0].terms["codebar"] == 0.9


@settings(deadline=None)
@given(st.text(max_size=3_000), st.booleans())
def test_any_text_is_a_question(text, typing):
    question = ask(text, SYNONYMS, typing=typing)
    assert len(question.clauses) <= 24 and question.terms == sorted(set(question.terms))


# ── Ranking ──────────────────────────────────────────────────────────────────

def test_the_word_itself_comes_before_its_family_and_its_synonym():
    there = memory("Une caisse.", "Encaisser vite.", "Un point de vente.", "Un tiroir.", "Rien.")
    assert there.search("caisse") == [1, 3, 4]
    assert there.search("encaissement")[0] == 2


def test_answering_the_whole_question_comes_first():
    there = memory("Carte de visite, carte postale, carte routière.", "Carte de fidélité.", "Fidélité.", synonyms=EMPTY)
    assert there.search("carte fidélité")[0] == 2


def test_equal_texts_are_drawn_and_the_draw_changes_with_its_number():
    there = memory(*["Une caisse."] * 8)
    orders = {tuple(there.search("caisse", draw=n)) for n in range(5)}
    assert len(orders) == 5 and there.search("caisse", draw=3) == there.search("caisse", draw=3)
    assert all(sorted(found) == list(range(1, 9)) for found in orders)


def test_a_draw_favours_no_number():
    firsts = np.bincount([int(np.argmin(neutral(np.arange(5), draw))) for draw in range(4_000)], minlength=5)
    assert firsts.min() > 700 and firsts.max() < 900


def test_scores_that_differ_by_rounding_are_equal():
    drawn = order(np.zeros(2), np.arange(2), np.arange(2), 5).tolist()
    assert order(np.array([0.3, 0.1 + 0.2, 0.1]), np.arange(3), np.arange(3), 5).tolist() == [*drawn, 2]


@settings(deadline=None)
@given(st.lists(st.sampled_from([0.0, 0.5, 0.5000000001, 1.0]), max_size=40), st.integers(1, 45), st.integers(0, 9))
def test_the_first_rows_are_the_first_of_the_whole_order(scores, first, draw):
    score, rows = np.array(scores, dtype=float), np.arange(len(scores))
    assert order(score, rows * 3, rows, draw, first).tolist() == order(score, rows * 3, rows, draw).tolist()[:first]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["caisse", "carte", "rdv", "vitrine", "tiroir", "fidélité"]), min_size=1, max_size=6), st.randoms())
def test_the_order_of_texts_in_the_index_changes_nothing(words, chance):
    texts = {n: {"summary": word} for n, word in enumerate(words)}
    keys = list(texts)
    chance.shuffle(keys)
    other = Memory({key: texts[key] for key in keys}, RULES, SYNONYMS)
    assert [Memory(texts, RULES, SYNONYMS).search(word) for word in words] == [other.search(word) for word in words]


@settings(deadline=None)
@given(st.text(max_size=300), st.booleans())
def test_no_text_makes_a_search_fail(text, typing):
    assert set(memory("Une caisse.", "Un rendez-vous.").search(text, typing=typing)) <= {1, 2}


# ── Blocks and sheets ────────────────────────────────────────────────────────

ENTRIES = st.dictionaries(st.integers(0, RUN - 1), st.builds(
    Entry, st.lists(st.sampled_from(["need:a", "need:b", "trade:*", "price:20"]), unique=True).map(tuple),
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 50), st.integers(50, 99)), max_size=3, unique=True).map(tuple)), max_size=20)


@given(st.dictionaries(st.integers(0, RUN - 1), st.integers(1, MOST), max_size=50))
def test_a_block_gives_back_what_was_packed(weights):
    offsets, values = unpack(pack(weights))
    assert dict(zip(offsets.tolist(), values.tolist(), strict=True)) == weights and offsets.tolist() == sorted(weights)


@settings(deadline=None)
@given(ENTRIES)
def test_a_sheet_gives_back_what_was_packed_and_one_content_has_one_stamp(entries):
    data = Sheet.of(entries).pack()
    assert Sheet.unpack(data).entries == entries
    assert stamp(Sheet.of(dict(reversed(entries.items()))).pack()) == stamp(data)


@settings(deadline=None)
@given(st.dictionaries(st.integers(0, 5), ENTRIES, max_size=3), st.integers(0, 99), st.integers(1, 9))
def test_a_shelf_filters_and_counts_as_its_entries_do(runs, day, place):
    shelf = Shelf({run: Sheet.of(entries) for run, entries in runs.items()})
    whole = {run * RUN + offset: entry for run, entries in runs.items() for offset, entry in entries.items()}

    def keys(mask):
        return set(shelf.keys(np.flatnonzero(mask)).tolist())
    assert shelf.texts == len(whole)
    assert keys(shelf.shown(day)) == {k for k, e in whole.items() if any(s <= day < u for _p, s, u in e.shown)}
    assert keys(shelf.shown(day, place)) == {k for k, e in whole.items() if any(p == place and s <= day < u for p, s, u in e.shown)}
    assert keys(shelf.holding(["need:a", "price:20", "absent"])) == {k for k, e in whole.items() if {"need:a", "price:20"} & set(e.values)}
    assert shelf.counts(shelf.present) == {v: n for v in ("need:a", "need:b", "trade:*", "price:20") if (n := sum(v in e.values for e in whole.values()))}
