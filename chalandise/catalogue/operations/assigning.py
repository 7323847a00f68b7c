"""Submissions are given to reviewers: what the team confirms, in one gesture, whatever the solver had proposed."""
from collections import Counter, defaultdict

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.catalogue.mails import reviewing as mails
from chalandise.catalogue.models import Assignment, Review
from chalandise.catalogue.operations.recusals import sweep
from chalandise.catalogue.queries.assigning import board, unread_texts
from chalandise.catalogue.queries.interests import about, graph_of
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.operations import check_conflict
from chalandise.people.operations.conflicts import Gesture
from chalandise.people.queries.conflicts import node


@transaction.atomic
def assign(*, by, call, pairs, proposed=frozenset(), supervisor=None):
    """Make these the assignments of a call: new ones are given, others taken back, those with a review stay.

    Parameters
    ----------
    pairs, proposed : set of (submission id, reviewer id)
        What the team confirms; what the solver had proposed (a pair beside it was chosen by hand).
    supervisor : Person, optional
        Under whose eyes the pairs with a lesser tie are reviewed.

    Returns
    -------
    (given, taken back): numbers of assignments

    Raises
    ------
    Refused
        A tie bars a pair, or asks for a second person; a reviewer would have more than they take; names are still to be
        hidden; a pair names nobody of this call.
    """
    if call.released_at:
        raise Refused(_("Les décisions de cet appel sont annoncées : plus rien n’est à relire."))
    sweep(call=call, by=by)
    found = board(call)
    submissions, reviewers = {s.pk: s for s in found.submissions}, {r.pk: r for r in found.reviewers}
    pairs = {p for p in pairs if p not in found.gone}
    if any(s not in submissions or r not in reviewers for s, r in pairs):
        raise Refused(_("La page a changé pendant que vous choisissiez : relisez-la et confirmez de nouveau."))
    _check_loads(pairs, found.made, reviewers)
    fresh = sorted(pairs - set(found.made))
    if call.anonymous and (left := {s for s, _r in fresh} & unread_texts(found.submissions)):
        raise Refused(_("Masquez d’abord les noms dans : %(names)s.") % {"names": ", ".join(str(submissions[s]) for s in sorted(left))})
    gone = _take_back(found, pairs)
    for s, r in fresh:
        _check(by, submissions[s], reviewers[r].person, call, supervisor)
        Assignment.objects.create(submission=submissions[s], reviewer=reviewers[r], by=by, at=clock.now(), pinned=(s, r) not in proposed)
    _tell(by, call, fresh, gone, submissions, reviewers)
    return len(fresh), len(gone)


def _check_loads(pairs, made, reviewers):
    loads, before = Counter(r for _s, r in pairs), Counter(r for _s, r in made)
    for number, load in loads.items():
        if load > max(reviewers[number].load, before[number]):  # who now takes fewer keeps what they have
            raise Refused(_("%(name)s prend au plus %(most)s réponses, vous lui en confiez %(n)s. Retirez-en, ou demandez-lui d’en prendre plus.") % {
                "name": reviewers[number].person.full_name, "most": reviewers[number].load, "n": load})


def _check(by, submission, person, call, supervisor):
    graph = graph_of([submission], [person, by, supervisor])
    names = {node(submission): str(submission), ("catalogue.solution", submission.solution_id): str(submission)}
    check_conflict(by=by, graph=graph, supervisor=supervisor, gesture=Gesture("review", person, submission, call, about(submission), names),
                   head=_("%(name)s ne peut pas relire « %(submission)s ».") % {"name": person.full_name, "submission": submission})


def _take_back(found, pairs):
    gone = [a for pair, a in found.made.items() if pair not in pairs]
    begun = set(Review.objects.filter(assignment__in=gone).values_list("assignment", flat=True))
    if begun:
        raise Refused(_("Une relecture commencée ne se reprend pas : laissez-la cochée, ou mettez-la de côté depuis la page de la réponse."))
    Assignment.objects.filter(pk__in=[a.pk for a in gone]).delete()
    return gone


def _tell(by, call, fresh, gone, submissions, reviewers):
    """One line of the journal for the call and its submissions, one letter for each reviewer who got something."""
    if fresh:
        journal.record("review.assigned", by=by, on=[call, *(submissions[s] for s in sorted({s for s, _r in fresh}))], territory=call.territory_id,
                       changes={"assignments": ["", len(fresh)]})
    if gone:
        journal.record("review.unassigned", by=by, on=call, territory=call.territory_id, changes={"assignments": [len(gone), ""]})
    given = defaultdict(int)
    for _s, r in fresh:
        given[r] += 1
    for number, count in given.items():
        mails.assigned(reviewers[number], count)
