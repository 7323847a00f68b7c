"""The service says whether it is well: worker, letters, failures, disk."""
from datetime import timedelta

from django.utils import timezone

from chalandise.foundation import clock, health, jobs
from chalandise.foundation.models import Job, Letter, Pulse
from chalandise.people import mails
from chalandise.people.operations import issue_link


def well():
    return {fact.name: fact.well for fact in health.look()}


def test_without_a_worker_something_is_to_be_done(db):
    assert well() == {"database": True, "migrations": True, "worker": False, "letters": True, "jobs": True, "disk": True}


def test_a_worker_that_beats_is_well_and_a_silent_one_is_not(db):
    jobs.beat()
    assert well()["worker"]
    Pulse.objects.update(at=timezone.now() - timedelta(minutes=3))
    assert not well()["worker"]


def test_letters_that_should_have_left_are_said(cast):
    mails.fresh_link(person=cast.lila, address=issue_link(purpose="x", person=cast.lila))
    assert well()["letters"]
    Letter.objects.update(send_after=clock.now() - timedelta(minutes=16))
    assert not well()["letters"]


def test_a_paper_letter_waits_for_a_person_and_nothing_is_wrong(cast):
    mails.fresh_link(person=cast.lila, address=issue_link(purpose="x", person=cast.lila))
    Letter.objects.update(send_after=clock.now() - timedelta(days=3), channel=Letter.Channel.PAPER)
    assert well()["letters"]


def test_jobs_that_failed_since_yesterday_are_said(db):
    job = Job.objects.create(name="x", asked_at=timezone.now(), finished_at=timezone.now(), failed=True, attempts=3)
    assert not well()["jobs"]
    Job.objects.filter(pk=job.pk).update(finished_at=timezone.now() - timedelta(days=2))
    assert well()["jobs"]


def test_everybody_learns_only_whether_it_is_well(cast, client):
    answer = client.get("/sante/")
    assert (answer.status_code, answer.json()) == (503, {"well": False})
    jobs.beat()
    assert (client.get("/sante/").status_code, client.get("/sante/").json()) == (200, {"well": True})


def test_the_operator_sees_the_facts(cast, client):
    client.force_login(cast.person("Ops", "Nuit", is_superuser=True))
    page = client.get("/sante/")
    assert (page.status_code, "manage.py work" in page.content.decode()) == (503, True)
    assert client.get("/sante/", headers={"Accept": "application/json"}).json()["database"]["well"]
