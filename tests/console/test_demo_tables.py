"""The demo's base is made at once, without the history of the migrations: it holds what they make."""
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
CONSTRAINT = re.compile(r'CONSTRAINT "([^"]+)" (?:CHECK|UNIQUE)')


def shape(rows):
    """Return {table: columns, references, names of constraints} and {index: table, columns, unique, condition}; `rows(sql)` asks a base."""
    tables, indexes = {}, {}
    for name, sql in rows("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
        columns = sorted((c[1], c[2].lower(), c[3], c[5]) for c in rows(f'PRAGMA table_info("{name}")'))
        references = sorted((f[3], f[2], f[4]) for f in rows(f'PRAGMA foreign_key_list("{name}")'))
        tables[name] = (columns, references, sorted(CONSTRAINT.findall(sql)))
        for _n, index, unique, origin, partial in rows(f'PRAGMA index_list("{name}")'):
            if origin == "c":
                (made,), = rows(f"SELECT sql FROM sqlite_master WHERE name = '{index}'")
                indexes[index] = (name, [c[2] for c in rows(f'PRAGMA index_info("{index}")')], unique, made.partition(" WHERE ")[2] if partial else "")
    return tables, indexes


def asked(sql):
    with connection.cursor() as cursor:
        return cursor.execute(sql).fetchall()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the demo's base is SQLite")
def test_tables_made_at_once_are_those_that_the_migrations_make(tmp_path):
    path = tmp_path / "d.sqlite3"
    env = {**os.environ, "CHALANDISE_DEMO": "1", "CHALANDISE_VAR": str(tmp_path), "CHALANDISE_DATABASE": f"sqlite:///{path}", "DJANGO_SETTINGS_MODULE": "config.settings"}
    for words, more in ((["--run-syncdb"], {"CHALANDISE_TABLES": "models"}), (["--fake"], {}), (["--check"], {})):
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0", *words], cwd=ROOT, env={**env, **more}, check=True)
    with sqlite3.connect(path) as base:
        made = shape(lambda sql: base.execute(sql).fetchall())
    assert made == shape(asked)
