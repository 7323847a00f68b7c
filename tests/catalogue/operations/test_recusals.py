"""A tie keeps a reviewer away: declared first, said midway, or found by the house; the audit keeps what was set aside."""
import pytest

from chalandise.catalogue.models import Assignment
from chalandise.catalogue.operations import recusals
from chalandise.catalogue.queries.audit import audit
from chalandise.catalogue.queries.reviewing import desk, entry, others_of
from chalandise.catalogue.queries.scoring import table
from chalandise.foundation.models import Entry, Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Tie
from chalandise.people.operations import affiliate
from tests.catalogue.panel import Panel


@pytest.fixture
def panel(cast):
    return Panel(cast)


def test_what_is_declared_is_never_given_and_no_longer_listed(panel):
    recusals.declare(reviewer=panel.experts[0], submissions=panel.submissions, ties={panel.submissions[1].pk: "family"})
    found = desk(panel.experts[0])
    assert ([i.submission for i in found.items], found.aside) == ([panel.submissions[0], panel.submissions[2]], 1)
    assert Tie.objects.get().object_kind == "people.organisation"
    with pytest.raises(Refused) as refusal:
        panel.assign((1, 0))
    assert "Théo Brun" in refusal.value.sentence
    assert Assignment.objects.count() == 0


def test_a_review_sent_by_somebody_tied_since_is_set_aside_and_stays_in_the_audit(panel):
    panel.review_all()
    before = table(panel.call).rows[0]
    recusals.recognise(reviewer=panel.experts[0], submission=panel.submissions[0], kind="employer")
    after = table(panel.call).rows[0]
    assert (len(before.reviews), len(after.reviews), after.aside) == (3, 2, 1)
    assert before.line.raw != after.line.raw
    with pytest.raises(Assignment.DoesNotExist):
        entry(panel.experts[0], panel.submissions[0].pk)
    kept = audit(panel.call)["submissions"][0]["assignments"][0]
    assert (kept["set_aside_kind"], kept["review"]["scores"][0]["value"]) == ("employer", 4)
    assert Entry.objects.filter(verb="review.set_aside").count() == 1
    assert Letter.objects.filter(purpose="review.set_aside").count() == 1


def test_the_others_no_longer_read_a_review_that_is_set_aside(panel):
    panel.review_all()
    assert others_of(entry(panel.experts[1], panel.submissions[0].pk)).count() == 2
    recusals.set_aside(by=panel.cast.odile, assignment=Assignment.objects.get(reviewer=panel.experts[0], submission=panel.submissions[0]))
    assert [r.assignment.reviewer for r in others_of(entry(panel.experts[1], panel.submissions[0].pk))] == [panel.experts[2]]


def test_a_tie_that_the_house_learns_counts_at_once_and_is_written_down_by_the_sweep(panel):
    panel.review_all()
    affiliate(by=panel.cast.odile, person=panel.experts[0].person, organisation=panel.companies[0].organisation)
    assert len(table(panel.call).rows[0].reviews) == 2
    with pytest.raises(Assignment.DoesNotExist):
        entry(panel.experts[0], panel.submissions[0].pk)
    assert recusals.sweep(call=panel.call) == 3  # its employer competes with the two others
    assert recusals.sweep(call=panel.call) == 0
    assert set(Assignment.objects.filter(reviewer=panel.experts[0]).values_list("set_aside_kind", flat=True)) == {"employer", "competitor"}


def test_the_author_of_a_submission_and_its_competitors_never_review_the_call(panel):
    author = panel.submissions[0].created_by
    panel.experts[3].person = author
    panel.experts[3].save()
    assert (len(desk(panel.experts[3]).items), desk(panel.experts[3]).aside) == (0, 3)


def test_a_tie_is_one_of_the_list_and_of_this_call(panel):
    with pytest.raises(Refused):
        recusals.recognise(reviewer=panel.experts[0], submission=panel.submissions[0], kind="friend-of-a-friend")
    assert Tie.objects.count() == 0


def test_in_a_call_without_names_the_tie_names_no_company(cast):
    panel = Panel(cast, anonymous=True)
    recusals.recognise(reviewer=panel.experts[0], submission=panel.submissions[0], kind="client")
    assert Tie.objects.get().object_kind == "catalogue.submission"
    assert desk(panel.experts[0]).aside == 1
