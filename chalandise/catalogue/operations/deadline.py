"""The hour itself: what a deadline finds. A draft that is complete is sent as it stands; its authors are told either way.

The order of locks is always the same: rows of submissions, then the row of their call.
"""
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from chalandise.catalogue.mails import calls as mails
from chalandise.catalogue.models import Call, Solution, Submission, SubmissionVersion
from chalandise.catalogue.queries.companies import has_ceased
from chalandise.catalogue.queries.sheets import missing, sheet_of
from chalandise.foundation import clock, journal

GRACE = timedelta(seconds=10)  # what reached the server in time may still be on its way to the database


def settle(*, solution):
    """Sweep the drafts of one solution whose deadline has passed and that no job has met yet.

    Whatever is about to write on the sheet calls it first: a worker that runs late finds each draft as it was at the hour.
    """
    for submission in due(clock.now()).filter(solution=solution):
        sweep_one(submission=submission)


def due(moment):
    """Return the drafts that a deadline passed by `moment` has found, and nobody has met."""
    return Submission.objects.filter(state=Submission.State.DRAFT, swept_at=None, call__deadline__lte=moment,
                                     call__published_at__isnull=False).order_by("pk")


def sweep():
    """Meet every draft whose deadline has passed; run as often as one likes. Returns (sent, left as drafts)."""
    moment = clock.now() - GRACE
    met = [sweep_one(submission=submission) for submission in due(moment)]
    with transaction.atomic():
        passed = Call.objects.filter(deadline__lte=moment, swept_at=None, published_at__isnull=False)
        for call in passed.exclude(pk__in=due(moment).values("call_id")):
            if Call.objects.filter(pk=call.pk, swept_at=None, deadline__lte=moment).update(swept_at=clock.now()):
                sent = SubmissionVersion.objects.filter(submission__call=call, swept=True).count()
                journal.record("call.swept", by=None, on=[call], via="job", changes={"sent": ["", sent]})
    return met.count(True), met.count(False)


def around(submission):
    """Read the call and the solution of a submission once its row is locked: one that waited would else see them as they were."""
    submission.call = Call.objects.select_related("territory").get(pk=submission.call_id)
    submission.solution = Solution.objects.select_related("provider__organisation").get(pk=submission.solution_id)
    return submission


@transaction.atomic
def sweep_one(*, submission):
    """Send one draft if it is complete; tell its authors. Returns True (sent), False (left), None (met already)."""
    row = Submission.objects.select_for_update().filter(pk=submission.pk, state=Submission.State.DRAFT, swept_at=None).first()
    if row is None or clock.now() < around(row).call.deadline:
        return None
    row.swept_at = clock.now()
    lacking = missing(row.solution, row)
    if lacking or row.solution.withdrawn_at or has_ceased(row.solution.provider):
        row.save(update_fields=["swept_at"])
        journal.record("submission.swept", by=None, on=[row, row.call, row.solution], via="job", territory=row.call.territory_id)
        mails.left_at_deadline(submission=row, lacking=lacking)
        return False
    version = keep_version(row, by=row.created_by, moment=row.call.deadline, swept=True)
    journal.record("submission.sent", by=None, on=[row, row.call, row.solution], via="job", territory=row.call.territory_id)
    mails.received(submission=row, version=version)
    return True


def copy_of(submission):
    """Return what a version sent now would hold."""
    return {**sheet_of(submission.solution), "motivation": submission.motivation}


def keep_version(submission, *, by, moment, swept=False):
    """Copy the sheet as a new version and give the answer its number. The submission's row is locked by the caller.

    The number is the last thing taken: the row of the call stays locked for two short statements, whatever came before.
    """
    latest = submission.versions.order_by("-number").first()
    sheet = copy_of(submission)
    if latest is not None and latest.sheet == sheet and submission.state == Submission.State.SUBMITTED:
        return latest  # pressed twice
    version = SubmissionVersion.objects.create(submission=submission, number=latest.number + 1 if latest else 1, sheet=sheet, by=by,
                                               at=moment, swept=swept)
    submission.state, submission.submitted_at, submission.withdrawn_at = Submission.State.SUBMITTED, moment, None
    if submission.number is None:
        Call.objects.filter(pk=submission.call_id).update(numbered=F("numbered") + 1)
        submission.number = Call.objects.values_list("numbered", flat=True).get(pk=submission.call_id)
    submission.version += 1
    submission.save(update_fields=["state", "submitted_at", "withdrawn_at", "number", "version", "swept_at"])
    return version
