"""Decisions: a reason each, released together, letters that name no reviewer, the qualified ones in the catalogue."""
import pytest

from chalandise.catalogue.models import Decision, Qualification
from chalandise.catalogue.operations import decisions
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.operations import declare_tie
from tests.catalogue.panel import EXPERTS, Panel


@pytest.fixture
def panel(cast):
    found = Panel(cast)
    found.review_all()
    return found


def prepare(panel, rank, outcome, **words):
    words = {"reason": f"Raison {rank}.", "summary": "Simple et honnête.", "conditions": "Dire le prix après l’essai.", **words}
    return decisions.prepare(by=panel.cast.odile, version=panel.submissions[rank].versions.get(), outcome=outcome, **words)


def prepare_all(panel):
    for rank, outcome in enumerate(("qualified", "revise", "declined")):
        prepare(panel, rank, outcome)


@pytest.mark.parametrize(("words", "field"), [
    ({"outcome": "perhaps"}, "outcome"), ({"outcome": "declined", "reason": " "}, "reason"),
    ({"outcome": "conditions", "conditions": ""}, "conditions"), ({"outcome": "qualified", "summary": ""}, "summary")])
def test_a_decision_has_the_words_that_it_needs(panel, words, field):
    with pytest.raises(Refused) as refusal:
        prepare(panel, 0, **words)
    assert refusal.value.field == field
    assert Decision.objects.count() == 0


def test_nobody_decides_for_a_company_to_which_they_are_tied(panel):
    declare_tie(by=panel.cast.odile, person=panel.cast.odile, thing=panel.companies[0].organisation, kind="family")
    with pytest.raises(Refused) as refusal:
        prepare(panel, 0, "qualified")
    assert "Dahlia" in refusal.value.sentence


def test_nothing_leaves_before_everything_is_decided(panel):
    prepare(panel, 0, "qualified")
    prepare(panel, 2, "declined")
    with pytest.raises(Refused) as refusal:
        decisions.release(by=panel.cast.odile, call=panel.call)
    assert "Bocal Caisse" in refusal.value.sentence
    assert (Qualification.objects.count(), Letter.objects.filter(purpose="catalogue.decision").count()) == (0, 0)
    assert Decision.objects.filter(released_at=None).count() == 2


def test_everything_leaves_together_and_keeps_its_figures(panel):
    prepare_all(panel)
    made = decisions.release(by=panel.cast.odile, call=panel.call)
    assert [d.outcome for d in made] == ["qualified", "revise", "declined"]
    assert {d.released_at for d in made} == {clock.now()}
    assert made[0].figures == {"reviews": 3, "raw": 3.67, "corrected": 3.67, "low": None, "high": None}  # they differ by severity alone
    row = Qualification.objects.get()
    assert (row.solution, row.decision, row.summary, row.conditions) == (panel.submissions[0].solution, made[0], "Simple et honnête.", "")
    panel.submissions[1].refresh_from_db()
    panel.call.refresh_from_db()
    assert (panel.submissions[1].reopened_until is not None, panel.call.released_by) == (True, panel.cast.odile)
    with pytest.raises(Refused):
        decisions.release(by=panel.cast.odile, call=panel.call)
    with pytest.raises(Refused):
        prepare(panel, 0, "declined")


def test_each_company_gets_its_reason_and_what_was_written_for_it_without_any_name(panel):
    prepare_all(panel)
    decisions.release(by=panel.cast.odile, call=panel.call)
    letters = {row.to_name: row for row in Letter.objects.filter(purpose="catalogue.decision")}
    assert sorted(letters) == ["Patron Bocal", "Patron Cabas", "Patron Dahlia"]
    mine = letters["Patron Bocal"]
    assert "Raison 1." in mine.text
    assert "Bien pour une petite boutique." in mine.text
    assert "Raison 0." not in mine.text + mine.html
    assert [name for row in letters.values() for names in EXPERTS for name in names if name in row.text + row.html] == []


def test_a_resubmitted_version_is_announced_later_by_itself(panel):
    prepare_all(panel)
    decisions.release(by=panel.cast.odile, call=panel.call)
    panel.call.refresh_from_db()
    first = panel.call.released_at
    submission = panel.submissions[1]
    version = submission.versions.create(number=2, sheet=submission.versions.get().sheet, at=clock.now())
    decisions.prepare(by=panel.cast.odile, version=version, outcome="declined", reason="Toujours pas.")
    assert [d.version for d in decisions.release(by=panel.cast.odile, call=panel.call)] == [version]
    panel.call.refresh_from_db()
    assert panel.call.released_at == first
    assert Letter.objects.filter(purpose="catalogue.decision", to_name="Patron Bocal").count() == 2


def test_a_solution_that_is_no_longer_proposed_is_told_by_its_name(panel):
    prepare_all(panel)
    solution = panel.submissions[0].solution
    solution.withdrawn_at = clock.now()
    solution.save()
    with pytest.raises(Refused) as refusal:
        decisions.release(by=panel.cast.odile, call=panel.call)
    assert "Dahlia RDV" in refusal.value.sentence
    assert Decision.objects.exclude(released_at=None).count() == 0
