"""A till's file is read line by line by a job, whatever its length: days added up, closed days, figures and files in doubt."""
from decimal import Decimal
from itertools import islice

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from chalandise.computing.takings import Figure, Grain, copied_from, rest, suspects, totals, unit_of
from chalandise.computing.workdays import french_holidays
from chalandise.foundation import clock, jobs, tables
from chalandise.foundation.wording import euros
from chalandise.impact.models import Channel, FileState, TakingsDay, TakingsFile
from chalandise.impact.operations.files import reading_of
from chalandise.impact.queries.takings import present
from chalandise.impact.rules.cells import is_month_first
from chalandise.impact.rules.lines import ERROR, Adder, whole_days

Verdict = TakingsDay.Verdict
STEP = 20_000        # lines between two words about progress
LOOKED = 200_000     # lines read to learn the order of dates
DIFFERENT_DATES = 60
TICKETS = 10**9         # a count of tickets below zero, or beyond, is not one: it is left out
GAP = Decimal("0.1")  # between a month typed and the same month of a file


def check_file(file):
    """Read every line of a file and keep what each period adds up to; done again, the earlier reading is replaced. Returns the counts."""
    file = TakingsFile.objects.select_related("shop", "stored").get(pk=file.pk)
    if file.state != FileState.CHECKING:
        return file.counts
    reading = reading_of(file)
    try:
        with file.stored.file.open("rb") as opened:
            file.options["month_first"] = _month_first(opened, reading, file.mapping["date"])
            adder = _add_up(opened, reading, file)
    except tables.Unreadable as error:
        file.state, file.failure = FileState.FAILED, str(error.sentence)[:300]
        file.save()
        return {}
    days, held = _days(file, adder), {(t.grain, t.start): t for t in present(file.shop).filter(channel=file.channel)}
    judged = _judged(file, days, held)
    with transaction.atomic():
        file.days.all().delete()
        TakingsDay.objects.bulk_create(judged, batch_size=1000)
        file.reasons = sorted(adder.reasons.named, key=lambda r: r["line"])
        file.doubts = _about_the_file(file, adder, held)
        file.counts = _counts(adder, judged)
        file.state = FileState.CHECKED
        file.save()
    jobs.report(done=adder.read, total=adder.read)
    return file.counts


def _month_first(opened, reading, column):
    """Look far enough to see days after the 12th: a busy till writes a thousand lines a day."""
    seen = {}
    for row in islice(tables.rows(opened, reading), LOOKED):
        seen.setdefault(row.values.get(column, "")[:10])
        if len(seen) >= DIFFERENT_DATES:
            break
    return is_month_first(seen)


def _add_up(opened, reading, file):
    adder = Adder(file.mapping, file.options, today=clock.today())
    total = _expected(opened, reading, file.stored.size)
    jobs.report(done=0, total=total)
    for row in tables.rows(opened, reading):
        adder.take(row)
        if adder.read % STEP == 0:
            jobs.report(done=adder.read, total=max(total, adder.read))
    adder.finish()
    return adder


def _expected(opened, reading, size):
    """Return about how many lines a CSV has, by its size and its first lines; 0 for a workbook, which is read at once."""
    if reading.shape != "csv":
        return 0
    first = [sum(len(v.encode()) + 1 for v in row.values.values()) + 1 for row in islice(tables.rows(opened, reading), 200)]
    return size * len(first) // max(1, sum(first))


def _days(file, adder):
    """Return the unsaved TakingsDay of every period, and of every day that reads as closed."""
    found = [TakingsDay(file=file, grain=grain, start=start, amount=Decimal(s.cents) / 100, tickets=s.tickets if 0 < s.tickets < TICKETS else None, lines=s.lines, refunds=s.refunds,
                        closed=s.cents == 0 and not s.tickets)
             for (grain, start), s in sorted(adder.periods.items(), key=lambda item: item[0][1])]
    known = whole_days(adder.periods)
    if file.channel == Channel.ALL and known:
        public = french_holidays(range(min(known).year, max(known).year + 1))
        found += [TakingsDay(file=file, grain=Grain.DAY, start=d, amount=0, closed=True) for d in sorted(rest(known, holidays=public).closed)]
    return found


def _judged(file, days, held):
    """Give each period its verdict and its doubt; a day that only reads as closed never contradicts a figure already given."""
    unit = unit_of([round(d.amount * 100) for d in days], [round(t.amount * 100) for t in held.values() if t.grain == Grain.DAY])
    kept = []
    for day in days:
        before = held.get((day.grain, day.start))
        if before and day.closed and not day.lines:
            continue
        day.before = before.amount if before else None
        day.verdict = Verdict.NEW if before is None else Verdict.SAME if before.amount == day.amount else Verdict.DIFFERS
        kept.append(day)
    for grain in Grain:
        cents = {d.start: round(d.amount * 100) for d in kept if d.grain == grain}
        beside = {} if unit else {t.start: round(t.amount * 100) for t in held.values() if t.grain == grain and t.start not in cents and not t.doubt}
        found = suspects(cents, beside=beside, by_weekday=grain == Grain.DAY)
        for day in kept:
            if day.grain == grain and (suspect := found.get(day.start)):
                day.doubt, day.usual = suspect.kind, Decimal(suspect.usual) / 100 if suspect.usual else None
    return kept


def _counts(adder, judged):
    opened = [d.start for d in judged if d.lines]
    public = [d for d in judged if not d.lines]
    known = whole_days(adder.periods)
    return {"lines": adder.read, "errors": adder.reasons.number(ERROR), "said": adder.reasons.counts, "opened": len(opened), "closed": len(public),
            "missing": len(rest(known).missing - {d.start for d in public}) if known else 0,
            "first": min(opened).isoformat() if opened else "", "last": max(opened).isoformat() if opened else "",
            "refunds": sum(d.refunds for d in judged), "doubts": sum(bool(d.doubt) for d in judged),
            **{verdict: sum(d.verdict == verdict for d in judged) for verdict in Verdict.values}}


def _about_the_file(file, adder, held):
    """Return what is strange about the file as a whole, in words."""
    mine = whole_days(adder.periods)
    theirs = {t.start: round(t.amount * 100) for t in held.values() if t.grain == Grain.DAY}
    found = []
    if TakingsFile.objects.filter(shop=file.shop_id, sha256=file.sha256, state=FileState.APPLIED).exclude(pk=file.pk).exists():
        found.append(("again", _("Ce même fichier a déjà été enregistré : il n’apporte rien de nouveau.")))
    unit = unit_of(mine.values(), theirs.values())
    if unit == "cents":
        found.append(("cents", _("Les montants sont environ cent fois ceux que vous avez déjà donnés : sont-ils en centimes ?")))
    elif unit:
        found.append(("hundredths", _("Les montants sont environ cent fois plus petits que ceux que vous avez déjà donnés : l’unité est-elle la bonne ?")))
    if (years := copied_from(mine, theirs)):
        found.append(("copied", _("Ces montants sont, jour pour jour, ceux d’une autre année déjà donnée (écart : %+d an) : l’année est-elle la bonne ?") % years))
    other = next((t.currency for t in held.values() if t.currency != file.options["currency"]), "")
    if other:
        found.append(("currency", _("Ce fichier est en %(mine)s ; vos recettes déjà données sont en %(other)s.")
                      % {"mine": file.options["currency"], "other": other}))
    if not {"amount", "credit"} & set(file.mapping):
        found.append(("net", _("Ces montants sont hors taxe : ne les mélangez pas avec des montants TTC.")))
    return [{"code": code, "text": str(text)} for code, text in [*found, *_against_typed(mine, held)]]


def _against_typed(mine, held):
    """Say where the days of a file do not make the month that was typed (three at most)."""
    months = totals([Figure(Grain.DAY, start, cents) for start, cents in mine.items()], Grain.MONTH)
    typed = {t.start: t.amount for t in held.values() if t.grain == Grain.MONTH}
    apart = [(m.start, Decimal(m.cents) / 100, typed[m.start]) for m in months
             if typed.get(m.start) and m.opened >= 15 and abs(Decimal(m.cents) / 100 - typed[m.start]) > GAP * typed[m.start]]
    return [("months", _("%(month)s : le fichier fait %(file)s, vous aviez écrit %(typed)s.")
             % {"month": date_format(start, "F Y").capitalize(), "file": euros(total), "typed": euros(said)}) for start, total, said in apart[:3]]
