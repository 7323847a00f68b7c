"""Build the demo territory when it is not there, then serve it with one worker under this process.

    ./run demo                      mid-November 2017, at http://127.0.0.1:8000
    ./run demo --at 2018-03-20      the same season, played further
    ./run demo --fresh              from an empty database again
    PORT=9000 ./run demo
"""
import argparse
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "demo"
DEFAULT_DAY = "2017-11-20"


def words():
    parser = argparse.ArgumentParser(prog="./run demo", description="Serve the demo territory.")
    parser.add_argument("--at", default=DEFAULT_DAY, metavar="AAAA-MM-JJ", help=f"day up to which the season is played (default {DEFAULT_DAY})")
    parser.add_argument("--seed", type=int, default=2017, help="seed of the season's chances (default 2017)")
    parser.add_argument("--fresh", action="store_true", help="build again from an empty database")
    parser.add_argument("--build-only", action="store_true", help="build and stop")
    return parser.parse_args()


def source_stamp():
    """What the built demo depends on: any change of the product's code or data builds it again."""
    import hashlib
    digest = hashlib.sha256()
    for path in sorted((ROOT / "chalandise").rglob("*")):
        if path.suffix in (".py", ".json", ".toml", ".csv", ".md", ".css", ".js", ".typ") and "locale" not in path.parts:
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


def environment(at, database):
    return {**os.environ, "CHALANDISE_DEMO": "1", "CHALANDISE_VAR": str(VAR), "CHALANDISE_AT": at,
            "CHALANDISE_DATABASE": f"sqlite:///{database}", "DJANGO_SETTINGS_MODULE": "config.settings"}


def build(args):
    """Build into a file of its own and put it in place when it is whole; return the database's path."""
    VAR.mkdir(parents=True, exist_ok=True)
    database, mark = VAR / "demo.sqlite3", VAR / "built.json"
    wanted = {"at": args.at, "seed": args.seed, "source": source_stamp()}
    built = json.loads(mark.read_text()) if mark.exists() and database.exists() else None
    if built == wanted and not args.fresh:
        return database
    draft = VAR / "draft.sqlite3"
    for path in VAR.glob("d*.sqlite3*"):
        path.unlink()
    mark.unlink(missing_ok=True)
    start = time.monotonic()
    print("Building the demo territory …", flush=True)
    env = environment(args.at, draft)
    # A new base needs no history: its tables are made as they are now, and every migration is noted as done.
    manage({**env, "CHALANDISE_TABLES": "models"}, "migrate", "--run-syncdb", "--verbosity", "0")
    manage(env, "migrate", "--fake", "--verbosity", "0")
    manage(env, "demo", "--at", args.at, "--seed", str(args.seed))
    manage(env, "collectstatic", "--noinput", "--clear", "--verbosity", "0")
    with sqlite3.connect(draft) as link:  # everything into the one file that is then put in place
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    link.close()
    draft.rename(database)
    mark.write_text(json.dumps(wanted))
    print(f"Built in {time.monotonic() - start:.0f} s.", flush=True)
    return database


def manage(env, *command):
    code = subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env).returncode
    if code:
        sys.exit(f"The demo could not be built ({command[0]} ended with {code}).")


def wait_for(address, processes, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if any(p.poll() is not None for p in processes):
            return False
        try:
            with urllib.request.urlopen(address, timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
    return False


def serve(args, database):
    port = os.environ.get("PORT", "8000")
    env = environment(args.at, database)
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen([str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", port,
                               "--workers", "1", "--blocking-threads", "4", "--log-level", "warning", "config.wsgi:application"],
                              cwd=ROOT, env=env)
    worker = subprocess.Popen([sys.executable, "manage.py", "work"], cwd=ROOT, env=env)
    processes = [server, worker]

    def stop(*_):
        for p in processes:
            if p.poll() is None:
                p.terminate()
        for p in processes:
            try:
                p.wait(10)
            except subprocess.TimeoutExpired:
                p.kill()
        sys.exit(0)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    if not wait_for(address, processes):
        print(f"The server did not start; is port {port} taken? Try PORT=8001 ./run demo", file=sys.stderr)
        stop()
    print(f"\nChalandise, demo territory, on {args.at}: {address}\n")
    subprocess.run([sys.executable, "manage.py", "demo", "--who"], cwd=ROOT, env=env)
    print("\nSign-in is one click per person on the first page (demo only). Ctrl+C stops everything.", flush=True)
    while all(p.poll() is None for p in processes):
        time.sleep(0.5)
    stop()


if __name__ == "__main__":
    args = words()
    database = build(args)
    if not args.build_only:
        serve(args, database)
