"""A review: kept as it is typed, sent once, with a word for each criterion; the discussion opens after one's own."""
import pytest

from chalandise.catalogue.models import Assignment, CriterionScore, Review
from chalandise.catalogue.operations import reviewing
from chalandise.foundation.models import Entry
from chalandise.foundation.refusals import Refused
from tests.catalogue.panel import Panel


@pytest.fixture
def panel(cast):
    found = Panel(cast)
    found.assign()
    found.clear(0)
    found.clear(1)
    return found


def refused(operation, **words):
    with pytest.raises(Refused) as refusal:
        operation(**words)
    return refusal.value


def test_a_draft_is_kept_as_it_stands(panel):
    one, two = panel.call.criteria.all()
    reviewing.save_draft(reviewer=panel.experts[0], submission=panel.submissions[0], scores={one.pk: (3, "")}, comment="À finir")
    reviewing.save_draft(reviewer=panel.experts[0], submission=panel.submissions[0], scores={two.pk: (None, "je ne sais pas encore")}, comment="À finir")
    review = Review.objects.get()
    assert (review.sent_at, review.comment) == (None, "À finir")
    assert list(review.scores.order_by("criterion__order").values_list("value", "comment")) == [(3, ""), (None, "je ne sais pas encore")]


def test_each_criterion_needs_a_word_before_the_review_leaves(panel):
    one, two = panel.call.criteria.all()
    words = {"reviewer": panel.experts[0], "submission": panel.submissions[0], "comment": "Bien."}
    refusal = refused(reviewing.send, scores={one.pk: (3, "Utile."), two.pk: (2, "  ")}, **words)
    assert refusal.field == f"comment_{two.pk}"
    assert Review.objects.count() == 0
    assert refused(reviewing.send, scores={one.pk: (None, "non"), two.pk: (None, "non")}, **words).field is None
    assert refused(reviewing.send, scores={one.pk: (3, "a"), two.pk: (9, "b")}, **words).field == f"value_{two.pk}"
    assert refused(reviewing.send, scores=panel.scores(3, 2), reviewer=panel.experts[0], submission=panel.submissions[0]).field == "comment"


def test_a_review_that_left_does_not_change(panel):
    panel.send(0, 0, 3, 2)
    refused(reviewing.save_draft, reviewer=panel.experts[0], submission=panel.submissions[0], scores=panel.scores(0, 0))
    refused(reviewing.abstain, reviewer=panel.experts[0], submission=panel.submissions[0], reason="Trop tard")
    assert list(CriterionScore.objects.order_by("criterion__order").values_list("value", flat=True)) == [3, 2]
    assert Entry.objects.filter(verb="review.sent").count() == 1


def test_nothing_is_written_before_one_said_whether_it_concerns_oneself(panel):
    refused(reviewing.save_draft, reviewer=panel.experts[2], submission=panel.submissions[0], scores=panel.scores(1, 1))
    assert Review.objects.count() == 0


def test_nobody_reviews_what_was_not_given_to_them(panel):
    panel.clear(3)
    with pytest.raises(Assignment.DoesNotExist):
        reviewing.save_draft(reviewer=panel.experts[3], submission=panel.submissions[0], scores=panel.scores(1, 1))


def test_an_abstention_says_why_and_opens_no_discussion(panel):
    refused(reviewing.abstain, reviewer=panel.experts[0], submission=panel.submissions[0], reason=" ")
    review = reviewing.abstain(reviewer=panel.experts[0], submission=panel.submissions[0], reason="Je ne connais pas les caisses.")
    assert (review.abstained, review.sent_at is not None) == (True, True)
    refused(reviewing.discuss, by=panel.experts[0].person, reviewer=panel.experts[0], submission=panel.submissions[0], text="Et vous ?")


def test_the_discussion_opens_once_ones_own_review_is_in(panel):
    words = {"by": panel.experts[0].person, "reviewer": panel.experts[0], "submission": panel.submissions[0]}
    refused(reviewing.discuss, text="Et vous ?", **words)
    panel.send(0, 0, 3, 2)
    refused(reviewing.discuss, text=" ", **words)
    assert reviewing.discuss(text="Et vous ?", **words).text == "Et vous ?"
    assert reviewing.discuss(by=panel.cast.odile, submission=panel.submissions[0], text="L’équipe lit.").by == panel.cast.odile


def test_what_was_read_cannot_be_hidden_any_more(panel):
    version = panel.submissions[0].versions.get()
    reviewing.redact(by=panel.cast.odile, version=version, texts={"text": "[…] marche seul."})
    refused(reviewing.redact, by=panel.cast.odile, version=version, texts={"demo_account": "x"})
    panel.send(0, 0, 3, 2)
    refused(reviewing.redact, by=panel.cast.odile, version=version, texts={"text": ""})
