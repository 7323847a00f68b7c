"""What the worker does for people: the post, and forgetting in time."""
from datetime import date, timedelta

from django.utils import timezone

from chalandise.foundation import clock, jobs
from chalandise.foundation.models import Job, Letter
from chalandise.people import mails
from chalandise.people.models import Consent, Link
from chalandise.people.operations import give_consent, issue_link
from chalandise.people.tasks import prune


def test_the_post_leaves_by_a_periodic_job(cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert ("chalandise.people.tasks.deliver_letters", 1) in jobs.every()
    mails.fresh_link(person=cast.lila, address=issue_link(purpose="x", person=cast.lila))
    jobs.enqueue("chalandise.people.tasks.deliver_letters")
    jobs.run_waiting()
    assert Letter.objects.get().state == "sent"


def test_forgetting_touches_only_what_is_past_its_time(cast):
    for _n in range(2):
        mails.fresh_link(person=cast.lila, address=issue_link(purpose="x", person=cast.lila))
        give_consent(person=cast.lila, purpose="quote", text=str(_n), days=10)
        jobs.enqueue("chalandise.people.tasks.prune")
    old = Letter.objects.first()
    Letter.objects.filter(pk=old.pk).update(state="sent", written_at=clock.now() - timedelta(days=401))
    Link.objects.filter(pk=Link.objects.first().pk).update(expires_at=timezone.now() - timedelta(days=91))
    Job.objects.filter(pk=Job.objects.first().pk).update(finished_at=timezone.now() - timedelta(days=31))
    Consent.objects.filter(text="0").update(ends_at=clock.local(date(2012, 1, 1)))
    forgotten = prune()
    assert {k: forgotten[k] for k in ("letters", "links", "jobs", "consents")} == {
        "letters": 1, "links": 1, "jobs": 1, "consents": 1}
    assert prune()["letters"] == 0
    assert Letter.objects.exclude(text="").count() == 1
