from datetime import date

import pytest

from chalandise.catalogue.operations.questions import WAITING, answer, ask, set_aside
from chalandise.catalogue.queries.calls import published_questions
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused


@pytest.fixture(autouse=True)
def in_october():
    with clock.at(clock.local(date(2017, 10, 2), 11)):
        yield


def test_a_question_is_read_by_all_once_it_is_answered_and_who_asked_gets_the_answer(cast):
    question = ask(by=cast.nadia, call=cast.call, text="Faut-il une caisse ?")
    assert list(published_questions(cast.call)) == []
    answer(by=cast.odile, question=question, text="Non.")
    assert [(q.text, q.answer) for q in published_questions(cast.call)] == [("Faut-il une caisse ?", "Non.")]
    letter = Letter.objects.get(purpose="call.question_answered")
    assert letter.to_address == cast.nadia.email and "Faut-il une caisse ?" in letter.text and "Non." in letter.text


def test_an_answer_corrected_is_told_once(cast):
    question = ask(by=cast.nadia, call=cast.call, text="Et Ardoise ?")
    answer(by=cast.odile, question=question, text="Oui.")
    again = answer(by=cast.odile, question=question, text="Oui, mais.", wording_="Et une entreprise ?")
    assert (again.text, again.answer, Letter.objects.count()) == ("Et une entreprise ?", "Oui, mais.", 1)


def test_asked_twice_is_asked_once(cast):
    assert ask(by=cast.nadia, call=cast.call, text="Quand ?") == ask(by=cast.nadia, call=cast.call, text="Quand ? ")


def test_one_person_leaves_room_for_others(cast):
    for n in range(WAITING):
        ask(by=cast.nadia, call=cast.call, text=f"Question {n}")
    with pytest.raises(Refused, match="déjà 5 questions en attente"):
        ask(by=cast.nadia, call=cast.call, text="Encore")


def test_questions_close(cast):
    cast.call.questions_until = clock.local(date(2017, 10, 2), 11)
    cast.call.save()
    with pytest.raises(Refused, match="Les questions étaient ouvertes jusqu’à"):
        ask(by=cast.nadia, call=cast.call, text="Trop tard ?")


def test_a_question_set_aside_is_not_published(cast):
    question = ask(by=cast.nadia, call=cast.call, text="Un café ?")
    set_aside(by=cast.odile, question=question)
    set_aside(by=cast.odile, question=question)
    assert list(published_questions(cast.call)) == []
