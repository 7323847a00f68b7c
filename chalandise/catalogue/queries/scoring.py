"""The team's table of a call: raw means, corrected scores with their interval, where reviewers stand on each submission."""
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count
from django.utils.translation import gettext_lazy, ngettext

from chalandise.catalogue.models import Assignment, Decision, DiscussionPost, Review, Submission, SubmissionVersion
from chalandise.catalogue.queries.interests import verdicts
from chalandise.catalogue.queries.reviewing import latest_versions, sent_reviews, standing, to_review
from chalandise.computing import severity

LEVEL = 0.9
STATES = {"none": gettext_lazy("personne ne la relit"), "progress": gettext_lazy("relecture en cours"), "agree": gettext_lazy("les relecteurs se rejoignent"),
          "disagree": gettext_lazy("les relecteurs divergent"), "abstained": gettext_lazy("tous se sont abstenus")}


@dataclass
class Row:
    """One submission in the table: what is in, what is awaited, what it comes to."""

    submission: Submission
    version: SubmissionVersion
    given: list                      # assignments that stand
    reviews: list                    # reviews that are in and count, of this version
    aside: int = 0                   # reviews set aside
    line: severity.Line | None = None  # of the weighted total
    state: str = "none"
    decision: Decision | None = None
    posts: int = 0

    @property
    def words(self):
        return str(STATES[self.state])

    @property
    def scored(self):
        return [r for r in self.reviews if not r.abstained]

    @property
    def waiting(self):
        done = {r.assignment_id for r in self.reviews}
        return [a for a in self.given if a.pk not in done]


@dataclass
class Table:
    call: object
    rows: list
    result: severity.Result | None = None
    criteria: list = field(default_factory=list)

    @cached_property
    def reasons(self):
        """Return the sentences that say what limits the correction."""
        return [str(REASONS[code]) for code in (self.result.reasons if self.result else ()) if code in REASONS]

    @property
    def shares(self):
        """Return what the differences are made of, in percents: submissions, reviewers, noise; None when it cannot be told."""
        found = self.result.total.shares if self.result else None
        return found.percents if found else None

    @property
    def waiting(self):
        return sum(len(row.waiting) for row in self.rows)

    def by_score(self):
        """Return the rows that have a corrected score, the best first."""
        place = {number: n for n, number in enumerate(self.result.order())} if self.result else {}
        return sorted((row for row in self.rows if row.submission.pk in place), key=lambda row: place[row.submission.pk])

    def severity_of(self, reviewer_id):
        return self.result.total.offset.get(reviewer_id) if self.result else None


REASONS = {
    "one_reviewer": gettext_lazy("Un seul relecteur : on ne peut pas savoir s’il est sévère, les notes restent telles quelles."),
    "disconnected": gettext_lazy("Plusieurs groupes de réponses n’ont aucun relecteur en commun : leurs notes ne se comparent pas d’un groupe à l’autre."),
    "no_freedom": gettext_lazy("Trop peu de relectures pour dire avec quelle précision la note est connue."),
    "flat": gettext_lazy("Une fois la sévérité ôtée, les relecteurs disent tous la même chose : il n’y a pas d’incertitude à montrer."),
    "unscored": gettext_lazy("Un critère n’a de note de personne pour une réponse : elle n’a pas de note d’ensemble."),
}


def table(call):
    """Return the Table of a call, in a constant number of queries.

    A review whose author is now tied to the submission does not count, even before it is set aside.
    """
    submissions = list(to_review(call))
    versions, barred = latest_versions(submissions), barred_now(call)
    reviews = [r for r in sent_reviews().filter(assignment__submission__in=submissions) if r.assignment_id not in barred]
    result = solve(call, [r for r in reviews if r.version_id == versions[r.assignment.submission_id].pk and not r.abstained])
    given, aside = _given(submissions)
    decisions = {d.version_id: d for d in Decision.objects.filter(version__in=[v.pk for v in versions.values()])}
    posts = dict(DiscussionPost.objects.filter(submission__in=submissions).order_by().values_list("submission").annotate(n=Count("pk")))
    lines = result.total.lines() if result else {}
    rows = []
    for s in submissions:
        version = versions[s.pk]
        row = Row(s, version, [a for a in given.get(s.pk, ()) if a.pk not in barred],
                  [r for r in reviews if r.assignment.submission_id == s.pk and r.version_id == version.pk], aside.get(s.pk, 0), lines.get(s.pk),
                  decision=decisions.get(version.pk), posts=posts.get(s.pk, 0))
        row.state = _state(row, result)
        rows.append(row)
    return Table(call, rows, result, list(call.criteria.all()))


def _given(submissions):
    given, aside = {}, {}
    for a in Assignment.objects.filter(submission__in=submissions).select_related("reviewer__person").order_by("pk"):
        if a.set_aside_at:
            aside[a.submission_id] = aside.get(a.submission_id, 0) + 1
        elif a.reviewer.ended_at is None:
            given.setdefault(a.submission_id, []).append(a)
    return given, aside


def barred_now(call):
    """Return the ids of the assignments that the graph of ties bars today, set aside or not yet."""
    rows = list(standing().filter(submission__call=call).select_related("reviewer__person", "submission__call", "submission__solution__provider"))
    people = {a.reviewer.person_id: a.reviewer.person for a in rows}
    found = verdicts(people.values(), {a.submission_id: a.submission for a in rows}.values()) if rows else {}
    return {a.pk for a in rows if found[a.submission_id, a.reviewer.person_id].barred}


def _state(row, result):
    if not row.given:
        return "none"
    if row.waiting:
        return "progress"
    if not row.scored:
        return "abstained"
    known = result is not None and row.submission.pk in result.total.estimate
    return "disagree" if known and result.disagree(row.submission.pk) else "agree"


def solve(call, reviews):
    """Return the severity.Result of some reviews; None without any score."""
    weights = {c.pk: float(c.weight) for c in call.criteria.all()}
    scores = tuple(severity.Score(r.assignment.submission_id, r.assignment.reviewer_id, s.criterion_id, s.value) for r in reviews for s in r.scores.all())
    if not any(s.value is not None for s in scores):
        return None
    return severity.solve(severity.Problem(scores, weights, level=LEVEL))


def row_of(call, submission_id):
    """Return (Table, the Row of one submission); raise Submission.DoesNotExist when it is not of this call."""
    found = table(call)
    row = next((r for r in found.rows if r.submission.pk == submission_id), None)
    if row is None:
        raise Submission.DoesNotExist
    return found, row


def told(call):
    """Return in one sentence where the reviews of a call stand."""
    rows = standing().filter(submission__call=call)
    done = Review.objects.filter(assignment__in=rows, sent_at__isnull=False).count()
    return ngettext("%(done)s relecture rendue sur %(n)s.", "%(done)s relectures rendues sur %(n)s.", done) % {"done": done, "n": rows.count()}

