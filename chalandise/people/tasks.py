"""What the worker does for people: the post, and forgetting in time."""
from datetime import timedelta

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from chalandise.foundation import clock, files, mail
from chalandise.foundation.models import Job, Letter
from chalandise.people.models import ConflictRefusal, Consent, Declaration, Link, Supervision, Tie
from chalandise.people.operations.letters import record_bounce

LETTER_DAYS, LINK_DAYS, JOB_DAYS, CONSENT_DAYS, TIE_DAYS = 400, 90, 30, 5 * 365, 3 * 365


def deliver_letters():
    """Send what is due; an address that the server does not know is written on the person."""
    done = mail.deliver_due()
    for letter in done.refused:
        record_bounce(letter=letter, words=letter.failure)
    return {"sent": done.sent, "later": done.later, "failed": done.failed, "refused": len(done.refused)}


def prune():
    """Forget what is past its retention. Returns how many rows of each kind."""
    now, real = clock.now(), timezone.now()
    old = Letter.objects.filter(Q(written_at__lt=now - timedelta(days=LETTER_DAYS)) | Q(purpose="people.erased"),
                                state__in=(Letter.State.SENT, Letter.State.BOUNCED, Letter.State.CANCELLED, Letter.State.FAILED))
    forgotten = {
        "letters": old.exclude(text="").update(to_name="", to_address="", body="", text="", html="", attachments=[]),
        "links": Link.objects.filter(expires_at__lt=real - timedelta(days=LINK_DAYS)).delete()[0],
        "jobs": Job.objects.filter(finished_at__lt=real - timedelta(days=JOB_DAYS)).delete()[0]
        + Job.objects.filter(finished_at__lt=real - timedelta(days=2), owner_key=None, once=None, failed=False).delete()[0],
        "consents": Consent.objects.filter(Q(ends_at__lt=now - timedelta(days=CONSENT_DAYS))
                                           | Q(withdrawn_at__lt=now - timedelta(days=CONSENT_DAYS))).delete()[0],
        "ties": Tie.objects.filter(until__lt=now.date() - timedelta(days=TIE_DAYS)).delete()[0],
        "conflicts": sum(model.objects.filter(at__lt=now - timedelta(days=TIE_DAYS)).delete()[0]
                         for model in (Declaration, Supervision, ConflictRefusal)),
        "sessions": Session.objects.filter(expire_date__lt=real).delete()[0],
    }
    queue = apps.get_model("django_tasks_database", "DBTaskResult")
    forgotten["queue"] = queue.objects.filter(finished_at__lt=real - timedelta(days=2)).delete()[0]
    forgotten["files"] = files.sweep()
    return forgotten
