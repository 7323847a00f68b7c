"""What the database knows of its own contents, from which it chooses how to read a table."""
from django.db import connection

ROWS = 1000  # looked at in each index: enough to choose well, a second or two in a country (docs/benchmarks.md)


def refresh():
    """Let SQLite look at its tables again, as PostgreSQL does by itself; done again, it changes nothing."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={ROWS}")
            cursor.execute("ANALYZE")
