"""Is the service well? A few facts, each good or bad, none of them secret."""
import shutil
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from chalandise.foundation import clock, jobs
from chalandise.foundation.models import Job, Letter

SILENT = timedelta(minutes=2)     # a worker beats every ten seconds
LATE = timedelta(minutes=15)      # a letter that should have left
ROOM = 500 * 2**20                # bytes free


@dataclass(frozen=True)
class Fact:
    """One thing looked at: its name, whether it is well, what was seen, what to do when it is not."""

    name: str
    well: bool
    seen: str
    hint: str = ""


def look():
    """Return the facts; when the database does not answer, nothing else is asked."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        pending = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
    except DatabaseError as error:
        return [Fact("database", False, type(error).__name__, _("Vérifiez CHALANDISE_DATABASE et que le serveur tourne."))]
    facts = [Fact("database", True, connection.vendor),
             Fact("migrations", not pending, str(len(pending)), _("Lancez : manage.py migrate."))]
    return facts + ([_worker(), _letters(), _failures()] if not pending else []) + [_disk()]


def _worker():
    beat = jobs.last_beat()
    silent = timezone.now() - beat if beat else None
    seen = _("jamais") if silent is None else _("il y a %(n)s s") % {"n": int(silent.total_seconds())}
    return Fact("worker", silent is not None and silent < SILENT, seen, _("Lancez : manage.py work. Sans lui, aucun courriel ne part."))


def _letters():
    due = Letter.objects.filter(state=Letter.State.WAITING, channel=Letter.Channel.MAIL, send_after__lte=clock.now())
    oldest = due.order_by("send_after").values_list("send_after", flat=True).first()  # a paper letter waits for a person, not for us
    late = clock.now() - oldest if oldest else timedelta()
    return Fact("letters", late < LATE, _("%(n)s min d’attente") % {"n": int(late.total_seconds() // 60)},
                _("Vérifiez CHALANDISE_SMTP avec : manage.py mailtest."))


def _failures():
    failed = Job.objects.filter(failed=True, attempts__gte=jobs.TRIES, finished_at__gt=timezone.now() - timedelta(days=1)).count()
    return Fact("jobs", failed == 0, _("%(n)s échecs depuis hier") % {"n": failed}, _("Lisez le journal du serveur."))


def _disk():
    free = shutil.disk_usage(settings.VAR_DIR).free
    return Fact("disk", free > ROOM, _("%(n)s Mo libres") % {"n": free // 2**20}, _("Faites de la place sous CHALANDISE_VAR."))
