"""Assignments: what the team confirms; ties, maxima and names to hide stop it with a sentence."""
import pytest

from chalandise.catalogue.models import Assignment
from chalandise.catalogue.operations import assigning, reviewers, reviewing
from chalandise.catalogue.queries.assigning import board, proposal
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Supervision
from chalandise.people.operations import declare_tie, grant_role
from tests.catalogue.panel import Panel


@pytest.fixture
def panel(cast):
    return Panel(cast)


def given(panel):
    return set(Assignment.objects.values_list("submission__number", "reviewer__person__given_name"))


def test_the_solver_proposes_three_for_each_and_the_team_confirms(panel):
    found = board(panel.call)
    result = found.solve(seed=3)
    assert (len(result.pairs), result.lacks, result.panels) == (9, (), 1)
    assert [sum(c.chosen for c in row.choices) for row in proposal(found, result, set())] == [3, 3, 3]
    assert assigning.assign(by=panel.cast.odile, call=panel.call, pairs=set(result.pairs), proposed=result.pairs) == (9, 0)
    assert Assignment.objects.filter(pinned=True).count() == 0
    assert Letter.objects.filter(purpose="review.assigned").count() == 4


def test_confirming_again_gives_what_is_new_and_takes_back_what_is_gone(panel):
    panel.assign((0, 0), (1, 1))
    panel.assign((0, 0), (2, 2))
    assert given(panel) == {(11, "Théo"), (13, "Marc")}


def test_a_review_that_has_begun_is_not_taken_back(panel):
    panel.assign((0, 0))
    panel.clear(0)
    reviewing.save_draft(reviewer=panel.experts[0], submission=panel.submissions[0], scores={})
    with pytest.raises(Refused):
        panel.assign((1, 1))
    assert given(panel) == {(11, "Théo")}


def test_a_tie_that_bars_is_said_and_the_solver_goes_around_it(panel):
    declare_tie(by=panel.cast.odile, person=panel.experts[0].person, thing=panel.companies[0].organisation, kind="competitor", source="team")
    with pytest.raises(Refused) as refusal:
        panel.assign((0, 0))
    assert "Dahlia" in refusal.value.sentence
    found = board(panel.call)
    assert (panel.submissions[0].pk, panel.experts[0].pk) not in found.solve().pairs
    assert proposal(found, found.solve(), set())[0].choices[[r.pk for r in found.reviewers].index(panel.experts[0].pk)].barred


def test_a_lesser_tie_asks_for_a_second_person(panel):
    declare_tie(by=panel.cast.odile, person=panel.experts[0].person, thing=panel.companies[0].organisation, kind="client", source="team")
    with pytest.raises(Refused) as refusal:
        panel.assign((0, 0))
    assert refusal.value.field == "supervisor"
    second = panel.cast.person("Léa", "Second")
    grant_role(person=second, kind="admin", scope_id=panel.cast.bordeaux.pk)
    assigning.assign(by=panel.cast.odile, call=panel.call, pairs={(panel.submissions[0].pk, panel.experts[0].pk)}, supervisor=second)
    assert Supervision.objects.get().supervisor == second


def test_nobody_gets_more_than_they_take(panel):
    panel.experts[0].load = 1
    panel.experts[0].save()
    with pytest.raises(Refused) as refusal:
        panel.assign((0, 0), (1, 0))
    assert "au plus 1" in refusal.value.sentence


def test_who_left_or_takes_fewer_now_does_not_stop_the_team(panel):
    panel.assign((0, 0), (1, 0), (0, 1))
    panel.clear(1)
    reviewing.save_draft(reviewer=panel.experts[1], submission=panel.submissions[0], scores={})
    reviewers.end(by=panel.cast.odile, reviewer=panel.experts[1])
    reviewers.accept(reviewer=panel.experts[0], needs=[], load=1)
    panel.assign((0, 0), (1, 0), (0, 2))
    assert given(panel) == {(11, "Théo"), (12, "Théo"), (11, "Inès"), (11, "Marc")}
    assert sorted(board(panel.call).made) == sorted((panel.submissions[s].pk, panel.experts[r].pk) for s, r in ((0, 0), (1, 0), (0, 2)))


def test_without_names_nothing_is_given_before_the_team_went_over_the_texts(cast):
    panel = Panel(cast, anonymous=True)
    with pytest.raises(Refused) as refusal:
        panel.assign((0, 0))
    assert "Dahlia RDV" in refusal.value.sentence
    version = panel.submissions[0].versions.get()
    reviewing.redact(by=cast.odile, version=version, texts={"summary": "Simple.", "text": "", "references": "", "motivation": ""})
    panel.assign((0, 0))
    assert given(panel) == {(11, "Théo")}


def test_what_lacks_is_told_with_whom(panel):
    for expert in panel.experts[1:]:
        expert.load = 1
        expert.save()
    found = board(panel.call)
    rows = proposal(found, found.solve(), set())
    assert all("Il manque 1 relecteur." in row.lack and "Au complet" in row.lack for row in rows)


def test_the_board_costs_the_same_with_more_reviewers(panel, django_assert_num_queries):
    with django_assert_num_queries(9):
        board(panel.call).problem  # noqa: B018
    for n in range(20):
        panel._expert("Plus", f"Un{n}")
    with django_assert_num_queries(9):
        board(panel.call).problem  # noqa: B018
