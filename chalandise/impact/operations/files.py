"""A till's file comes in: given, its columns confirmed, read by a job, written, undone. `checking` reads it."""
import hashlib
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, files, jobs, journal, tables
from chalandise.foundation.models import Job
from chalandise.foundation.refusals import Refused
from chalandise.impact.models import Channel, FileState, Taking, TakingsDay, TakingsFile
from chalandise.impact.operations.agreeing import agree, forget_bytes, refuse_stranger
from chalandise.impact.rules import columns as columns_rules
from chalandise.impact.rules.lines import shape_of

Verdict = TakingsDay.Verdict
SAMPLE = 400
BLOCKING = ("cents", "hundredths", "copied", "currency")  # doubts about a whole file that the person confirms before it is written


@transaction.atomic
def open_file(*, by, shop, uploaded, agreed=False, via=""):
    """Keep a file, find out how it is written and guess its columns (those confirmed last time for this shop win).

    Returns
    -------
    TakingsFile
        Its columns to confirm (READ), or FAILED with where and why when it is no table.

    Raises
    ------
    Refused
        No agreement; field "file": nothing given, empty, too large, or a file of another kind (a picture, a PDF…).
    """
    if agreed:
        agree(by=by, shop=shop, via=via)
    refuse_stranger(by, shop)
    stored = files.accept(tables.unpacked(uploaded), kinds={"table"}, by=by, limit=tables.UNZIPPED * settings.UPLOAD_LIMIT)
    file = TakingsFile(shop=shop, by=by, via=via, stored=stored, name=(uploaded.name or stored.name)[:200], sha256=stored.sha256,
                       created_at=clock.now())
    _look(file)
    file.save()
    journal.record("impact.takings_file_read", by=by, on=[file, shop], via=via)
    return file


def _look(file, sheet=""):
    try:
        with file.stored.file.open("rb") as opened:
            reading = tables.look(opened, sheet=sheet)
            sample = [row.values for row in islice(tables.rows(opened, reading), SAMPLE)]
    except tables.Unreadable as error:
        file.state, file.failure = FileState.FAILED, str(error.sentence)[:300]
        return
    file.reading = reading.as_dict() | {
        "sample": {c: [s for s in dict.fromkeys(row.get(c, "")[:80] for row in sample) if s][:3] for c in reading.columns}}
    file.columns_key = hashlib.sha256("\x1f".join(reading.columns).encode()).hexdigest()
    last = (TakingsFile.objects.filter(shop=file.shop, columns_key=file.columns_key).exclude(state__in=(FileState.READ, FileState.FAILED))
            .order_by("-created_at", "-id").first())
    file.mapping = columns_rules.guess(reading.columns, sample, remembered=last.mapping if last else None)
    file.channel = last.channel if last else Channel.ALL
    file.options = columns_rules.read_options(file.mapping, sample) | {
        "lines": shape_of(file.mapping, sample), "unit": last.options.get("unit", "euros") if last else "euros"}


@transaction.atomic
def choose_sheet(*, by, file, sheet):
    """Read another sheet of the same workbook, and guess again."""
    file = _locked(by, file, FileState.READ, FileState.CHECKED)
    if sheet not in file.reading.get("sheets", ()):
        raise Refused(_("Cette feuille n’est pas dans le classeur."))
    file.days.all().delete()
    file.state = FileState.READ
    _look(file, sheet)
    file.save()
    journal.record("impact.takings_columns", by=by, on=[file, file.shop], via=file.via)
    return file


@transaction.atomic
def confirm_columns(*, by, file, mapping, channel=Channel.ALL, unit="euros"):
    """Say which column is what, which part of the takings this is and in which unit; a job then reads every line."""
    file = _locked(by, file, FileState.READ, FileState.CHECKED, retried=FileState.CHECKING)
    mapping = {f: c for f, c in mapping.items() if c and f in columns_rules.FIELDS}
    if wrong := columns_rules.check_mapping(mapping, file.reading["columns"]):
        raise Refused(wrong[1], field=wrong[0])
    with file.stored.file.open("rb") as opened:
        sample = [row.values for row in islice(tables.rows(opened, reading_of(file)), SAMPLE)]
    file.mapping, file.channel, file.state, file.counts = mapping, Channel(channel), FileState.CHECKING, {}
    file.options = columns_rules.read_options(mapping, sample) | {"lines": shape_of(mapping, sample), "unit": "cents" if unit == "cents" else "euros"}
    file.job = jobs.enqueue("chalandise.impact.tasks.check_takings", file.pk, owner=by).key
    file.save()
    journal.record("impact.takings_columns", by=by, on=[file, file.shop], via=file.via)
    return file


def reading_of(file):
    """Return the tables.Reading of a file."""
    return tables.Reading.of({name: file.reading[name] for name in tables.Reading.__dataclass_fields__})


def is_stalled(file):
    """Say whether the job of a file gave up: the gesture may then be made again."""
    return bool(file.job) and Job.objects.filter(pk=file.job, failed=True).exists()


def to_confirm(file):
    """Return the doubts about the whole file that somebody confirms before it is written."""
    return [d for d in file.doubts if d["code"] in BLOCKING]


@transaction.atomic
def write_file(*, by, file, sure=False):
    """Write what a checked file says; a figure that changes stays behind the new one, the file itself is forgotten. Twice is once.

    Figures in doubt are written as doubtful: no measure uses them until somebody confirms them.

    Raises
    ------
    Refused
        Nothing new; or the whole file is in doubt (cents for euros, another year, another currency) and `sure` is not said.
    """
    locked = TakingsFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if locked.state == FileState.APPLIED:
        return locked
    file = _locked(by, file, FileState.CHECKED)
    if to_confirm(file) and not sure:
        raise Refused(_("Cochez que vous avez vérifié, ou corrigez le fichier."), field="sure")
    fresh = list(file.days.exclude(verdict=Verdict.SAME))
    if not fresh:
        raise Refused(_("Ce fichier n’apporte rien de nouveau : tout était déjà connu."))
    now = clock.now()
    starts = {(d.grain, d.start) for d in fresh}
    current = Taking.objects.select_for_update(of=("self",)).filter(shop=file.shop_id, channel=file.channel, ended_at=None)
    replaced = [t.pk for t in current if (t.grain, t.start) in starts]
    Taking.objects.filter(pk__in=replaced).update(ended_at=now)
    Taking.objects.bulk_create([
        Taking(shop_id=file.shop_id, channel=file.channel, grain=d.grain, start=d.start, amount=d.amount, currency=file.options["currency"],
               with_tax=_money(file) != "net", tickets=d.tickets, closed=d.closed, doubt=d.doubt, file=file, by=by, via=file.via, at=now)
        for d in fresh], batch_size=1000)
    file.counts |= {"written": len(fresh), "replaced": len(replaced)}
    file.state, file.applied_at = FileState.APPLIED, now
    file.days.all().delete()
    file.save()
    forget_bytes(file)
    journal.record("impact.takings_written", by=by, on=[file, file.shop], via=file.via, changes={"figures": [None, len(fresh)]})
    return file


def _money(file):
    return next((f for f in ("amount", "net", "credit") if f in file.mapping), "")


@transaction.atomic
def undo_file(*, by, file):
    """Take back everything that a file wrote; what it had replaced is current again. Twice is once."""
    locked = TakingsFile.objects.select_for_update(of=("self",)).select_related("shop").get(pk=file.pk)
    refuse_stranger(by, locked.shop)
    if locked.state == FileState.UNDONE:
        return locked
    _refuse_state(locked, FileState.APPLIED)
    gone = Taking.objects.filter(file=locked)
    starts = set(gone.filter(ended_at=None).values_list("grain", "start"))
    gone.delete()
    latest = {}
    for taking in Taking.objects.filter(shop=locked.shop, channel=locked.channel).order_by("at", "id"):
        if (key := (taking.grain, taking.start)) in starts:
            latest[key] = taking.pk
    Taking.objects.filter(pk__in=latest.values()).update(ended_at=None)
    locked.counts |= {"restored": len(latest), "removed": len(starts) - len(latest)}
    locked.state = FileState.UNDONE
    locked.save()
    journal.record("impact.takings_undone", by=by, on=[locked, locked.shop], via=locked.via, changes={"figures": [len(starts), len(latest)]})
    return locked


def _locked(by, file, *states, retried=None):
    file = TakingsFile.objects.select_for_update(of=("self",)).select_related("shop", "stored").get(pk=file.pk)
    refuse_stranger(by, file.shop)
    _refuse_state(file, *states, retried=retried)
    return file


def _refuse_state(file, *states, retried=None):
    if file.state not in states and not (file.state == retried and is_stalled(file)):
        raise Refused(_("Ce fichier est « %s » : ce geste n’y est plus possible. Rechargez la page.") % file.get_state_display())
