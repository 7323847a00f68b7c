"""One file that holds everything, and comes back on SQLite as on PostgreSQL.

A ZIP: `manifest.json`, one `data/<app.Model>.jsonl` a table (a row a line), and the files under `media/`. Sessions and
the queue stay behind: who restores signs in again, and a job that was running is said to have failed.
"""
import json
import zipfile
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from chalandise.foundation.models import Job

FORMAT = 1
LEFT = {"sessions.Session", "django_tasks_database.DBTaskResult", "contenttypes.ContentType", "auth.Permission", "auth.Group",
        "auth.Group_permissions", "people.Person_groups", "people.Person_user_permissions", "foundation.Pulse"}


class Unfit(Exception):
    """A backup that cannot be restored here, and why."""


def tables():
    """Return the models that a backup holds, in a stable order."""
    return sorted((m for m in apps.get_models(include_auto_created=True)
                   if m._meta.label not in LEFT and m._meta.managed and not m._meta.proxy), key=lambda m: m._meta.label)


def migrations():
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def write(path):
    """Write a backup, from one consistent view of the database. Returns {label: rows}."""
    counts, media = {}, Path(settings.MEDIA_ROOT)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, _one_view():
        for model in tables():
            with packed.open(f"data/{model._meta.label}.jsonl", "w", force_zip64=True) as out:
                counts[model._meta.label] = _write_rows(model, out)
        files = sorted(p for p in media.rglob("*") if p.is_file()) if media.exists() else []
        for file in files:
            packed.write(file, f"media/{file.relative_to(media).as_posix()}")
        packed.writestr("manifest.json", json.dumps({
            "format": FORMAT, "made_at": timezone.now().isoformat(), "engine": connection.vendor, "counts": counts,
            "files": len(files), "migrations": migrations()}, indent=1))
    return counts


@contextmanager
def _one_view():
    """Read everything as it is at one moment, whoever writes meanwhile."""
    with transaction.atomic():
        if connection.vendor == "postgresql" and not connection.savepoint_ids:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _write_rows(model, out):
    fields, count = model._meta.concrete_fields, 0
    for row in model._base_manager.order_by("pk").iterator(chunk_size=2000):
        values = {f.attname: _plain(f.get_prep_value(getattr(row, f.attname)) if _is_file(f) else getattr(row, f.attname))
                  for f in fields}
        out.write(json.dumps(values, ensure_ascii=False).encode() + b"\n")
        count += 1
    return count


def _is_file(field):
    return field.get_internal_type() == "FileField"


def _plain(value):
    """Return a JSON value that the field's to_python reads back exactly (microseconds, cents)."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value) if isinstance(value, (Decimal, UUID)) else value


# --- coming back ------------------------------------------------------------------------------------------------------

def look(path):
    """Return the manifest of a backup; raise Unfit when it is none, or comes from another version."""
    try:
        with zipfile.ZipFile(path) as packed:
            manifest = json.loads(packed.read("manifest.json"))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise Unfit(f"{path} is not a backup of Chalandise ({error}).") from error
    if manifest.get("format") != FORMAT:
        raise Unfit(f"Format {manifest.get('format')} is unknown to this version.")
    ours, theirs = set(migrations()), set(manifest["migrations"])
    if ours != theirs:
        newer = "older" if theirs < ours else "newer or other"
        raise Unfit(f"The backup comes from an {newer} version ({len(theirs ^ ours)} migrations differ): restore it with "
                    "that version of the code, then update and migrate.")
    return manifest


def is_empty():
    """Say whether nothing would be lost."""
    return not any(model._base_manager.exists() for model in tables())


def clear():
    """Remove every row that a backup replaces."""
    for model in tables():
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608  (our own table names)


def read(path):
    """Bring a backup back in one transaction; raise Unfit, changing nothing, when a count differs. Returns the counts."""
    manifest, counts = look(path), {}
    with zipfile.ZipFile(path) as packed:
        with transaction.atomic():
            clear()
            for model in tables():
                with packed.open(f"data/{model._meta.label}.jsonl") as lines:
                    counts[model._meta.label] = _read_rows(model, lines)
            wrong = {k: (manifest["counts"].get(k, 0), n) for k, n in counts.items() if n != manifest["counts"].get(k, 0)}
            stored = {m._meta.label: m._base_manager.count() for m in tables()}
            if wrong or stored != counts:
                raise Unfit(f"Rows are missing: {wrong or 'the database kept fewer than were read'}.")
            _set_sequences()
            Job.objects.filter(finished_at=None).update(finished_at=timezone.now(), failed=True, message="")
        _read_files(packed)
    return counts


def _read_rows(model, lines):
    fields, batch, count = {f.attname: f for f in model._meta.concrete_fields}, [], 0
    for line in lines:
        values = json.loads(line)
        batch.append(model(**{name: _value(fields[name], value) for name, value in values.items()}))
        if len(batch) == 1000:
            count += _keep(model, batch)
    return count + _keep(model, batch)


def _keep(model, batch):
    kept = len(model._base_manager.bulk_create(batch))
    batch.clear()
    return kept


def _value(field, value):
    return value if value is None or field.get_internal_type() == "JSONField" else field.to_python(value)


def _set_sequences():
    statements = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _read_files(packed):
    root = Path(settings.MEDIA_ROOT).resolve()
    for name in packed.namelist():
        if name.startswith("media/") and not name.endswith("/"):
            target = (root / name.removeprefix("media/")).resolve()
            if not target.is_relative_to(root):
                raise Unfit(f"{name} would be written outside the folder of files.")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(packed.read(name))
