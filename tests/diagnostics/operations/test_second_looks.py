"""A fifth of the visits are rated twice, drawn by lot, by a mentor who has nothing to do with the shop."""
import pytest

from chalandise.diagnostics import operations
from chalandise.diagnostics.models import Answer, SecondLook
from chalandise.diagnostics.queries.second_looks import agreement_of, lines_of, raters, wanted
from chalandise.foundation.journal import timeline
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Role
from chalandise.people.operations import declare_tie, grant_role
from tests.diagnostics.operations.test_answers import begin, fill


@pytest.fixture
def rated(cast):
    """Institut Lys rated by Karim, and Awa the season's other mentor."""
    found = operations.finish(by=cast.karim, assessment=fill(cast, begin(cast, by=cast.karim, filler="mentor"), by=cast.karim, listing="right"))
    grant_role(person=cast.awa, kind=Role.Kind.MENTOR, scope_id=cast.season.pk)
    Letter.objects.all().delete()
    return found


def draw(cast, seed=7):
    return operations.draw_second_looks(by=cast.rose, season=cast.season, moment="T0", seed=seed)


def test_the_draw_is_recorded_and_its_mentor_is_written_to(cast, rated):
    (look,) = draw(cast)
    assert (look.assessment, look.rater, look.seed) == (rated, cast.awa, 7)
    letter = Letter.objects.get()
    assert (letter.to_address, letter.subject) == ("awa.diop@exemple.invalid", "Un deuxième regard sur Institut Lys, dix minutes")
    assert letter.text.count("/l/") == 1
    line = timeline(cast.season)[0]
    assert line.what == "a tiré au sort les visites à regarder à deux"
    with pytest.raises(Refused, match="a déjà son deuxième regard"):
        draw(cast)


def test_the_shop_s_own_mentor_and_whoever_is_tied_to_it_are_never_drawn(cast, rated):
    assert raters(cast.season, rated) == [cast.awa]
    declare_tie(person=cast.awa, thing=cast.lys, kind="family", by=cast.rose)
    assert raters(cast.season, rated) == []
    with pytest.raises(Refused, match="Aucun autre parrain"):
        draw(cast)


def test_nothing_is_drawn_before_a_visit_is_rated(cast):
    begin(cast, by=cast.karim, filler="mentor")
    assert wanted(cast.season, "T0") == 0
    with pytest.raises(Refused, match="ou aucune n’est terminée"):
        draw(cast)


def test_the_second_mentor_answers_in_several_times_and_sees_nothing_of_the_first(cast, rated):
    (look,) = draw(cast)
    assert {choice for _t, rows in lines_of(look).themes for _q, _e, choice in rows} == {""}
    look = operations.rate_again(by=cast.awa, look=look, answers={"listing": "right"}, finish=True)
    assert look.done_at is None and lines_of(look).left == 12  # a listing leads to the reviews
    everything = {q.key: q.options[0].key for _t, rows in lines_of(look).themes for q, _e, _c in rows}
    look = operations.rate_again(by=cast.awa, look=look, answers=everything | {"site": "unknown", "listing": "right"}, finish=True)
    assert look.done_at and SecondLook.objects.get().answers["listing"] == "right"
    with pytest.raises(Refused, match="est terminé"):
        operations.rate_again(by=cast.awa, look=look, answers={"listing": "wrong"})
    assert Answer.objects.get(question="listing").choice == "right"


def test_a_strange_answer_is_refused(cast, rated):
    (look,) = draw(cast)
    for answers in ({"gone": "x"}, {"listing": "maybe"}):
        with pytest.raises(Refused, match="Choisissez une des réponses"):
            operations.rate_again(by=cast.awa, look=look, answers=answers)


def test_the_agreement_compares_what_both_know(cast, rated):
    assert agreement_of(cast.season).pairs == 0
    (look,) = draw(cast)
    first = dict(Answer.objects.values_list("question", "choice"))
    look = operations.rate_again(by=cast.awa, look=look, answers=first | {"site": "unknown", "backup": "tested"}, finish=True)
    found = agreement_of(cast.season)
    # Karim: listing 75, everything else 0. Awa the same, but backup 100, and the site unknown: 12 pairs, one apart by 100.
    assert (found.pairs, found.groups, found.same) == (12, 1, 11 / 12)
    # distance 10000/12; means 75/12 and 175/12, squares 5625/12 and 15625/12: chance 21250/12 − 2·75·175/144
    assert found.kappa == pytest.approx(1 - (10000 / 12) / (21250 / 12 - 2 * 75 * 175 / 144))
    assert found.low is None
