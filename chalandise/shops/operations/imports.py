"""A file of shops comes in: given, its columns confirmed, checked, its doubts decided. `applying` writes it and undoes it."""
import hashlib
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, files, jobs, journal, tables
from chalandise.foundation.refusals import Refused
from chalandise.shops.models import Import, ImportRow
from chalandise.shops.queries import is_stalled, open_file, remembered_mapping
from chalandise.shops.rules import columns as columns_rules

State, Verdict = Import.State, ImportRow.Verdict
TAKE, MERGE, SKIP = "take", "merge", "skip"


@transaction.atomic
def open_import(*, by, territory, uploaded):
    """Keep a file, find out how it is written and guess its columns.

    Returns
    -------
    Import
        Its columns to confirm (READ), or FAILED with where and why when it is no table.

    Raises
    ------
    Refused
        Field "file": nothing given, empty, too large, or a file of another kind (a picture, a PDF…).
    """
    stored = files.accept(tables.unpacked(uploaded), kinds={"table"}, by=by, limit=tables.UNZIPPED * settings.UPLOAD_LIMIT)
    batch = Import(territory=territory, by=by, file_key=stored.key, file_name=(uploaded.name or stored.name)[:200],
                   sha256=stored.sha256, created_at=clock.now())
    with stored.file.open("rb") as file:
        _read_into(batch, file)
    batch.save()
    journal.record("shops.file_read", by=by, on=[batch, territory], territory=territory.pk)
    return batch


def _read_into(batch, file, sheet=""):
    try:
        reading = tables.look(file, sheet=sheet)
    except tables.Unreadable as error:
        batch.state, batch.failure = State.FAILED, str(error.sentence)[:300]
        batch.reading = {"line": error.line, "column": error.column, "excerpt": error.excerpt}
        return
    sample = [row.values for row in islice(tables.rows(file, reading), 200)]
    batch.shape, batch.reading = reading.shape, reading.as_dict()
    batch.reading["sample"] = {c: [s for s in dict.fromkeys(r.get(c, "")[:80] for r in sample) if s][:3] for c in reading.columns}
    batch.columns_key = hashlib.sha256("\x1f".join(reading.columns).encode()).hexdigest()
    batch.mapping = columns_rules.guess(reading.columns, sample, remembered=remembered_mapping(batch.territory, batch.columns_key))
    batch.state = State.READ


@transaction.atomic
def choose_sheet(*, by, batch, sheet):
    """Read another sheet of the same workbook, and guess again."""
    batch = _locked(batch, State.READ, State.CHECKED)
    if sheet not in batch.reading.get("sheets", ()):
        raise Refused(_("Cette feuille n’est pas dans le classeur."), field="sheet")
    with open_file(batch) as file:
        _read_into(batch, file, sheet)
    batch.rows.all().delete()
    batch.save()
    return batch


@transaction.atomic
def confirm_mapping(*, by, batch, mapping):
    """Say which column is what; every line is then checked by a job. May be done again until the import is applied."""
    batch = _locked(batch, State.READ, State.CHECKED, retried=State.CHECKING)
    mapping = {f: c for f, c in mapping.items() if c and f in columns_rules.FIELDS}
    if wrong := columns_rules.check_mapping(mapping, batch.reading["columns"]):
        raise Refused(wrong, field="name")
    batch.mapping, batch.state, batch.counts = mapping, State.CHECKING, {}
    batch.job = jobs.enqueue("chalandise.shops.tasks.check_import", batch.pk, owner=by, scope=("territory", batch.territory_id)).key
    batch.save()
    journal.record("shops.mapping_confirmed", by=by, on=[batch], territory=batch.territory_id)
    return batch


@transaction.atomic
def decide(*, by, batch, decision, doubts=None, rows=None):
    """Take, merge or skip the doubtful lines: all those of one kind (`doubts`, as written on the rows) or some (`rows`, ids).

    A line without a look-alike cannot be merged, it is taken. Deciding again replaces the decision. Returns how many.
    """
    batch = _locked(batch, State.CHECKED)
    if decision not in (TAKE, MERGE, SKIP, ""):
        raise Refused(_("Choisissez d’importer, de réunir ou d’écarter."))
    chosen = batch.rows.filter(verdict=Verdict.DOUBT)
    chosen = chosen.filter(doubts=doubts) if doubts is not None else chosen.filter(pk__in=rows or ())
    if decision == MERGE:
        count = chosen.exclude(match_id=None, match_line=None).update(decision=MERGE)
        count += chosen.filter(match_id=None, match_line=None).update(decision=TAKE)
    else:
        count = chosen.update(decision=decision)
    if count:
        journal.record("shops.doubts_decided", by=by, on=[batch], territory=batch.territory_id,
                       changes={"decision": [None, decision], "doubts": [None, doubts or ""], "lines": [None, count]})
    return count


@transaction.atomic
def ask_apply(*, by, batch):
    """Send the checked lines to the job that writes them; what is in doubt and not decided stays out. Twice is once."""
    batch = Import.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state == State.APPLIED or (batch.state == State.APPLYING and not is_stalled(batch)):
        return batch
    _refuse_state(batch, State.CHECKED, retried=State.APPLYING)
    if not to_write(batch).exists():
        raise Refused(_("Il n’y a rien à importer : toutes les lignes sont déjà connues, écartées ou en attente de votre décision."))
    batch.state = State.APPLYING
    batch.job = jobs.enqueue("chalandise.shops.tasks.apply_import", batch.pk, by.pk if by else None, owner=by,
                             scope=("territory", batch.territory_id)).key
    batch.save()
    return batch


def to_write(batch):
    """Return the rows that applying would write."""
    return batch.rows.filter(verdict__in=(Verdict.NEW, Verdict.UPDATE)).exclude(decision=SKIP) | batch.rows.filter(
        verdict=Verdict.DOUBT, decision__in=(TAKE, MERGE))


def _locked(batch, *states, retried=None):
    batch = Import.objects.select_for_update(of=("self",)).select_related("territory").get(pk=batch.pk)
    _refuse_state(batch, *states, retried=retried)
    return batch


def _refuse_state(batch, *states, retried=None):
    """Refuse a gesture out of its time; a state whose job gave up may be asked again."""
    if batch.state not in states and not (batch.state == retried and is_stalled(batch)):
        raise Refused(_("Cet import est « %s » : ce geste n’y est plus possible. Rechargez la page.") % batch.get_state_display())
