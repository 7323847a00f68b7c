"""The worker and its clock, as a process: it runs what is due, and stops when told to."""
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
QUEUE = "from chalandise.foundation import jobs; jobs.enqueue('chalandise.people.tasks.prune')"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """A service on its own file, and how to call it."""
    folder = tmp_path_factory.mktemp("service")
    env = {**os.environ, "CHALANDISE_DATABASE": f"sqlite:///{folder / 'a.sqlite3'}", "CHALANDISE_VAR": str(folder),
           "CHALANDISE_DEBUG": "1", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=env, check=True)
    return env, folder / "a.sqlite3"


def call(env, *words):
    return subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, capture_output=True, text=True)


def ask(path, question):
    with sqlite3.connect(path) as database:
        return database.execute(question).fetchall()


@pytest.mark.slow
def test_once_runs_what_is_due_and_the_periodic_jobs(service):
    env, path = service
    assert call(env, "shell", "-c", QUEUE).returncode == 0
    done = call(env, "work", "--once")
    assert done.returncode == 0, done.stderr
    names = {name for (name,) in ask(path, "select name from job where finished_at is not null and not failed")}
    assert {"chalandise.people.tasks.prune", "chalandise.people.tasks.deliver_letters"} <= names
    assert ask(path, "select count(*) from pulse where name = 'worker'") == [(1,)]


@pytest.mark.slow
def test_it_stops_gracefully_on_sigterm(service):
    env, _path = service
    worker = subprocess.Popen([sys.executable, "-u", "manage.py", "work"], cwd=ROOT, env=env, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)
    assert worker.stdout.readline().startswith("Chalandise works.")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=30) == 0
