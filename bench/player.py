"""A process on one database: plays the gestures that it is asked for, one a line, and answers with what each cost.

    {"gesture": "Monday list", "place": 3}  →  {"wall": ms, "cpu": ms, "queries": 24}
"""
import contextlib
import gc
import json
import os
import sys
import time
from functools import cache

READING, WRITING = 200, 302


def ask(scene, gesture):
    """Play one gesture in full, what it queues on commit included."""
    from django.db import connection
    client, address = scene.client(gesture.who), gesture.address(scene)
    if gesture.typed is None:
        answer = client.get(address)
    else:
        answer = client.post(address, gesture.typed(scene))
        while connection.run_on_commit:
            connection.run_on_commit.pop(0)[1]()
    answer.getvalue()
    wanted = READING if gesture.typed is None else WRITING
    if answer.status_code != wanted:
        raise AssertionError(f"{gesture.name}: {address} answered {answer.status_code}, not {wanted}: {answer.getvalue()[-3000:].decode()}")


def cpu_ms():
    """Return the processor time spent so far by this process and by its PostgreSQL backend (Linux says it to the ns)."""
    from django.db import connection
    spent = time.process_time() * 1000
    if connection.vendor == "postgresql":
        with contextlib.suppress(OSError), open(f"/proc/{connection.connection.info.backend_pid}/schedstat") as file:
            spent += int(file.read().split()[0]) / 1e6
    return spent


def measure(scene, gesture):
    """Return what one play cost; a play that writes is rolled back."""
    from django.db import connection, transaction

    from bench.gestures import APPLYING
    from chalandise.foundation import clock
    seen = []

    def count(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)
    with contextlib.ExitStack() as around:
        if gesture.name == "apply":
            around.enter_context(clock.at(APPLYING))
        if gesture.typed is not None:
            around.enter_context(transaction.atomic())
        around.enter_context(connection.execute_wrapper(count))
        gc.collect()  # a pause of the collector belongs to no gesture: on one in twenty, it would be the 95th percentile
        gc.freeze()
        cpu, start = cpu_ms(), time.perf_counter()
        ask(scene, gesture)
        cost = {"wall": (time.perf_counter() - start) * 1000, "cpu": cpu_ms() - cpu, "queries": len(seen)}
        if gesture.typed is not None:
            transaction.set_rollback(True)
    if os.environ.get("CHALANDISE_BENCH_SQL") == gesture.name:
        print("\n".join(seen), file=sys.stderr)
    return cost


def main():
    answers, sys.stdout = sys.stdout, sys.stderr
    import django
    django.setup()
    from django.conf import settings
    settings.ROOT_URLCONF = "bench.urls"
    import config.wsgi  # noqa: F401  (serves like the server does, collector included)
    from bench.gestures import GESTURES, Scene
    scenes = cache(Scene)
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(measure(scenes(asked["place"]), GESTURES[asked["gesture"]])), file=answers, flush=True)


if __name__ == "__main__":
    main()
