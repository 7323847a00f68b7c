"""Jobs are queued with their facts, retried, retaken from dead workers, and followed by who asked for them."""
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from chalandise.foundation import jobs
from chalandise.foundation.models import Job, Pulse
from tests.foundation import tasks_for_tests

HERE = "tests.foundation.tasks_for_tests."


@pytest.fixture(autouse=True)
def nothing_ran_yet():
    tasks_for_tests.ran.clear()


def test_a_job_runs_once_and_keeps_its_result(db):
    job = jobs.enqueue(HERE + "add", 2, 3)
    assert jobs.run_waiting() == 1
    job.refresh_from_db()
    assert (job.result, job.failed, job.attempts) == (5, False, 1)
    assert job.finished_at is not None
    assert jobs.run_waiting() == 0


def test_a_wrong_name_fails_when_it_is_queued(db):
    with pytest.raises(ImportError):
        jobs.enqueue("chalandise.shops.tasks.no_such_gesture")
    assert Job.objects.count() == 0


def test_a_job_of_a_transaction_rolled_back_never_existed(db):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.enqueue(HERE + "add", 1, 1)
        raise ZeroDivisionError
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_the_same_key_queues_once(db):
    first = jobs.enqueue(HERE + "add", 1, 1, once="sum:1")
    assert jobs.enqueue(HERE + "add", 1, 1, once="sum:1") == first
    jobs.run_waiting()
    assert jobs.enqueue(HERE + "add", 1, 1, once="sum:1") == first
    jobs.run_waiting()
    assert tasks_for_tests.ran == [(1, 1)]


def test_a_failed_job_asked_again_by_its_key_starts_again(db):
    job = jobs.enqueue(HERE + "refuse", once="try:1")
    jobs.run_waiting(strict=False)
    again = jobs.enqueue(HERE + "refuse", once="try:1")
    assert (again.key, again.failed, again.attempts) == (job.key, False, 0)
    jobs.run_waiting(strict=False)
    assert tasks_for_tests.ran == ["refused", "refused"]


def test_progress_is_told_by_the_function_itself(db):
    job = jobs.enqueue(HERE + "count_to", 3)
    jobs.run_waiting()
    job.refresh_from_db()
    assert (job.done, job.total, job.message, job.result) == (3, 3, "3 lignes lues", {"lines": 3})


def test_reporting_outside_a_job_is_harmless(db):
    jobs.report(done=1)
    assert jobs.current() is None


def test_a_failure_is_tried_three_times_with_longer_and_longer_waits(db):
    job = jobs.enqueue(HERE + "break_down")
    waits = []
    for _try in range(2):
        before = timezone.now()
        jobs.run_waiting(hurry=True, strict=False, limit=1)
        waits.append(round((DBTaskResult.objects.get(status="READY").run_after - before).total_seconds() / 60))
    assert waits == [1, 5]
    assert jobs.run_waiting(strict=False) == 0  # its time has not come
    jobs.run_waiting(hurry=True, strict=False)
    job.refresh_from_db()
    assert (job.attempts, job.failed) == (3, True)
    assert tasks_for_tests.ran == ["broken"] * 3


def test_a_second_try_that_works_leaves_no_failure(db):
    job = jobs.enqueue(HERE + "broken_once")
    jobs.run_waiting(hurry=True, strict=False)
    job.refresh_from_db()
    assert (job.attempts, job.failed, job.result) == (2, False, "done")


def test_a_refusal_is_final_and_its_sentence_is_kept(db):
    job = jobs.enqueue(HERE + "refuse")
    jobs.run_waiting(hurry=True, strict=False)
    job.refresh_from_db()
    assert (job.attempts, job.failed) == (1, True)
    assert job.message == "Ce fichier n’a pas de colonne SIRET. Ajoutez-la, puis recommencez."


def test_strict_tells_the_first_error(db):
    jobs.enqueue(HERE + "break_down")
    with pytest.raises(RuntimeError, match="no room left"):
        jobs.run_waiting()


# --- a dead worker ----------------------------------------------------------------------------------------------------

def abandoned(path, attempts=1):
    job = jobs.enqueue(path, 2, 3)
    DBTaskResult.objects.filter(pk=job.task_id).update(status="RUNNING")
    Job.objects.filter(pk=job.pk).update(attempts=attempts, alive_at=timezone.now() - jobs.LEASE - timedelta(seconds=1))
    return job


def test_the_job_of_a_dead_worker_is_retaken(db):
    job = abandoned(HERE + "add")
    assert jobs.retake() == [job.key]
    assert jobs.retake() == []
    assert jobs.run_waiting(hurry=True) == 1
    job.refresh_from_db()
    assert (job.result, job.attempts) == (5, 2)


def test_a_job_that_kills_every_worker_is_given_up(db):
    job = abandoned(HERE + "add", attempts=3)
    jobs.retake()
    job.refresh_from_db()
    assert (job.failed, jobs.run_waiting(hurry=True)) == (True, 0)


def test_a_job_whose_worker_lives_is_left_alone(db):
    job = abandoned(HERE + "add")
    jobs.report(job.key, done=1)
    assert jobs.retake() == []


def test_a_worker_believed_dead_does_not_overwrite_the_result_of_the_next(db):
    job = jobs.enqueue(HERE + "add", 2, 3)
    Job.objects.filter(pk=job.pk).update(attempts=2)
    jobs._failed(job.key, 1, RuntimeError("too late"))
    job.refresh_from_db()
    assert (job.failed, job.finished_at) == (False, None)


# --- the clock --------------------------------------------------------------------------------------------------------

@pytest.fixture
def periodic(monkeypatch):
    from django.apps import apps
    for config in apps.get_app_configs():
        monkeypatch.setattr(config, "periodic", [], raising=False)
    monkeypatch.setattr(apps.get_app_config("foundation"), "periodic", [("foundation.jobs.current", 60)], raising=False)


def test_rooms_declare_what_runs_regularly_and_it_is_queued_once_in_its_time(db, periodic):
    assert jobs.every() == [("chalandise.foundation.jobs.current", 60)]
    assert jobs.tick() == ["chalandise.foundation.jobs.current"]
    assert jobs.tick() == []
    Pulse.objects.update(at=timezone.now() - timedelta(hours=1))
    assert jobs.tick() == []  # the first still waits: nothing piles up
    jobs.run_waiting()
    Pulse.objects.update(at=timezone.now() - timedelta(hours=1))
    assert jobs.tick() == ["chalandise.foundation.jobs.current"]


# --- the page ---------------------------------------------------------------------------------------------------------

def test_only_who_asked_for_a_job_follows_it(cast, client):
    job = jobs.enqueue(HERE + "add", 2, 3, owner=cast.rose, total=10)
    page = f"/travaux/{job.key}/"
    assert client.get(page).status_code == 302
    client.force_login(cast.hugo)
    assert client.get(page).status_code == 404
    client.force_login(cast.rose)
    text = client.get(page).content.decode()
    assert "0 sur 10" in text
    assert f'<a href="{page}">Actualiser</a>' in text


def test_the_page_of_a_finished_job_leads_to_its_result_inside_the_house_only(cast, client):
    job = jobs.enqueue(HERE + "add", 2, 3, owner=cast.rose)
    jobs.run_waiting()
    client.force_login(cast.rose)
    assert 'href="/equipe/"' in client.get(f"/travaux/{job.key}/?suite=/equipe/").content.decode()
    assert "mechant" not in client.get(f"/travaux/{job.key}/?suite=//mechant.invalid/").content.decode().split("<main")[1].replace(
        "suite=//mechant", "").replace("suite=%2F%2Fmechant", "")
    part = client.get(f"/travaux/{job.key}/", headers={"HX-Request": "true"})
    assert part.headers["HX-Refresh"] == "true"
    part = client.get(f"/travaux/{job.key}/?suite=/moi/", headers={"HX-Request": "true"})
    assert (part.headers["HX-Redirect"], "HX-Refresh" in part.headers) == ("/moi/", False)
    assert "<html" not in part.content.decode()
