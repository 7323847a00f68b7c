"""The database is told what it holds."""
from django.db import connection

from chalandise.foundation import jobs, statistics


def counted():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if not cursor.fetchone()[0]:
            return set()
        cursor.execute("SELECT tbl FROM sqlite_stat1")
        return {table for (table,) in cursor.fetchall()}


def test_sqlite_learns_what_its_tables_hold_and_postgresql_is_left_to_itself(cast):
    assert cast.lila
    statistics.refresh()
    statistics.refresh()
    if connection.vendor == "sqlite":
        assert {"person", "shop", "role"} <= counted()


def test_it_is_done_once_a_day():
    assert ("chalandise.foundation.statistics.refresh", 24 * 60) in jobs.every()
