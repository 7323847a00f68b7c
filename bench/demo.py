"""The demo, from nothing to a territory that can be visited: the tables, then the season played. Goal: under 60 s."""
import os
import resource
import subprocess
import sys
import tempfile
import time

from bench.ground import ROOT

GOAL = 60


def run():
    """Print clock and processor seconds of each of the two commands of `./run demo`; return whether the goal holds."""
    with tempfile.TemporaryDirectory(prefix="chalandise-bench-demo-") as folder:
        env = {**os.environ, "CHALANDISE_DEMO": "1", "CHALANDISE_VAR": folder, "CHALANDISE_DATABASE": f"sqlite:///{folder}/demo.sqlite3"}
        env.pop("CHALANDISE_AT", None)
        total = [sum(part) for part in zip(*(spent(words, env) for words in (["migrate", "--verbosity", "0"], ["demo"])), strict=True)]
    kept = total[1] <= GOAL
    print(f"  {'PASS' if kept else 'FAIL'}: the demo stands after {total[0]:.0f} s, {total[1]:.1f} of them of the processor (goal: {GOAL})")
    return kept


def spent(words, env):
    """Return (clock seconds, processor seconds) of a command."""
    def cpu():
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime
    start, before = time.perf_counter(), cpu()
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    found = time.perf_counter() - start, cpu() - before
    print(f"  {words[0]:8} {found[0]:6.1f} s   {found[1]:6.1f} s of processor")
    return found
