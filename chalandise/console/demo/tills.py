"""Takings of the demo: two years of plausible weeks for shops that agreed, invented and dealt again from the same seed.

Each shop has a level, a Christmas of its trade, a summer, weeks that the whole street shares, and noise. What an action brings is
invented too: a little, for some, and nothing for others; the season's estimate says what it makes of it.
"""
import csv
import io
import random
from datetime import date, timedelta
from decimal import Decimal
from math import exp

from django.core.files.uploadedfile import SimpleUploadedFile

from chalandise.actions.models import Action
from chalandise.foundation import clock
from chalandise.impact.models import Taking
from chalandise.impact.operations import (
    agree,
    ask_estimates,
    ask_takings,
    confirm_columns,
    note_closed,
    open_file,
    type_takings,
    write_file,
)
from chalandise.impact.operations.asking import ask_after_first_visits
from chalandise.impact.operations.checking import check_file
from chalandise.impact.operations.estimating import compute
from chalandise.impact.operations.releasing import release, told_apart
from chalandise.seasons.models import PanelPlace
from chalandise.seasons.queries.panel import comparison_shops

FIRST = date(2015, 8, 31)    # a Monday: the 24 months before the season are whole
DEALS = 99                   # of the estimate: few, so that the demo is built in seconds; the product deals 999
BY_FILE = "lys"              # gives its till's file, and again in November
BY_MONTH = ("cordonnier", "photo")
SILENT = ("cuir", "deco", "pret")  # were asked and have not answered
COMPARED = 26
# How much Christmas lifts a week of December (in logarithm), by trade; 0.25 elsewhere.
CHRISTMAS = {"jouets": 1.0, "jeux": 0.9, "chocolat": 1.1, "cave": 0.8, "caviste2": 0.8, "bijou": 0.8, "savon": 0.7, "bougie": 0.7, "fleurs": 0.45,
             "fromage": 0.7, "medoc": 0.6, "opticien": 0.05, "velo": 0.1, "couture": 0.1}
BROUGHT = {"lys": 0.07, "jouets": 0.05, "fromage": 0.06, "coiffure": 0.05, "primeur": 0.04}  # what the demo invents; nothing for the others
SUMMER = -0.35               # the weeks of August


def schedule(stage):
    first = stage.day["visit1"] + timedelta(days=2)
    stage.at(stage.hour(first, 9), _ask, stage)
    stage.at(stage.hour(date(2017, 11, 13), 12), _file, stage, date(2017, 10, 1), date(2017, 11, 11))
    month = date(2017, 11, 13)
    while month <= stage.until.date():
        stage.at(stage.hour(month, 13), _again, stage)
        month = (month.replace(day=28) + timedelta(days=10)).replace(day=13)
    stage.at(stage.hour(date(2017, 11, 14), 7), _estimate, stage)
    stage.at(stage.hour(date(2018, 3, 12), 7), _estimate, stage)


def _ask(stage):
    """The panel is asked by itself after the first visit, the shops that agreed to be compared by Rose."""
    ask_after_first_visits()
    keys = {shop.pk: key for key, shop in stage.shops.items()}
    places = list(PanelPlace.objects.filter(season=stage.season, left_at=None).select_related("shop").order_by("pk"))
    compared = sorted(comparison_shops(stage.season))
    mail = [pk for pk in compared if stage.applications[keys[pk]].person.email][:COMPARED]
    for pk in mail:
        ask_takings(by=stage.rose, season=stage.season, shop=stage.shops[keys[pk]])
    for n, key in enumerate([keys[p.shop_id] for p in places] + [keys[pk] for pk in mail]):
        if key not in SILENT:
            stage.at(stage.later(days=2 + n % 12, hours=n % 7), _answer, stage, key)


def _answer(stage, key):
    """Two years, in one of the ways that merchants have."""
    shop = stage.shops[key]
    by, via = stage.merchant(key)
    agree(by=by, shop=shop, via=via)
    stage.giving[key] = (by, via)
    if key == BY_FILE:
        _file(stage, FIRST, date(2017, 9, 30))
        note_closed(by=by, shop=shop, first=date(2017, 8, 7), last=date(2017, 8, 20), via=via)
    else:
        _type(stage, key)


def _again(stage):
    """Those who type write what has passed since, once a month."""
    for key in sorted(stage.giving):
        if key != BY_FILE and PanelPlace.objects.filter(shop=stage.shops[key], left_at__isnull=False).first() is None:
            _type(stage, key)


def _type(stage, key):
    by, via = stage.giving[key]
    grain = "month" if key in BY_MONTH else "week"
    figures = months(stage, key) if grain == "month" else dict(weeks(stage, key))
    known = set(Taking.objects.filter(shop=stage.shops[key], grain=grain, ended_at=None).values_list("start", flat=True))
    fresh = {start: f"{euros}" for start, euros in figures.items() if start not in known and _following(grain, start) <= clock.today()}
    if fresh:
        type_takings(by=by, shop=stage.shops[key], grain=grain, figures=fresh, confirmed=True, via=via)


def _following(grain, start):
    return start + timedelta(weeks=1) if grain == "week" else (start + timedelta(days=32)).replace(day=1)


# --- figures ------------------------------------------------------------------------------------------------------------------

def weeks(stage, key):
    """Return [(Monday, euros of the week)] from two years before the season to today, always the same for a shop and a seed."""
    chance = random.Random(f"takings {stage.seed} {key}")
    level, lift, found = chance.gauss(8.05, 0.35), CHRISTMAS.get(key, 0.25), []
    acted = Action.objects.filter(season=stage.season, shop=stage.shops[key], starts_on__isnull=False).order_by("starts_on").first()
    monday = FIRST
    while monday + timedelta(days=6) < clock.today():
        log = level + _street(stage.seed, monday) + chance.gauss(0, 0.06) + lift * _advent(monday)
        log += SUMMER if date(monday.year, 8, 1) <= monday <= date(monday.year, 8, 24) else 0
        if acted and monday >= acted.starts_on:
            log += BROUGHT.get(key, 0)
        found.append((monday, Decimal(f"{exp(log):.2f}")))
        monday += timedelta(weeks=1)
    return found


def _street(seed, monday):
    """What a week does to the whole street: weather, works, sales."""
    return random.Random(f"street {seed} {monday}").gauss(0, 0.03)


def _advent(day):
    """0 until mid-November, 1 in the week before Christmas, a little at the sales."""
    eve = date(day.year, 12, 24)
    return max(0.0, 1 - (eve - day).days / 36) if day <= eve else 0.6 if day.month == 12 else 0.0


def months(stage, key):
    """Return {first of the month: euros}, the weeks shared out by day."""
    found = {}
    for monday, euros in weeks(stage, key):
        for n in range(7):
            first = (monday + timedelta(days=n)).replace(day=1)
            found[first] = found.get(first, Decimal(0)) + euros / 7
    found.pop(FIRST.replace(day=1), None)  # it began in the middle
    return {first: euros.quantize(Decimal("0.01")) for first, euros in found.items()}


# --- a till's file ------------------------------------------------------------------------------------------------------------

DAYS = (0, 0.14, 0.17, 0.19, 0.21, 0.29, 0)  # how a week falls on its days: closed on Sunday and Monday


def till(stage, key, first, last):
    """Return the bytes of a till's export, one line a ticket."""
    out, number = io.StringIO(), 4000 + (first - FIRST).days * 6
    write = csv.writer(out, delimiter=";").writerow
    write(["N° ticket", "Date", "Heure", "Mode de règlement", "Total TTC"])
    for monday, euros in weeks(stage, key):
        for n, part in enumerate(DAYS):
            day = monday + timedelta(days=n)
            if not part or not first <= day <= last or date(2017, 8, 7) <= day <= date(2017, 8, 20):
                continue
            cents = round(euros * 100 * Decimal(str(part)))
            for k, piece in enumerate((cents // 3, cents // 3, cents - 2 * (cents // 3))):
                number += 1
                write([number, f"{day:%d/%m/%Y}", f"{9 + 3 * k}:{10 + 7 * k}", ("CB", "Espèces")[k % 2], f"{piece // 100},{piece % 100:02d}"])
    return out.getvalue().encode("cp1252")


def _file(stage, first, last):
    """The till's file is given; the columns are confirmed once, and remembered the next time."""
    key = BY_FILE
    if key not in stage.giving:
        return
    by, via = stage.giving[key]
    file = open_file(by=by, shop=stage.shops[key], uploaded=SimpleUploadedFile(f"caisse-{last:%Y-%m}.csv", till(stage, key, first, last)), via=via)
    file = confirm_columns(by=by, file=file, mapping=file.mapping, channel=file.channel)
    check_file(file)
    write_file(by=by, file=file)


# --- what the season makes of it --------------------------------------------------------------------------------------------

def _estimate(stage):
    """Rose asks what the actions brought; the job is run here, so that the demo shows its answer, and lets out the one over all actions."""
    run = compute(ask_estimates(by=stage.rose, season=stage.season, deals=DEALS))
    everything = run.estimates.get(kind="")
    if not told_apart(everything):
        release(by=stage.rose, estimate=everything)
