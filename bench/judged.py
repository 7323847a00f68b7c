"""The judged queries and the real records that they are judged on; nDCG and recall.

nDCG: K. Järvelin, J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4), 2002, with gains 2^grade - 1.
"""
import csv
import gzip
import json
import math
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent / "data"
BETA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "catalogue" / "beta_gouv_services.jsonl.gz"
ANSWERS = 2  # from this grade on, a record is an answer (recall)


@dataclass(frozen=True)
class Query:
    """A judged query: grades by the key of the record."""

    number: int
    language: str
    kind: str
    half: str
    text: str
    grades: dict


@dataclass(frozen=True)
class Record:
    """A real record, in the words of a solution."""

    key: str
    name: str
    summary: str
    text: str


def records():
    """Return the real records that are here: the public list of software always, the services of beta.gouv.fr when they are."""
    with gzip.open(HERE / "sill_2022.csv.gz", "rt", encoding="utf-8") as file:
        found = [Record(f"sill:{r['id']}", r["name"], r["function"], f"{r['use_case']} ; {r['domain']} ; {r['description_fr']} ; {r['description_en']}")
                 for r in csv.DictReader(file)]
    if BETA.exists():
        with gzip.open(BETA, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                words = " ; ".join([*(row["thematiques"] or ()), *(row["usertypes"] or ())])
                found.append(Record(f"beta:{row['id']}", row["title"] or "", row["mission"] or "", f"{words} ; {row['description'] or ''}"))
    return found


def queries(keys):
    """Return the judged queries that one of these records answers, with their grades for these records only."""
    found = []
    lines = [line for line in (HERE / "catalogue_judgements.csv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter=";"):
        grades = {key: int(grade) for key, grade in (pair.rsplit("=", 1) for pair in row["judgements"].split()) if key in keys}
        if any(grade >= ANSWERS for grade in grades.values()):
            found.append(Query(int(row["number"]), row["language"], row["kind"], row["half"], row["query"], grades))
    return found


def ndcg(ranked, grades, depth=10):
    """Return the discounted gain of the first `depth` records, as a share of the best that there is."""
    def gain(values):
        return sum((2 ** grade - 1) / math.log2(place + 2) for place, grade in enumerate(values[:depth]))
    return gain([grades.get(key, 0) for key in ranked]) / gain(sorted(grades.values(), reverse=True))


def recall(ranked, grades, depth=20):
    """Return the share of the answers that stand among the first `depth` records."""
    answers = {key for key, grade in grades.items() if grade >= ANSWERS}
    return len(answers & set(ranked[:depth])) / len(answers)
