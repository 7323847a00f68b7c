"""manage.py work: the worker and its clock, in one process."""
import logging
import threading

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from chalandise.foundation import jobs

log = logging.getLogger("chalandise.work")
BEAT = 10  # seconds


class Command(BaseCommand):
    help = "Run what waits in the background (letters, imports, reminders); stop with Ctrl-C or SIGTERM."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="run what is due, then stop (for cron)")
        parser.add_argument("--interval", type=float, default=1, help="seconds between two looks at an empty queue")

    def handle(self, *, once, interval, **options):
        worker = Worker(queue_names=["default"], interval=interval, batch=once, backend_name="default", startup_delay=False,
                        max_tasks=None, worker_id=get_random_string(16), excluded_queue_names=[])
        if once:
            turn()
            worker.run()
            return
        worker.configure_signals()
        stop = threading.Event()
        threading.Thread(target=keep_time, args=(stop,), daemon=True, name="clock").start()
        self.stdout.write("Chalandise works. Ctrl-C stops it after the job of the moment.")
        self.stdout.flush()
        try:
            worker.run()
        finally:
            stop.set()


def turn():
    """One beat of the clock: we live, dead workers' jobs are retaken, periodic jobs are queued."""
    jobs.keep_alive()
    jobs.retake()
    jobs.tick()


def keep_time(stop):
    """Beat until told to stop; a database that does not answer is tried again."""
    while True:
        try:
            turn()
        except DatabaseError:
            log.exception("The clock missed a beat")
        finally:
            close_old_connections()
        if stop.wait(BEAT):
            connection.close()
            return
