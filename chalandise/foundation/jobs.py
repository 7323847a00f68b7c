"""Background work on the database: queued in the caller's transaction, retried, retaken when a worker dies.

The queue is django-tasks-db; this module adds what it has not: progress, lease, retry, idempotency, a clock.
Task functions are plain functions in `<room>/tasks.py`; each must bear to be run twice, since a dead worker's job is
run again. Times here are the machine's (real clock), not the trade's.
"""
import logging
from contextvars import ContextVar
from datetime import timedelta

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_tasks import task

from chalandise.foundation.models import Job, Pulse
from chalandise.foundation.refusals import Refused

log = logging.getLogger("chalandise.jobs")
TRIES = 3
BACKOFF = (timedelta(minutes=1), timedelta(minutes=5))  # before the second and the third try
LEASE = timedelta(seconds=90)                           # without a heartbeat for so long, the worker is dead
WORKER = "worker"                                       # the worker's own pulse
_running: ContextVar = ContextVar("running job", default=None)
_here: set = set()  # keys of the jobs that this process runs, for its heartbeat


@transaction.atomic
def enqueue(path, *args, owner=None, scope=("", None), once=None, total=0):
    """Queue a function by its dotted name, in the transaction of the caller.

    Parameters
    ----------
    path : str
        "chalandise.shops.tasks.check_import"; imported now, so a wrong name fails here and not in the worker.
    *args
        JSON values only.
    owner : Person, optional
        Who may follow it at /travaux/<key>/.
    once : str, optional
        The same key queues once; the first Job is returned, and started again only if it had failed.

    Returns
    -------
    Job
    """
    import_string(path)
    fresh = {"name": path, "args": list(args), "total": total, "asked_at": timezone.now(), "scope_kind": scope[0],
             "scope_id": scope[1], "owner_key": owner.key if owner else None}
    if once is None:
        return _queue(Job.objects.create(**fresh))
    job, made = Job.objects.select_for_update(of=("self",)).get_or_create(once=once, defaults=fresh)
    if not made and not job.failed:
        return job
    job.attempts, job.done, job.failed, job.finished_at, job.alive_at, job.message = 0, 0, False, None, None, ""
    return _queue(job)


def _queue(job, after=None):
    queued = (run_job.using(run_after=timezone.now() + after) if after else run_job).enqueue(str(job.key))
    job.task_id = queued.id
    job.save()
    return job


@task()
def run_job(key):
    """Run one job once; a failure is queued again with a delay, three tries in all."""
    attempt(key)


def attempt(key):
    """Run a job and write down what came of it. Returns the exception that stopped it, or None."""
    job = Job.objects.get(pk=key)
    if job.finished_at:
        return None
    mine = job.attempts + 1
    if not Job.objects.filter(pk=key, attempts=job.attempts).update(attempts=mine, alive_at=timezone.now()):
        return None  # another worker took it
    token = _running.set(job.key)
    _here.add(job.key)
    try:
        result = import_string(job.name)(*job.args)
    except Exception as error:  # whatever it is, it is recorded and tried again
        log.exception("Job %s (%s) failed, try %s of %s", job.key, job.name, mine, TRIES)
        _failed(key, mine, error)
        return error
    finally:
        _here.discard(job.key)
        _running.reset(token)
    # A worker believed dead may end after its job was retaken: only the latest try writes the result.
    Job.objects.filter(pk=key, attempts=mine).update(finished_at=timezone.now(), failed=False, result=_plain(result))
    return None


def _plain(result):
    return result if isinstance(result, (dict, list, str, int, float, bool, type(None))) else str(result)


@transaction.atomic
def _failed(key, tried, error):
    job = Job.objects.select_for_update(of=("self",)).get(pk=key)
    if job.attempts != tried:
        return
    if isinstance(error, Refused) or tried >= TRIES:  # a refusal will not change by trying again
        job.message = str(error)[:300] if isinstance(error, Refused) else _("Le travail a échoué. L’équipe technique est prévenue.")
        job.failed, job.finished_at = True, timezone.now()
        job.save()
    else:
        job.alive_at = None
        _queue(job, after=BACKOFF[tried - 1])


def current():
    """Return the key of the job being run, or None."""
    return _running.get()


def report(job_key=None, *, done=None, total=None, message=None):
    """Tell how far a job is (the one being run by default) and that its worker lives.

    Call it outside a transaction, else nobody sees it before the end; every hundred rows is enough.
    """
    key = job_key or current()
    if key is None:
        return
    said = {"done": done, "total": total, "message": None if message is None else str(message)[:300]}
    Job.objects.filter(pk=key).update(alive_at=timezone.now(), **{k: v for k, v in said.items() if v is not None})


# --- the clock and the reaper -----------------------------------------------------------------------------------------

def beat(name=WORKER):
    """Say that something lives."""
    Pulse.objects.update_or_create(name=name, defaults={"at": timezone.now()})


def keep_alive():
    """Say, from the clock's thread, that this worker lives and still holds its jobs."""
    beat()
    Job.objects.filter(pk__in=list(_here), finished_at=None).update(alive_at=timezone.now())


def last_beat(name=WORKER):
    return Pulse.objects.filter(name=name).values_list("at", flat=True).first()


def every():
    """Return [(dotted path, minutes)] that the rooms declare as `periodic` in their AppConfig."""
    found = []
    for config in apps.get_app_configs():
        for path, minutes in getattr(config, "periodic", []):
            found.append((path if path.startswith("chalandise.") else f"chalandise.{path}", minutes))
    return found


@transaction.atomic
def tick():
    """Queue the periodic jobs whose time came; several clocks at once queue each only once. Returns their names."""
    now, queued = timezone.now(), []
    for path, minutes in every():
        pulse, made = Pulse.objects.select_for_update(of=("self",)).get_or_create(name=path, defaults={"at": now})
        if not made and _slot(pulse.at, minutes) == _slot(now, minutes):
            continue
        pulse.at = now
        pulse.save()
        if not Job.objects.filter(name=path, finished_at=None).exists():
            enqueue(path)
            queued.append(path)
    return queued


def _slot(moment, minutes):
    return int(moment.timestamp() // (minutes * 60))


@transaction.atomic
def retake():
    """Queue again the jobs whose worker died; give up after the third try. Returns their keys."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415  (cold path)
    dead = Job.objects.select_for_update(skip_locked=True).filter(finished_at=None, alive_at__lt=timezone.now() - LEASE)
    keys = []
    for job in dead:
        DBTaskResult.objects.filter(pk=job.task_id, status="RUNNING").update(status="FAILED", finished_at=timezone.now())
        keys.append(job.key)
        log.warning("Job %s (%s) lost its worker at try %s", job.key, job.name, job.attempts)
        _failed(job.key, job.attempts, RuntimeError("its worker died"))
    return keys


def run_waiting(*, hurry=False, strict=True, limit=1000):
    """Run here and now what waits in the queue (tests, demos built without a worker). Returns how many ran.

    Parameters
    ----------
    hurry : bool
        Also run what waits before another try.
    strict : bool
        Raise the first error instead of only recording it.
    """
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415  (cold path)
    ran = 0
    while ran < limit:
        queue = DBTaskResult.objects.filter(status="READY") if hurry else DBTaskResult.objects.ready()
        queued = queue.order_by("enqueued_at", "id").first()
        if queued is None:
            break
        queued.claim("here")
        error = attempt(queued.args_kwargs["args"][0])
        queued.set_successful(None)
        ran += 1
        if error is not None and strict:
            raise error
    return ran
