"""Answers that come from several phones: each is kept once, two that differ both stand until somebody chooses."""
import uuid
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalandise.diagnostics import operations
from chalandise.diagnostics.models import Answer, Assessment, Given
from chalandise.diagnostics.queries import bank
from chalandise.diagnostics.queries.trail import trail
from chalandise.foundation import clock
from chalandise.foundation.journal import timeline
from chalandise.foundation.refusals import Refused
from tests.diagnostics.operations.test_answers import begin, fill


def keep(cast, assessment, choice="right", question="listing", by=None, **words):
    """Let a phone bring one answer; return its key."""
    words.setdefault("key", uuid.uuid4())
    return str(operations.keep(by=by or cast.lila, assessment=assessment, question=question, choice=choice, **words).key)


def standing(assessment):
    return {a.question: (a.choice, a.by.given_name) for a in Answer.objects.filter(assessment=assessment).select_related("by")}


def test_an_answer_sent_twice_is_kept_once(cast):
    assessment, key = begin(cast), uuid.uuid4()
    for _turn in range(3):
        keep(cast, assessment, key=key, note=" vu ")
    assert list(Given.objects.values_list("choice", "note", "by__given_name", "filler", "bank_version")) == [
        ("right", "vu", "Lila", "", "2017.2")]
    assert standing(assessment) == {"listing": ("right", "Lila")}


def test_two_phones_that_did_not_see_each_other_both_stand_until_one_is_chosen(cast, fixed_day):
    assessment = begin(cast)
    hers = keep(cast, assessment, "right", filler="merchant")
    his = keep(cast, assessment, "wrong", by=cast.karim, filler="mentor", age=timedelta(hours=1))
    (conflict,) = trail(assessment).conflicts
    assert [(h.given.by.given_name, h.given.choice, h.given.filler) for h in conflict.heads] == [
        ("Karim", "wrong", "mentor"), ("Lila", "right", "merchant")]
    operations.settle(by=cast.lila, assessment=assessment, question="listing", kept=his, seen=conflict.seen.split())
    assert trail(assessment).conflicts == []
    assert standing(assessment) == {"listing": ("wrong", "Lila")}
    assert Given.objects.count() == 3  # nothing that was said is gone
    assert hers in Given.objects.get(by=cast.lila, choice="wrong").seen
    assert timeline(assessment)[0].what == "a choisi entre deux réponses du diagnostic"


def test_an_answer_changed_on_one_phone_replaces_itself_whichever_comes_first(cast):
    assessment = begin(cast)
    first, second = uuid.uuid4(), uuid.uuid4()
    keep(cast, assessment, "lively", key=second, seen=[first])
    keep(cast, assessment, "right", key=first)
    assert (standing(assessment), trail(assessment).conflicts) == ({"listing": ("lively", "Lila")}, [])


def test_a_form_opened_before_the_answer_of_somebody_else_does_not_hide_it(cast):
    assessment = begin(cast)
    operations.answer(by=cast.karim, assessment=assessment, question="listing", choice="wrong", seen=[])
    operations.answer(by=cast.lila, assessment=assessment, question="listing", choice="right", seen=[])
    assert len(trail(assessment).conflicts) == 1
    operations.answer(by=cast.lila, assessment=assessment, question="site", choice="nowhere", seen=[])
    operations.answer(by=cast.lila, assessment=assessment, question="site", choice="social", seen=[])  # "back", then another button
    assert len(trail(assessment).conflicts) == 1


def test_saving_a_whole_sheet_again_says_nothing_of_what_it_only_showed(cast):
    assessment = begin(cast)
    operations.answer(by=cast.lila, assessment=assessment, question="listing", choice="right")
    shown = trail(assessment).seen("listing").split()
    operations.answer(by=cast.karim, assessment=assessment, question="listing", choice="wrong", seen=shown)
    operations.answer(by=cast.lila, assessment=assessment, question="listing", choice="right", seen=shown, repeat=False)
    assert standing(assessment) == {"listing": ("wrong", "Karim")}
    assert trail(assessment).conflicts == []


def test_a_sheet_with_two_answers_to_choose_from_is_not_finished(cast):
    assessment = fill(cast, begin(cast))
    keep(cast, assessment, "lively", by=cast.karim)
    with pytest.raises(Refused, match="1 question a reçu deux réponses différentes"):
        operations.finish(by=cast.lila, assessment=assessment)
    heads = trail(assessment).conflicts[0].heads
    absent = next(h for h in heads if h.given.choice == "absent")
    operations.settle(by=cast.lila, assessment=assessment, question="listing", kept=str(absent.given.key),
                      seen=[str(h.given.key) for h in heads])
    assert operations.finish(by=cast.lila, assessment=assessment).finished_at


def test_choosing_an_answer_that_no_longer_stands_is_refused(cast):
    assessment = begin(cast)
    one, other = keep(cast, assessment, "right"), keep(cast, assessment, "wrong", by=cast.karim)
    operations.settle(by=cast.karim, assessment=assessment, question="listing", kept=one, seen=[one, other])
    with pytest.raises(Refused, match="déjà choisi"):
        operations.settle(by=cast.lila, assessment=assessment, question="listing", kept=other, seen=[one, other])


def test_what_arrives_after_the_end_is_kept_shown_and_counts_once_the_sheet_is_open_again(cast, fixed_day):
    assessment = operations.finish(by=cast.lila, assessment=fill(cast, begin(cast)))
    before = assessment.scores
    with clock.at(fixed_day + timedelta(hours=2)):
        keep(cast, assessment, "lively", by=cast.karim, age=timedelta(hours=3))
        assert [(h.why, h.given.choice) for h in trail(assessment).aside] == [("late", "lively")]
        assessment.refresh_from_db()
        assert (assessment.scores, standing(assessment)["listing"]) == (before, ("absent", "Lila"))
        opened = operations.reopen(by=cast.lila, assessment=assessment)
    assert (len(trail(opened).conflicts), trail(opened).aside) == (1, ())


@pytest.mark.parametrize(("question", "choice"), [("gone", "yes"), ("delivery", "none"), ("listing", "maybe")])
def test_an_answer_to_a_question_that_is_not_asked_any_more_is_kept_shown_and_not_scored(cast, question, choice):
    assessment = begin(cast)
    keep(cast, assessment, choice, question=question)
    assert [(h.why, h.given.question) for h in trail(assessment).aside] == [("gone", question)]
    assert (standing(assessment), trail(assessment).conflicts) == ({}, [])


def test_a_form_of_another_version_counts_where_it_was_read_in_the_same_words(cast, tmp_path, monkeypatch):
    text = (bank.FOLDER / "commerce-2017.2.toml").read_text(encoding="utf-8")
    asked = str(bank.load("commerce", "2017.2").question("listing").ask.fr)
    (tmp_path / "commerce-2017.2.toml").write_text(text, encoding="utf-8")
    (tmp_path / "commerce-2016.1.toml").write_text(
        text.replace('version = "2017.2"', 'version = "2016.1"').replace(asked, "Est-ce que tout va bien ?"), encoding="utf-8")
    monkeypatch.setattr(bank, "FOLDER", tmp_path)
    bank.load.cache_clear()
    assessment = begin(cast)
    for question, choice, version in (("listing", "right", "2016.1"), ("site", "social", "2016.1"), ("backup", "all", "1999.1")):
        keep(cast, assessment, choice, question=question, version=version)
    assert standing(assessment) == {"site": ("social", "Lila")}
    aside = trail(assessment).aside
    assert [(h.why, h.given.question, str(h.question.ask)) for h in aside if h.given.bank_version == "2016.1"] == [
        ("gone", "listing", "Est-ce que tout va bien ?")]
    assert len(aside) == 2
    bank.load.cache_clear()


@pytest.mark.parametrize(("age", "hours"), [(timedelta(hours=5), 5), (timedelta(days=-300), 0), (timedelta(days=9999), 400 * 24)])
def test_the_hour_of_an_answer_is_ours_whatever_the_clock_of_the_phone_says(cast, fixed_day, age, hours):
    keep(cast, begin(cast), age=age)
    assert Given.objects.get().at == fixed_day - timedelta(hours=hours)


def test_what_is_no_answer_of_any_bank_is_refused(cast):
    for words in ({"question": ""}, {"choice": ""}, {"choice": "x" * 41}, {"question": "x" * 41}, {"version": "x" * 21}):
        with pytest.raises(Refused, match="ne vient d’aucun de nos questionnaires"):
            keep(cast, begin(cast), **words)


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_the_order_in_which_phones_send_the_sheet_comes_to_the_same(cast, data):
    """Three answers of one phone, three of another, sent in two orders, some twice: same answers, same conflicts, same history."""
    told = []
    for by in (cast.lila, cast.karim):
        before = []
        for _n in range(3):
            question = data.draw(st.sampled_from(["listing", "site"]))
            key = str(data.draw(st.uuids()))
            choice = data.draw(st.sampled_from({"listing": ["right", "wrong"], "site": ["nowhere", "social"]}[question]))
            told.append({"by": by, "key": key, "question": question, "choice": choice,
                         "seen": [k for q, k in before if q == question], "age": timedelta(hours=data.draw(st.integers(0, 9)))})
            before.append((question, key))
    ends = []
    for order in (told, data.draw(st.permutations(told)) + [data.draw(st.sampled_from(told))]):
        assessment = begin(cast)
        for words in order:
            operations.keep(assessment=assessment, **words)
        said = trail(assessment)
        ends.append((standing(assessment), [(c.question.key, c.seen) for c in said.conflicts],
                     sorted(Given.objects.values_list("key", "question", "choice"))))
        Assessment.objects.all().delete()
    assert ends[0] == ends[1]
