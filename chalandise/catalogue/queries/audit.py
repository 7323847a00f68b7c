"""The whole review of a call, for whoever must check it: raw scores row by row, and a file that holds everything with its journal."""
from django.db.models import Q

from chalandise.catalogue.models import (
    Assignment,
    CriterionScore,
    Decision,
    DiscussionPost,
    Redaction,
    SubmissionVersion,
)
from chalandise.catalogue.queries.assigning import reviewers_of
from chalandise.catalogue.queries.scoring import table
from chalandise.foundation.models import Actor, Entry, Trace

HEADS = ("submission", "solution", "company", "version", "reviewer", "sent_at", "set_aside_at", "set_aside_kind", "abstained", "criterion", "weight", "score",
         "comment")


def raw_scores(call):
    """Yield a row of HEADS for each criterion of each review that was sent, those set aside too (one query)."""
    rows = (CriterionScore.objects.filter(review__assignment__submission__call=call, review__sent_at__isnull=False)
            .select_related("criterion", "review__version", "review__assignment__reviewer__person", "review__assignment__submission__solution__provider__organisation")
            .order_by("review__assignment__submission__number", "review__assignment__pk", "criterion__order", "criterion__pk"))
    for s in rows:
        given = s.review.assignment
        yield (given.submission.number, given.submission.solution.name, given.submission.solution.provider.organisation.name, s.review.version.number,
               given.reviewer.person.full_name, s.review.sent_at, given.set_aside_at, given.set_aside_kind, s.review.abstained, s.criterion.code,
               s.criterion.weight, s.value, s.comment)


def audit(call):
    """Return everything on the review of a call as plain JSON values: who was asked, what was given, said, decided, when, by whom."""
    found = table(call)
    return {
        "call": {"slug": call.slug, "title": call.title, "territory": call.territory.name, "anonymous": call.anonymous, "reviews_wanted": call.reviews_wanted,
                 "deadline": _at(call.deadline), "released_at": _at(call.released_at)},
        "criteria": [{"code": c.code, "label": c.label, "weight": c.weight, "anchors": c.anchors} for c in found.criteria],
        "reviewers": [{"id": r.pk, "name": r.person.full_name, "needs": r.needs, "load": r.load, "invited_at": _at(r.invited_at), "accepted_at": _at(r.accepted_at),
                       "declined_at": _at(r.declined_at), "ended_at": _at(r.ended_at), "severity": found.severity_of(r.pk)} for r in reviewers_of(call)],
        "submissions": [_submission(call, row) for row in _with_parts(call, found.rows)],
        "correction": {"method": "docs/computing/severity.md", "level": 0.9, "limits": list(found.result.reasons) if found.result else ["empty"],
                       "shares_percent": found.shares},
        "journal": _journal(call, found.rows),
    }


def _at(moment):
    return moment.isoformat() if moment else None


def _with_parts(call, rows):
    """Yield (row, versions, assignments, posts, redactions, decisions) of each submission, read in five queries."""
    ids = [r.submission.pk for r in rows]
    versions = list(SubmissionVersion.objects.filter(submission__in=ids).order_by("number"))
    given = list(Assignment.objects.filter(submission__in=ids).select_related("reviewer__person", "review__version").prefetch_related("review__scores__criterion").order_by("pk"))
    posts = list(DiscussionPost.objects.filter(submission__in=ids).select_related("by"))
    redactions = list(Redaction.objects.filter(version__submission__in=ids).order_by("pk"))
    decisions = list(Decision.objects.filter(version__submission__in=ids).select_related("version", "prepared_by"))
    for row in rows:
        number = row.submission.pk
        mine = {v.pk for v in versions if v.submission_id == number}
        yield (row, [v for v in versions if v.pk in mine], [a for a in given if a.submission_id == number], [p for p in posts if p.submission_id == number],
               [r for r in redactions if r.version_id in mine], [d for d in decisions if d.version_id in mine])


def _submission(call, parts):
    row, versions, given, posts, redactions, decisions = parts
    line = row.line
    return {
        "number": row.submission.number, "solution": row.submission.solution.name, "company": row.submission.solution.provider.organisation.name,
        "state": row.state, "versions": [{"number": v.number, "at": _at(v.at), "sheet": v.sheet} for v in versions],
        "redactions": [{"field": r.field, "text": r.text, "at": _at(r.at)} for r in redactions],
        "score": None if line is None else {"raw": line.raw, "corrected": line.corrected, "low": line.low, "high": line.high, "reviews": line.reviews},
        "assignments": [_assignment(a) for a in given],
        "discussion": [{"by": p.by.full_name if p.by else None, "at": _at(p.at), "text": p.text} for p in posts],
        "decisions": [{"version": d.version.number, "outcome": d.outcome, "reason": d.reason, "conditions": d.conditions, "summary": d.summary,
                       "prepared_by": d.prepared_by.full_name if d.prepared_by else None, "prepared_at": _at(d.prepared_at), "released_at": _at(d.released_at),
                       "figures": d.figures} for d in decisions],
    }


def _assignment(given):
    review = getattr(given, "review", None)
    return {"reviewer": given.reviewer.person.full_name, "at": _at(given.at), "by_hand": given.pinned, "set_aside_at": _at(given.set_aside_at),
            "set_aside_kind": given.set_aside_kind, "review": None if review is None or review.sent_at is None else {
                "version": review.version.number, "sent_at": _at(review.sent_at), "abstained": review.abstained, "abstention": review.abstention,
                "comment": review.comment, "private": review.private,
                "scores": [{"criterion": s.criterion.code, "value": s.value, "comment": s.comment} for s in review.scores.all()]}}


def _journal(call, rows):
    """Return the lines of the journal on the call and its submissions, oldest first (two queries)."""
    traces = Trace.objects.filter(Q(kind="catalogue.submission", object_id__in=[r.submission.pk for r in rows]) | Q(kind="catalogue.call", object_id=call.pk))
    entries = list(Entry.objects.filter(pk__in=traces.values("entry")).order_by("at", "id"))
    names = dict(Actor.objects.filter(key__in={e.actor_key for e in entries if e.actor_key}).values_list("key", "label"))
    return [{"at": _at(e.at), "by": names.get(e.actor_key), "verb": e.verb, "via": e.via, "changes": e.changes} for e in entries]


def noted(submission):
    """Return the whole discussion of a submission, for its team."""
    return DiscussionPost.objects.filter(submission=submission).select_related("by")
