"""A weather file, when somebody has one: days of heavy rain join what touched the street."""
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.computing.takings import Grain
from chalandise.foundation import clock, journal, tables
from chalandise.foundation.names import fold
from chalandise.foundation.refusals import Refused
from chalandise.foundation.wording import number
from chalandise.impact.models import Circumstance
from chalandise.impact.operations.estimating import refuse_others
from chalandise.impact.rules.cells import read_day
from chalandise.impact.rules.estimates import YEARS

HEAVY = 10.0  # mm in a day: what Météo-France counts as a day of heavy rain (RR ≥ 10 mm)
MOST = 2000   # mm in a day beyond which it is no rain (the record of mainland France is under 700)
COLUMNS = {"date": ("date", "jour", "day", "aaaammjj", "time"), "rain": ("rr", "pluie", "precipitations", "precipitation", "rain", "precipitation sum mm", "prcp")}
SHOWN = 20    # lines left out that are named


@dataclass
class Weather:
    """What came of a file: how many days were read, how many of heavy rain, the periods noted, and the lines left out (line, column, why)."""

    days: int = 0
    heavy: int = 0
    noted: int = 0
    left_out: list = field(default_factory=list)


@transaction.atomic
def note_weather(*, by, season, uploaded):
    """Read a file of days and rain (Météo-France, Infoclimat, Open-Meteo…) and note the runs of heavy rain. The same file again adds nothing.

    Raises
    ------
    Refused
        Not the referent; field "file": no table, or no column of days or of rain.
    """
    refuse_others(by, season)
    opened = tables.unpacked(uploaded)
    reading = tables.look(opened)
    columns = _columns(reading.columns)
    found, rain = Weather(), {}
    oldest = date(season.starts_on.year - YEARS, 1, 1)
    for row in tables.rows(opened, reading):
        _read(row, columns, found, rain)
    heavy = sorted(day for day, mm in rain.items() if mm >= HEAVY and day >= oldest)
    found.days, found.heavy = len(rain), len(heavy)
    for first, last in _runs(heavy):
        many = (last - first).days + 1
        total = number(round(sum(rain[first + timedelta(days=n)] for n in range(many))))
        name = ngettext("Fortes pluies : %(mm)s mm en %(n)s jour", "Fortes pluies : %(mm)s mm en %(n)s jours", many) % {"mm": total, "n": many}
        _row, made = Circumstance.objects.get_or_create(season=season, kind=Circumstance.Kind.WEATHER, starts_on=first, ends_on=last,
                                                        defaults={"name": name, "by": by, "at": clock.now()})
        found.noted += made
    if found.noted:
        journal.record("impact.circumstance", by=by, on=season, changes={"weather": [0, found.noted]})
    return found


def _columns(names):
    known = {fold(name).replace("_", " ").replace("(", "").replace(")", "").strip(): name for name in names}
    columns = {role: next((known[w] for w in words if w in known), None) for role, words in COLUMNS.items()}
    if columns["date"] is None:
        raise Refused(_("Aucune colonne ne dit le jour : il en faut une nommée « date » (ou « AAAAMMJJ »)."), field="file")
    if columns["rain"] is None:
        raise Refused(_("Aucune colonne ne dit la pluie : il en faut une nommée « pluie » ou « RR », en millimètres."), field="file")
    return columns


def _read(row, columns, found, rain):
    said, amount = row.values.get(columns["date"], ""), row.values.get(columns["rain"], "").strip()
    day = read_day(f"{said[:4]}-{said[4:6]}-{said[6:]}" if len(said) == 8 and said.isdigit() else said)
    if day is None or day[0] != Grain.DAY:
        _leave(found, row.line, columns["date"], _("« %s » n’est pas un jour.") % said[:40])
        return
    if not amount:
        return  # nothing was measured on that day
    try:
        mm = float(amount.replace(",", "."))
    except ValueError:
        mm = -1.0
    if not 0 <= mm <= MOST:
        _leave(found, row.line, columns["rain"], _("« %s » n’est pas une hauteur de pluie en millimètres.") % amount[:40])
        return
    rain[day[1]] = mm


def _leave(found, line, column, why):
    if len(found.left_out) < SHOWN:
        found.left_out.append((line, column, why))


def _runs(days):
    runs = []
    for day in days:
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1][1] = day
        else:
            runs.append([day, day])
    return runs
