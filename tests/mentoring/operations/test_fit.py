"""The fit question: three answers, each recorded once, a "no" tells the team."""
import pytest

from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import FitAnswer
from chalandise.mentoring.operations.fit import answer_fit
from tests.mentoring.operations.test_visits import written
from tests.mentoring.scenes import at


def test_an_answer_is_recorded_once_a_day(cast):
    for _ in range(2):
        answer_fit(pairing=cast.pairing, side="merchant", says="good", by=cast.lila)
    assert FitAnswer.objects.count() == 1
    with clock.at(at(28, 10)):
        answer_fit(pairing=cast.pairing, side="merchant", says="good", by=cast.lila)
    assert FitAnswer.objects.count() == 2


def test_a_no_reaches_the_referent_once(cast):
    for words in ("", "pas le même rythme"):
        answer = answer_fit(pairing=cast.pairing, side="mentor", says="bad", by=cast.karim, words=words)
    assert answer.words == "pas le même rythme"
    (letter,) = written("fit_bad")
    assert letter.to_address == cast.rose.email
    assert "pas le même rythme" not in letter.text  # words about somebody stay on the page


def test_an_unknown_answer_is_refused(cast):
    with pytest.raises(Refused):
        answer_fit(pairing=cast.pairing, side="merchant", says="terrible", by=cast.lila)
