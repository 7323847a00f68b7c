"""The test command: style, floors, missing migrations, then every test on SQLite and on PostgreSQL.

    python tools/check.py              everything
    python tools/check.py tests/seasons -k panel      only these tests, on SQLite
"""
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
# One worker a core; each takes half of what another has left when it runs out. Long tests come first (tests/conftest.py).
TOGETHER = ["-n", str(min(max(os.cpu_count() or 1, 2), 8)), "--dist", "worksteal"]


def step(title, *words, **env):
    print(f"\n── {title} " + "─" * max(4, 96 - len(title)), flush=True)
    start = time.monotonic()
    code = subprocess.run([str(w) for w in words], cwd=ROOT, env={**os.environ, **env}, stdin=subprocess.DEVNULL).returncode
    print(f"   {time.monotonic() - start:.0f} s", flush=True)
    if code:
        sys.exit(code)


def browser():
    """Install Chromium where we may (Debian, as root); elsewhere its tests are skipped in sight, or fail in CI."""
    if any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("\n── Installing Chromium for the browser tests …", flush=True)
        for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", *words], stdin=subprocess.DEVNULL)
    else:
        print("\n── No Chromium here: the browser tests will be skipped.", flush=True)


def main(words):
    python = BIN / "python"
    browser()
    if words:
        step("Tests on SQLite", python, "-m", "pytest", *words)
        return
    step("Style (ruff)", BIN / "ruff", "check", ".")
    step("Types of computing (mypy)", BIN / "mypy")
    step("Floors (import-linter)", BIN / "lint-imports")
    step("Migrations say what the models say", python, "manage.py", "makemigrations", "--check", "--dry-run", CHALANDISE_DEBUG="1")
    step("Tests on SQLite", python, "-m", "pytest", *TOGETHER, "--durations=12")
    # The browser has seen the pages on SQLite: on PostgreSQL everything else runs again.
    step("Tests on PostgreSQL", python, "-m", "pytest", *TOGETHER, "-m", "not browser", CHALANDISE_TEST_DATABASE="postgres")


if __name__ == "__main__":
    main(sys.argv[1:])
