"""What a reviewer may read: a list to declare on, the submissions given to them, and the others' reviews once theirs is in."""
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from chalandise.catalogue.models import (
    Assignment,
    Call,
    CriterionScore,
    DiscussionPost,
    Redaction,
    Review,
    Reviewer,
    SolutionDocument,
    Submission,
    SubmissionVersion,
)
from chalandise.catalogue.queries.interests import Access, accesses
from chalandise.catalogue.rules.anonymity import without_names
from chalandise.foundation import clock


def to_review(call):
    """Return what a call received, in the order of arrival, once its deadline has passed; nothing before."""
    found = Submission.objects.filter(call=call, state=Submission.State.SUBMITTED).order_by("number", "pk")
    return (found if call.deadline <= clock.now() else found.none()).select_related("call", "solution__provider__organisation")


def under_review():
    """Return the calls whose deadline has passed and whose decisions did not leave yet."""
    return Call.objects.filter(deadline__lte=clock.now(), released_at=None)


def latest_versions(submissions):
    """Return {submission id: its latest SubmissionVersion} (one query)."""
    rows = SubmissionVersion.objects.filter(submission__in=[s.pk for s in submissions]).order_by("submission_id", "number")
    return {row.submission_id: row for row in rows}


def label_of(submission):
    """Return the name of a submission for its reviewers: its number alone when companies are not named."""
    if submission.call.anonymous:
        return _("Réponse n° %(n)s") % {"n": submission.number}
    return f"{submission.solution.name} ({submission.solution.provider.organisation.name})"


def standing():
    """Return the assignments that count: not set aside, their reviewer still there, their submission not withdrawn."""
    return Assignment.objects.filter(set_aside_at=None, reviewer__ended_at=None, submission__state=Submission.State.SUBMITTED)


@dataclass
class Item:
    """One submission on a reviewer's desk.

    state: "ask", "second" (waits for the team), "todo", "draft", "sent", "abstained", "free" (not given to them).
    """

    submission: Submission
    state: str
    label: str
    review: Review | None = None


@dataclass
class Desk:
    """A reviewer's first page. `aside`: how many submissions a tie keeps away from them; nothing else is said of these."""

    items: list = field(default_factory=list)
    aside: int = 0

    def _in(self, *states):
        return [item for item in self.items if item.state in states]

    @property
    def to_say(self):
        return self._in("ask")

    @property
    def todo(self):
        return self._in("todo", "draft", "second")

    @property
    def done(self):
        return self._in("sent", "abstained")


def desk(reviewer):
    """Return the Desk of a reviewer, in a constant number of queries."""
    submissions = list(to_review(reviewer.call))
    known = accesses(reviewer.person, submissions)
    given = {a.submission_id: a for a in Assignment.objects.filter(reviewer=reviewer).select_related("review")}
    found = Desk()
    for submission in submissions:
        assignment = given.get(submission.pk)
        if known[submission.pk].state == "recused" or (assignment and assignment.set_aside_at):
            found.aside += 1
        elif reviewer.call.anonymous and assignment is None:
            continue  # nothing to recognise yet: the graph of ties has looked, the person does when it is given
        else:
            found.items.append(_item(submission, known[submission.pk], assignment))
    return found


def _item(submission, access, assignment):
    review = getattr(assignment, "review", None) if assignment else None
    state = access.state
    if state == "open":
        state = "free" if assignment is None else "todo" if review is None else (
            "draft" if review.sent_at is None else "abstained" if review.abstained else "sent")
    return Item(submission, state, label_of(submission), review)


@dataclass(frozen=True)
class Entry:
    """One submission given to a reviewer, with the version that they read."""

    assignment: Assignment
    access: Access
    version: SubmissionVersion
    review: Review | None

    @property
    def submission(self):
        return self.assignment.submission

    @property
    def label(self):
        return label_of(self.submission)

    @property
    def sent(self):
        return bool(self.review and self.review.sent_at)

    @property
    def sees_others(self):
        return self.sent and not self.review.abstained and self.access.open


def entry(reviewer, submission_id):
    """Return what was given to a reviewer; raise Assignment.DoesNotExist when it was not, was set aside, or a tie bars it."""
    assignment = standing().select_related(
        "review__version", "submission__call", "submission__solution__provider__organisation", "reviewer__person").get(reviewer=reviewer, submission=submission_id)
    access = accesses(reviewer.person, [assignment.submission])[assignment.submission_id]
    if access.state == "recused":
        raise Assignment.DoesNotExist
    review = getattr(assignment, "review", None)
    version = review.version if review and review.sent_at else latest_versions([assignment.submission])[assignment.submission_id]
    return Entry(assignment, access, version, review)


def opened(reviewer, submission_id):
    """Return an entry that the reviewer may read; raise Assignment.DoesNotExist otherwise."""
    found = entry(reviewer, submission_id)
    if not found.access.open:
        raise Assignment.DoesNotExist
    return found


def sheet_shown(version, call):
    """Return the sheet as the reviewers of a call read it."""
    if not call.anonymous:
        return version.sheet
    return without_names(version.sheet, redactions_of(version))


def redactions_of(version):
    """Return {field: text} of what the team left of each text."""
    return dict(Redaction.objects.filter(version=version).values_list("field", "text"))


def document_of(found, document_id):
    """Return the StoredFile of a document of the version that a reviewer reads; raise LookupError otherwise."""
    listed = {d["id"] for d in found.version.sheet.get("documents", [])}
    if found.submission.call.anonymous or not found.access.open or document_id not in listed:
        raise LookupError(document_id)
    return SolutionDocument.objects.select_related("file").get(pk=document_id, solution=found.submission.solution_id).file


@dataclass(frozen=True)
class Mark:
    """One criterion of a review: what it asks, what was given."""

    criterion: object
    score: CriterionScore | None

    @property
    def value(self):
        return self.score.value if self.score else None

    @property
    def comment(self):
        return self.score.comment if self.score else ""


def marks_of(call, review):
    """Return a Mark for each criterion of the call, in order."""
    given = {s.criterion_id: s for s in review.scores.all()} if review else {}
    return [Mark(c, given.get(c.pk)) for c in call.criteria.all()]


def others_of(found):
    """Return the reviews of the others that a reviewer may read: none before their own is in."""
    if not found.sees_others:
        return Review.objects.none()
    return (sent_reviews().filter(assignment__submission=found.submission, abstained=False).exclude(assignment=found.assignment.pk))


def sent_reviews():
    """Return the reviews that are in and count, with their scores."""
    return (Review.objects.filter(assignment__in=standing(), sent_at__isnull=False).select_related("assignment__reviewer__person", "version")
            .prefetch_related(Prefetch("scores", CriterionScore.objects.select_related("criterion"))).order_by("assignment_id"))


def posts_of(found):
    """Return the discussion of a submission for a reviewer: nothing before their own review is in."""
    rows = DiscussionPost.objects.filter(submission=found.submission).select_related("by")
    return rows if found.sees_others else rows.none()


def invitation_of(link):
    """Return the Reviewer that a link of invitation is about; raise LookupError when it is not this person's."""
    found = Reviewer.objects.filter(pk=link.target_id, person=link.person).select_related("call__territory", "person").first()
    if found is None:
        raise LookupError(link.target_id)
    return found

