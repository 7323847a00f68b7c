"""Time and queries of one gesture, repeated."""
import time
from statistics import median, quantiles

from django.db import connection


def timed(gesture, *, times=15, warm=2):
    """Return (queries, median ms, p95 ms) of `gesture()`."""
    for _ in range(warm):
        gesture()
    seen = []

    def count(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)
    with connection.execute_wrapper(count):
        gesture()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        gesture()
        spent.append((time.perf_counter() - start) * 1000)
    return len(seen), median(spent), quantiles(spent, n=20)[-1]


def peak_memory_mb():
    """Return the largest resident size of this process so far, in MB."""
    import resource
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
