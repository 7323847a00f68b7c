"""Benchmarks: each module has `run()` and prints what it measured; ./run bench [names]."""
