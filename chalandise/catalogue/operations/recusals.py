"""A tie keeps a reviewer away: said before reading or midway, or found by the house. The review is set aside, and stays in the audit."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.catalogue.mails import reviewing as mails
from chalandise.catalogue.models import Assignment
from chalandise.catalogue.queries.interests import accesses
from chalandise.catalogue.queries.reviewing import standing
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.operations import declare_interests
from chalandise.people.rules import TIES


@transaction.atomic
def declare(*, reviewer, submissions, ties=None):
    """Say of several submissions at once that none concerns oneself, but those of `ties` ({submission id: kind of tie}).

    The tie is declared with the company; in a call without names, with the submission itself. What had been given to the
    reviewer and is tied is set aside, a review already sent too. Returns the declarations.
    """
    ties, submissions = ties or {}, list(submissions)
    if any(s.call_id != reviewer.call_id for s in submissions):
        raise Refused(_("Cette réponse n’est pas de cet appel."))
    ends = {s: (s if s.call.anonymous else s.solution.provider.organisation, ties[s.pk]) for s in submissions if ties.get(s.pk)}
    made = declare_interests(person=reviewer.person, place=reviewer.call, things=submissions, conflicts=ends)
    for assignment in standing().filter(reviewer=reviewer, submission__in=[s.pk for s in ends]).select_related("submission__call", "reviewer"):
        _set_aside(assignment, kind=ties[assignment.submission_id], by=reviewer.person)
    _sweep(standing().filter(reviewer=reviewer))
    return made


@transaction.atomic
def recognise(*, reviewer, submission, kind):
    """Say midway that one is tied to a submission: the review is set aside, and one reads no more of it."""
    if kind not in TIES:
        raise Refused(_("Dites quel lien vous avez."), field="kind")
    return declare(reviewer=reviewer, submissions=[submission], ties={submission.pk: kind})


@transaction.atomic
def set_aside(*, by, assignment):
    """The team sets a review aside, for a tie that it knows of."""
    assignment = Assignment.objects.select_for_update(of=("self",)).select_related("submission__call", "reviewer").get(pk=assignment.pk)
    return _set_aside(assignment, kind="team", by=by)


@transaction.atomic
def sweep(*, call, by=None):
    """Look at the graph of ties as it stands today and set aside what it now bars. Returns how many."""
    return _sweep(standing().filter(submission__call=call), by=by)


def _sweep(rows, by=None):
    rows = list(rows.select_related("reviewer__person", "submission__call", "submission__solution__provider"))
    aside = 0
    for reviewer in {a.reviewer_id: a.reviewer for a in rows}.values():
        mine = [a for a in rows if a.reviewer_id == reviewer.pk]
        known = accesses(reviewer.person, [a.submission for a in mine])
        for assignment in mine:
            if known[assignment.submission_id].state == "recused":
                _set_aside(assignment, kind=known[assignment.submission_id].kind, by=by)
                aside += 1
    return aside


def _set_aside(assignment, *, kind, by):
    if assignment.set_aside_at is None:
        assignment.set_aside_at, assignment.set_aside_kind = clock.now(), kind
        assignment.save(update_fields=["set_aside_at", "set_aside_kind"])
        call = assignment.submission.call
        journal.record("review.set_aside", by=by, on=[assignment.submission, call], territory=call.territory_id,
                       via="" if by else "job")
        mails.set_aside(assignment)
    return assignment
