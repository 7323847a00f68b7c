"""Merging answers: any order, any duplicates, any split come to the same; nothing said vanishes unseen."""
from hypothesis import given, settings
from hypothesis import strategies as st

from chalandise.computing.merging import Given, State, merge


def said(key, value, *seen, at=0.0, note=""):
    return Given(key, value, frozenset(seen), at, note)


@st.composite
def stories(draw):
    """A story of a few phones: each answers knowing some of what was said, then hears some of the others."""
    phones = [set() for _ in range(draw(st.integers(1, 4)))]
    told = []
    for n in range(draw(st.integers(1, 10))):
        known = phones[draw(st.integers(0, len(phones) - 1))]
        answer = Given(f"k{n}", draw(st.sampled_from("abc")), frozenset(merge(known).keys), draw(st.integers(0, 5)))
        known.add(answer)
        told.append(answer)
        known |= set(draw(st.lists(st.sampled_from(told), max_size=3)))
    return told


@given(stories(), st.randoms(use_true_random=False), st.data())
@settings(max_examples=300)
def test_the_order_and_the_duplicates_of_arrival_change_nothing(told, chance, data):
    arrived = told + data.draw(st.lists(st.sampled_from(told), max_size=10))
    chance.shuffle(arrived)
    assert [(h, h.at) for h in merge(arrived).heads] == [(h, h.at) for h in merge(told).heads]


@given(stories(), st.data())
def test_two_halves_merged_together_come_to_the_whole(told, data):
    one = data.draw(st.sets(st.sampled_from(told)))
    other = set(told) - one | data.draw(st.sets(st.sampled_from(told)))
    assert merge([*one, *other]) == merge([*other, *one]) == merge(told)


@given(stories())
def test_what_does_not_stand_was_replaced_by_somebody_who_had_it_before_their_eyes(told):
    heads = merge(told).heads
    assert heads
    for answer in told:
        assert answer in heads or any(answer.key in other.seen for other in told)


@given(stories(), st.randoms(use_true_random=False))
def test_choosing_with_all_heads_in_sight_ends_every_conflict(told, chance):
    before = merge(told)
    after = [*told, Given("choice", chance.choice(before.heads).value, frozenset(before.keys))]
    chance.shuffle(after)
    assert (merge(after).conflict, merge(after).keys) == (False, ("choice",))


@given(stories(), st.lists(st.integers(-10**6, 10**6), min_size=10, max_size=10))
def test_no_clock_changes_what_stands(told, hours):
    moved = [Given(a.key, a.value, a.seen, hour) for a, hour in zip(told, hours, strict=False)]
    assert (merge(moved).keys, merge(moved).conflict) == (merge(told).keys, merge(told).conflict)


def test_a_change_made_with_the_answer_in_sight_replaces_it():
    state = merge([said("k2", "no", "k1"), said("k1", "yes")])
    assert (state.conflict, state.standing.value) == (False, "no")


def test_two_answers_given_out_of_sight_both_stand():
    state = merge([said("k1", "yes", at=9), said("k2", "no", at=8)])
    assert (state.conflict, [h.key for h in state.heads], state.standing.value) == (True, ["k2", "k1"], "yes")


def test_the_same_answer_given_twice_out_of_sight_is_no_conflict_and_keeps_both_notes():
    state = merge([said("k1", "yes", at=2, note="vu en vitrine"), said("k2", "yes", at=1, note="dit par Lila")])
    assert (state.conflict, state.note) == (False, "dit par Lila · vu en vitrine")


def test_an_answer_that_comes_after_the_choice_opens_the_question_again():
    state = merge([said("k1", "yes"), said("k2", "no"), said("k3", "no", "k1", "k2"), said("k4", "yes", "k1")])
    assert (state.conflict, state.keys) == (True, ("k3", "k4"))


def test_a_circle_loses_nothing():
    assert merge([said("k1", "yes", "k2"), said("k2", "no", "k1")]).keys == ("k1", "k2")
    assert merge([said("k1", "yes", "k1")]).keys == ("k1",)


def test_one_answer_told_twice_at_two_hours_is_told_once_at_the_earlier():
    assert [h.at for h in merge([said("k1", "yes", at=5), said("k1", "yes", at=3)]).heads] == [3]


def test_without_any_answer_nothing_stands():
    assert merge([]) == State(())
    assert (State(()).standing, State(()).note, State(()).conflict) == (None, "", False)
