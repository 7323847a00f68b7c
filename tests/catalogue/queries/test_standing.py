from datetime import date

from chalandise.catalogue.queries.standing import standing_of
from chalandise.foundation import clock


def test_where_an_answer_stands_follows_the_hour(cast):
    submission, found = cast.submission, []
    for state, moment in (("draft", date(2017, 10, 20)), ("draft", date(2017, 11, 2)), ("submitted", date(2017, 10, 20)),
                          ("submitted", date(2017, 11, 2)), ("withdrawn", date(2017, 10, 20)), ("withdrawn", date(2017, 11, 2))):
        submission.state = state
        with clock.at(moment):
            standing = standing_of(submission)
        found.append((standing.mark, standing.word, standing.may_send))
    assert found == [("watch", "brouillon", True), ("act", "non envoyée", False), ("ok", "envoyée, n° 1", True), ("ok", "envoyée, n° 1", False),
                     ("calm", "retirée", True), ("calm", "retirée", False)]
