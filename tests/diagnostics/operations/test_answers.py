"""An assessment is begun, answered answer by answer, finished, corrected for a fortnight; its scores can be recomputed."""
from datetime import timedelta

import pytest

from chalandise.computing.maturity import UNKNOWN
from chalandise.diagnostics import operations
from chalandise.diagnostics.models import Answer, Assessment
from chalandise.diagnostics.queries import sheet
from chalandise.foundation import clock
from chalandise.foundation.journal import timeline
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused


def begin(cast, by=None, filler="merchant", moment="T0", **words):
    cast.pairing  # noqa: B018  (Lys has a place in the season)
    if cast.lys.trade == "beauty":
        cast.lys.trade = "beauty-salon"
        cast.lys.save()
    return operations.begin(by=by or cast.lila, season=cast.season, shop=cast.lys, moment=moment, filler=filler, **words)


def fill(cast, assessment, by=None, best=False, **special):
    """Answer everything: the worst answer (or the best), but for what `special` says."""
    while open_ones := [line for line in sheet(assessment).lines if not line.answered]:  # an answer may lead to one more question
        for line in open_ones:
            options = sorted(line.question.options, key=lambda o: o.worth)
            choice = special.get(line.question.key, options[-1 if best else 0].key)
            operations.answer(by=by or cast.lila, assessment=assessment, question=line.question.key, choice=choice)
    return assessment


def test_beginning_twice_is_the_same_sheet(cast):
    first, again = begin(cast), begin(cast)
    assert first.pk == again.pk
    assert (again.bank_key, again.bank_version, again.trade, again.filler) == ("commerce", "2017.2", "beauty-salon", "merchant")
    assert [line.what for line in timeline(first)] == ["a commencé le diagnostic"]


def test_a_shop_without_place_has_no_assessment(cast):
    with pytest.raises(Refused, match="n’est plus dans la saison"):
        operations.begin(by=cast.rose, season=cast.season, shop=cast.cuir, moment="T0", filler="referent")


def test_answering_again_replaces_the_answer(cast):
    assessment = begin(cast)
    for choice in ("absent", "right", "right"):
        operations.answer(by=cast.lila, assessment=assessment, question="listing", choice=choice, note=" vu ")
    assert list(Answer.objects.values_list("question", "choice", "note")) == [("listing", "right", "vu")]


@pytest.mark.parametrize(("question", "choice", "sentence"), [
    ("delivery", "none", "Cette question n’est plus posée"),  # a salon is not asked
    ("gone", "none", "Cette question n’est plus posée"),
    ("listing", "maybe", "Choisissez une des réponses proposées"),
])
def test_a_strange_answer_is_refused(cast, question, choice, sentence):
    with pytest.raises(Refused, match=sentence):
        operations.answer(by=cast.lila, assessment=begin(cast), question=question, choice=choice)
    assert not Answer.objects.exists()


def test_finishing_computes_scores_and_moves_the_line(cast):
    stop = cast.season.milestones.get(key="t0")
    assessment = fill(cast, begin(cast), listing="lively", booking=UNKNOWN)
    done = operations.finish(by=cast.lila, assessment=assessment)
    # found: (3×100 + 2×0) / 5 = 60, weight 3; sell: unanswered; the five other themes at 0 weigh 3 + 2 + 2 + 1 + 1.
    assert done.overall == 15  # 3×60 / 12
    assert done.scores["themes"]["found"] == {"value": 60, "answered": 2, "asked": 2}
    assert done.scores["themes"]["sell"] == {"value": None, "answered": 0, "asked": 1}
    assert (done.scores["answered"], done.scores["asked"], len(done.scores["steps"])) == (12, 13, 6)
    stop.refresh_from_db()
    assert (stop.done, stop.due, stop.late) == (1, 1, 0)
    assert [line.what for line in timeline(done)] == ["a terminé le diagnostic", "a commencé le diagnostic"]
    assert not Letter.objects.exists()  # she has just read it on her own screen


def test_what_is_kept_can_be_recomputed_from_the_answers(cast):
    done = operations.finish(by=cast.lila, assessment=fill(cast, begin(cast), listing="right", backup="little"))
    assert operations.frozen(sheet(done).result) == done.scores


def test_a_change_of_trade_changes_nothing_of_a_sheet_begun(cast):
    assessment = begin(cast)
    cast.lys.trade = "bakery"
    cast.lys.save()
    assert [line.question.key for line in sheet(Assessment.objects.get()).lines].count("booking") == 1
    assert operations.finish(by=cast.lila, assessment=fill(cast, assessment)).overall == 0


def test_finishing_waits_for_every_question(cast):
    assessment = begin(cast)
    operations.answer(by=cast.lila, assessment=assessment, question="listing", choice="right")
    with pytest.raises(Refused, match="Il reste 12 questions"):
        operations.finish(by=cast.lila, assessment=assessment)


def test_a_sheet_of_unknowns_has_nothing_to_compute(cast):
    assessment = begin(cast)
    for line in sheet(assessment).lines:
        operations.answer(by=cast.lila, assessment=assessment, question=line.question.key, choice=UNKNOWN)
    with pytest.raises(Refused, match="il n’y a rien à calculer"):
        operations.finish(by=cast.lila, assessment=assessment)


def test_finishing_twice_is_once(cast):
    assessment = fill(cast, begin(cast, by=cast.karim, filler="mentor"))
    operations.finish(by=cast.karim, assessment=assessment)
    operations.finish(by=cast.karim, assessment=assessment)
    assert Letter.objects.count() == 1
    assert len(timeline(assessment)) == 2


def test_the_merchant_gets_the_restitution_of_what_the_mentor_filled(cast):
    operations.finish(by=cast.karim, assessment=fill(cast, begin(cast, by=cast.karim, filler="mentor")))
    letter = Letter.objects.get()
    assert letter.subject == "Le diagnostic de Institut Lys : vos points forts et la suite"
    assert letter.to_address == "lila.sarda@exemple.invalid"
    assert letter.text.count("/l/") == 1


def test_a_finished_sheet_is_corrected_for_a_fortnight_then_by_the_team(cast, fixed_day):
    done = operations.finish(by=cast.lila, assessment=fill(cast, begin(cast)))
    with pytest.raises(Refused, match="Rouvrez-le"):
        operations.answer(by=cast.lila, assessment=done, question="listing", choice="right")
    operations.reopen(by=cast.lila, assessment=done)
    operations.answer(by=cast.lila, assessment=done, question="listing", choice="lively")
    with pytest.raises(Refused, match="Il reste 1 question"):  # a listing has reviews
        operations.finish(by=cast.lila, assessment=done)
    operations.answer(by=cast.lila, assessment=done, question="reviews", choice="unaware")
    done = operations.finish(by=cast.lila, assessment=done)
    assert done.scores["themes"]["found"]["value"] == 60
    with clock.at(fixed_day + timedelta(days=15)):
        with pytest.raises(Refused, match="depuis plus de quatorze jours"):
            operations.reopen(by=cast.lila, assessment=done)
        assert operations.reopen(by=cast.rose, assessment=done, team=True, via="phone").finished_at is None
