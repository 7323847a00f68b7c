"""Published national figures that a bank may set beside its questions: one line each in `diagnostics/data/national.csv`."""
import csv
from functools import cache
from pathlib import Path

from chalandise.diagnostics.queries.question import National, Words

FILE = Path(__file__).resolve().parent.parent / "data" / "national.csv"


@cache
def figures():
    """Return {code: National}; `answers` is empty, the bank says which of its answers are the same thing."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: National(frozenset(), int(row["percent"]), int(row["year"]), Words(row["fr"], row["en"]), int(row["n"]),
                                      row["survey"], row["url"]) for row in csv.DictReader(file)}
