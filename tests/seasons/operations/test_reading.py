"""The team comments, scores and places applications."""
import pytest

from chalandise.foundation.journal import timeline
from chalandise.foundation.refusals import Refused
from chalandise.seasons.operations import reading
from chalandise.seasons.queries.applications import application_of, neighbours, next_unread, progress, score_sheet
from tests.seasons.applicants import apply


def test_each_member_gives_their_own_scores_and_the_mean_is_weighted(cast):
    one = apply(cast, "Un")
    reading.score(by=cast.rose, application=one, values={"motivation": 5, "availability": 0})
    reading.score(by=cast.odile, application=one, values={"motivation": 3, "availability": None})
    found = application_of(cast.season, one.pk)
    assert (round(found.score, 3), found.readers) == (round((5 * 3 + 0 * 2 + 3 * 3) / 8, 3), 2)
    sheet = {line.criterion.key: (line.mine, line.mean, line.readers) for line in score_sheet(found, cast.rose)}
    assert (sheet["motivation"], sheet["availability"], sheet["potential"]) == ((5, 4.0, 2), (0, 0.0, 1), (None, None, 0))


def test_a_score_is_taken_back_and_the_journal_says_so(cast):
    one = apply(cast, "Un")
    reading.score(by=cast.rose, application=one, values={"motivation": 4})
    reading.score(by=cast.rose, application=one, values={"motivation": 4})
    reading.score(by=cast.rose, application=one, values={"motivation": None})
    assert [line.changes for line in timeline(one)][:2] == [{"motivation": [4, None]}, {"motivation": [None, 4]}]
    assert application_of(cast.season, one.pk).score is None


@pytest.mark.parametrize("values", [{"motivation": 6}, {"motivation": -1}, {"beauty": 3}])
def test_a_score_that_cannot_be_is_refused(cast, values):
    with pytest.raises(Refused):
        reading.score(by=cast.rose, application=apply(cast, "Un"), values=values)


def test_notes_stay_in_order_and_an_empty_one_is_refused(cast):
    one = apply(cast, "Un")
    reading.note(by=cast.rose, application=one, text="Vue au marché.")
    with pytest.raises(Refused):
        reading.note(by=cast.rose, application=one, text="  ")
    assert [n.text for n in one.notes.all()] == ["Vue au marché."]


def test_the_team_corrects_where_a_shop_stands(cast):
    one = apply(cast, "Un", number="999")
    assert one.place == "outside"
    stretch = cast.perimeter.stretches.get(order=0)
    reading.correct_place(by=cast.rose, application=one, place="inside", stretch=stretch)
    one.refresh_from_db()
    assert (one.place, one.stretch) == ("inside", stretch)
    assert timeline(one)[0].changes == {"place": ["outside", "inside"], "stretch": ["", "Fondaudège"]}
    with pytest.raises(Refused):
        reading.correct_place(by=cast.rose, application=one, place="inside")


def test_reading_goes_from_one_to_the_next(cast):
    one, two, three = (apply(cast, name) for name in ("Un", "Deux", "Trois"))
    assert (neighbours(two), neighbours(one), neighbours(three)) == ((one.pk, three.pk), (None, two.pk), (two.pk, None))
    reading.score(by=cast.rose, application=one, values={"motivation": 4})
    assert next_unread(cast.season, cast.rose) == two.pk
    assert progress(cast.season, cast.rose) == {"sent": 3, "drafts": 0, "withdrawn": 0, "to_place": 0, "unread": 2}
