"""Copy the rows of a place many times inside the database, by one INSERT … SELECT a table.

The keys of the place number p lie between p * STRIDE and (p + 1) * STRIDE. A copy is the same rows with every key, and
every reference to a key, moved by the same distance; words that must be unique, and names, get the number of the copy.
"""
import time

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

from chalandise.catalogue.models import SearchBlock, SearchEntry, SearchKey, SearchRun, SearchWord
from chalandise.foundation.models import Actor, Job, Pulse, StoredFile
from chalandise.people.models import Organisation, Person, Persona
from chalandise.territory.models import Commune

STRIDE = 100_000
SHARED = (Commune, Organisation, Persona, Pulse, Job, StoredFile,  # the same for everybody, or of no place
          SearchBlock, SearchEntry, SearchKey, SearchRun, SearchWord)
VARIED = {"name", "shop_name", "given_name", "sort_key"}


def tables():
    """Return the models whose rows belong to a place, those that join two others included."""
    rooms = {config.label for config in apps.get_app_configs() if config.name.startswith("chalandise.")}
    return [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label in rooms and m not in SHARED]


def multiply(plan, *, say):
    """Copy places: `plan` is a list of (number of the place, range of the copies' numbers).

    Indexes are dropped first and made again at the end, as one does for a bulk load. A place copies only itself: nothing
    of it may refer to a row of another, but for what is shared.
    """
    start, rows = _clocks(), 0
    with connection.cursor() as cursor:
        _let_go(cursor)
        dropped = _drop_indexes(cursor)
        for source, copies in plan:
            for model in tables():
                cursor.execute(_copy(model, source), [copies[0], copies[-1], source * STRIDE, (source + 1) * STRIDE])
                rows += max(cursor.rowcount, 0)
        say(f"{rows:,} rows copied in {_since(start)}")
        start = _clocks()
        for statement in dropped:
            cursor.execute(statement)
        say(f"{len(dropped)} indexes made in {_since(start)}")
        _hold_again(cursor)


def _clocks():
    return time.perf_counter(), time.process_time()


def _since(start):
    """Say how long it took; on SQLite, where the database is this process, also how much of it was work."""
    clock, cpu = (now - then for now, then in zip(_clocks(), start, strict=True))
    return f"{clock:.0f} s" + (f", {cpu:.0f} of the processor" if connection.vendor == "sqlite" else "")


def _copy(model, source):
    """Return the statement that copies a model's rows; its parameters: first copy, last copy, lowest key, key above."""
    q, fields = connection.ops.quote_name, model._meta.concrete_fields
    within = f"t.{q(model._meta.pk.column)} >= %s AND t.{q(model._meta.pk.column)} < %s"
    if model is Actor:
        within = f"t.key IN (SELECT p.key FROM {q(Person._meta.db_table)} p WHERE p.id >= %s AND p.id < %s)"
    columns = ", ".join(q(f.column) for f in fields)
    values = ", ".join(_moved(f, f"t.{q(f.column)}", f"(n.k - {source}) * {STRIDE}") for f in fields)
    return (f"INSERT INTO {q(model._meta.db_table)} ({columns}) "
            f"WITH RECURSIVE n(k) AS (SELECT CAST(%s AS bigint) UNION ALL SELECT k + 1 FROM n WHERE k < %s) "
            f"SELECT {values} FROM n CROSS JOIN {q(model._meta.db_table)} t WHERE {within}")


def _moved(field, column, far):
    """Return the expression of a column in a copy: `far` is how far keys move, n.k the number of the copy."""
    if isinstance(field, models.UUIDField):
        return _other_uuid(column)
    if field.related_model:
        return column if field.related_model not in tables() else f"{column} + {far}"
    if field.primary_key:
        return f"{column} + {far}"
    if isinstance(field, models.BigIntegerField) and (field.name.endswith("_id") or field.name == "territory_key"):
        return f"CASE WHEN {column} > 0 THEN {column} + {far} ELSE {column} END"  # a key without a foreign key; 0 is the platform
    if isinstance(field, models.CharField) and (field.unique or field.name in VARIED):
        return f"CASE WHEN {column} <> '' THEN substr({column}, 1, {field.max_length - 7}) || '-' || n.k ELSE {column} END"
    return column


def _other_uuid(column):
    if connection.vendor == "postgresql":
        return f"CAST(substr(CAST({column} AS text), 1, 28) || lpad(to_hex(n.k), 8, '0') AS uuid)"
    return f"substr({column}, 1, 24) || printf('%%08x', n.k)"


def _let_go(cursor):
    """Neither foreign keys nor the disk are looked after while the database is filled."""
    for words in {"postgresql": ["SET session_replication_role = replica", "SET maintenance_work_mem = '512MB'", "SET synchronous_commit = off"],
                  "sqlite": ["PRAGMA foreign_keys=OFF", "PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-1000000",
                             "PRAGMA temp_store=MEMORY"]}[connection.vendor]:
        cursor.execute(words)


def _hold_again(cursor):
    if connection.vendor == "postgresql":
        cursor.execute("SET session_replication_role = origin")
        for words in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(words)
    else:
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA journal_mode=WAL")


def _drop_indexes(cursor):
    """Drop the indexes of our tables, primary keys apart; return the statements that make them again."""
    names = [m._meta.db_table for m in tables()]
    if connection.vendor == "sqlite":
        cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({', '.join(['%s'] * len(names))})", names)
        found = cursor.fetchall()
        for name, _made in found:
            cursor.execute(f'DROP INDEX "{name}"')
        return [made for _name, made in found]
    cursor.execute("""SELECT i.indexrelid::regclass, i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid), pg_get_indexdef(i.indexrelid)
                      FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype = 'u'
                      WHERE i.indrelid::regclass::text = ANY(%s) AND NOT i.indisprimary""", [names])
    again = []
    for index, table, constraint, rule, made in cursor.fetchall():
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{constraint}"' if constraint else f"DROP INDEX {index}")
        again.append(f'ALTER TABLE {table} ADD CONSTRAINT "{constraint}" {rule}' if constraint else made)
    return again
