"""Seconds, processor seconds and memory of a block."""
import threading
import time


class Watched:
    """Clock and processor seconds inside a block, and the highest resident memory, in MB above what it was before."""

    def __enter__(self):
        self.base, self.peak, self.over = resident(), 0, threading.Event()
        self.watcher = threading.Thread(target=self._watch, daemon=True)
        self.watcher.start()
        self.start, self.cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_problem):
        self.seconds, self.cpu = time.perf_counter() - self.start, time.process_time() - self.cpu
        self.over.set()
        self.watcher.join()

    def _watch(self):
        while not self.over.wait(0.02):
            self.peak = max(self.peak, resident() - self.base)


def resident():
    """Return the resident memory of this process in MB (0 where /proc is not there)."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * 4096 / 2**20
    except OSError:
        return 0


def peak_memory_mb():
    """Return the largest resident size of this process so far, in MB."""
    import resource
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
