"""What moves trade everywhere at once, read from data/calendar: public and school holidays, sales, shops closed by decree."""
import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language

from chalandise.computing.workdays import french_holidays

VERSION = "fr-2026.1"
FOLDER = Path(__file__).resolve().parent.parent / "data" / "calendar" / VERSION
NEW_ZONES = date(2015, 9, 1)
OWN_HOLIDAYS = {"57": "57", "67": "6AE", "68": "6AE"}  # departments with public holidays of their own, by their name in the package `holidays`


@dataclass(frozen=True)
class Happening:
    """Something that touched trade from one day to another, both included.

    Attributes
    ----------
    kind : public, school, sales, closure, works, or a kind of models.Circumstance
    aside : its periods are not read by the estimators
    rows : numbers, in a data cut, of the shops that it touched; None: all of them
    """

    kind: str
    name: str
    first: date
    last: date
    where: str = ""
    aside: bool = False
    rows: tuple | None = None


@lru_cache(maxsize=8)
def _table(name):
    with (FOLDER / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return [row | {k: date.fromisoformat(row[k]) for k in ("first", "last") if k in row} for row in csv.DictReader(file, delimiter=";")]


def zone_of(department, day):
    """Return the zone of school holidays of a department on a day ("A", "B", "C"), or "" where there is none."""
    row = next((r for r in _table("zones") if r["department"] == department), None)
    return "" if row is None else row["zone" if day >= NEW_ZONES else "zone_before_2015_09"]


def national(department, first, last):
    """Return the Happenings of the country from one day to another, in order, as a department lives them.

    Parameters
    ----------
    department : "33", "2A", "974"; "" when it is not known: school holidays are then left out
    """
    name = f"name_{'en' if (get_language() or 'fr').startswith('en') else 'fr'}"
    found = [Happening("school", r[name], r["first"], r["last"]) for r in _table("school") if zone_of(department, r["first"]) in tuple(r["zones"])]
    found += [Happening(kind, r[name], r["first"], r["last"]) for kind, table in (("sales", "sales"), ("closure", "closures")) for r in _table(table)]
    public = french_holidays(range(first.year, last.year + 1), part=OWN_HOLIDAYS.get(department), language=name[-2:])
    found += [Happening("public", words, day, day) for day, words in public.items()]
    return sorted((h for h in found if h.first <= last and h.last >= first), key=lambda h: (h.first, h.kind))


def last_known():
    """Return the last day for which school holidays are known."""
    return max(r["last"] for r in _table("school"))
