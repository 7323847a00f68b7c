"""The European assessment of a shop: kept as typed, scored by its rule, exported in its terms."""
import pytest

from chalandise.diagnostics.models import DmaSheet
from chalandise.diagnostics.operations.dma import reopen_dma, save_dma
from chalandise.diagnostics.queries.dma import dma_export, dma_sheets, tool
from chalandise.foundation.journal import timeline
from chalandise.foundation.refusals import Refused

# strategy: 2 of 10 invested, 1 planned, 4 of 10 ready: (2 + 1 + 4) / 3 × 10 = 23.33
# readiness: 5 of 10 boxes, things operational 5 of 35: (5 + 10/7) / 2 × 10 = 32.14
# people: 0 · data: stored, and the one against, so 0 of 7; backup, 1 of 6: (0 + 10/6) / 2 × 10 = 8.33
# automation: 1 of 25: 4 · green: paperless, 1 of 10; partly, 1 of 10: 10
ANSWERS = {
    "q1": {"now": ["marketing", "security"], "planned": ["delivery"]}, "q2": ["needs", "money", "infrastructure", "leaders"],
    "q3": ["cloud", "website", "chat", "shop", "government"], "q4": {"things": 5}, "q7": ["none", "stored"], "q8": ["backup"],
    "q9": {"decision": 1}, "q10": ["paperless"], "q11": {"reuse": 1}}


def save(cast, answers=ANSWERS, **words):
    cast.pairing  # noqa: B018
    return save_dma(by=cast.karim, season=cast.season, shop=cast.lys, moment="T0", answers=answers, **words)


def test_six_dimensions_and_eleven_questions_with_their_skips_told():
    found = tool()
    assert [key for key, _words in found.dimensions] == ["strategy", "readiness", "people", "data", "automation", "green"]
    assert [len(q.items) for q in found.questions] == [10, 10, 10, 7, 7, 8, 8, 6, 5, 10, 5]
    assert [q.kind for q in found.questions] == ["areas", "boxes", "boxes", "grades", "boxes", "boxes", "boxes", "boxes", "grades", "boxes", "partly"]
    assert found.questions[6].scored.against == {"none"}
    assert {i.key for q in found.questions for i in q.skipped} == {
        "simulation", "cad", "execution", "additive", "intranet", "redesign", "support", "dashboards", "robots", "production"}
    assert all(i.skip.fr and i.skip.en for q in found.questions for i in q.skipped)


def test_a_finished_sheet_is_scored_by_the_rule(cast, django_assert_num_queries):
    sheet = save(cast, finish=True)
    with django_assert_num_queries(1):
        ((_sheet, result),) = dma_sheets(cast.season).values()
    assert {key: round(float(score), 2) for key, score in result.dimensions.items()} == {
        "strategy": 23.33, "readiness": 32.14, "people": 0, "data": 8.33, "automation": 4, "green": 10}
    assert (round(float(result.overall), 2), result.band) == (12.97, "basic")
    assert [line.what for line in timeline(sheet)] == ["a terminé l’évaluation européenne"]


def test_what_is_begun_is_kept_and_not_scored(cast):
    save(cast, {"q8": ["backup"]})
    save(cast, {"q8": ["policy"]})
    assert DmaSheet.objects.get().answers == {"q8": ["policy"]}
    assert [result for _sheet, result in dma_sheets(cast.season).values()] == [None]
    assert dma_export(cast.season) == []


def test_a_closed_sheet_is_opened_again_to_correct(cast):
    sheet = save(cast, finish=True)
    with pytest.raises(Refused, match="Rouvrez-la"):
        save(cast)
    reopen_dma(by=cast.karim, sheet=sheet)
    reopen_dma(by=cast.karim, sheet=sheet)
    save(cast, {"q8": ["policy"]}, finish=True)
    assert [line.what for line in timeline(sheet)][:2] == ["a terminé l’évaluation européenne", "a rouvert l’évaluation européenne"]


@pytest.mark.parametrize(("answers", "finish", "sentence"), [
    ({"q8": ["gone"]}, False, "ne va pas avec sa question"), ({"q99": []}, False, "ne va pas avec sa question"),
    ({"q4": {"things": 6}}, False, "ne va pas avec sa question"), ({"q8": [], "q4": {}}, True, "Rien n’est coché")])
def test_a_strange_sheet_is_refused(cast, answers, finish, sentence):
    with pytest.raises(Refused, match=sentence):
        save(cast, answers, finish=finish)
    assert not DmaSheet.objects.exists()


def test_a_shop_that_left_is_not_assessed(cast):
    with pytest.raises(Refused, match="n’est plus dans la saison"):
        save_dma(by=cast.rose, season=cast.season, shop=cast.cuir, moment="T0", answers={})


def test_the_export_speaks_the_tool_s_terms_and_names_nobody(cast):
    save(cast, finish=True)
    (row,) = dma_export(cast.season)
    assert {k: v for k, v in row.items() if k.startswith(("dimension", "overall", "band", "stage", "quest", "rules"))} == {
        "stage": "T0", "questionnaire": "eu-dma-sme-2024.1", "rules": "2024.1", "dimension_strategy": 23.33, "dimension_readiness": 32.14,
        "dimension_people": 0, "dimension_data": 8.33, "dimension_automation": 4, "dimension_green": 10, "overall": 12.97, "band": "basic"}
    assert row["answers"] == ANSWERS
    assert row["skipped"]["q4"]["cad"] == "A tool of workshops and factories: a shop has no use for it."
    assert "Karim" not in str(row) and "Lila" not in str(row)
