"""Writing the sheet of a solution: saved as it is typed, by several people at once; its documents."""
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from chalandise.catalogue.models import CatalogueChange, Solution, SolutionDocument, SubmissionVersion
from chalandise.catalogue.operations.deadline import settle
from chalandise.catalogue.operations.index import index_solutions
from chalandise.catalogue.operations.prices import sheet_changed
from chalandise.catalogue.operations.typing import merge, typed
from chalandise.catalogue.queries.qualifications import qualified_now
from chalandise.catalogue.rules import prices_of
from chalandise.catalogue.rules.sheet import FIELDS
from chalandise.foundation import clock, files, journal
from chalandise.foundation.refusals import Refused

DOCUMENTS = 10  # on one sheet
KINDS = {files.PDF, files.IMAGE, files.TABLE}


@transaction.atomic
def create_solution(*, by, provider, name, **values):
    """Begin the sheet of a solution; `values` are fields of `rules.sheet`. Returns the Solution."""
    name = " ".join((name or "").split())
    if not name:
        raise Refused(_("Donnez le nom de la solution."), field="name")
    _refuse_unknown(values)
    now = clock.now()
    solution = Solution.objects.create(provider=provider, name=name[:120], slug=_free_slug(name), created_at=now, changed_at=now, **values)
    journal.record("solution.created", by=by, on=[solution, provider])
    return solution


def _free_slug(name):
    """Public addresses hold: a slug is chosen once, and never given again."""
    stem = slugify(name)[:70].strip("-") or "solution"
    taken = set(Solution.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(s for s in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)


def _refuse_unknown(values):
    if strange := set(values) - set(FIELDS):
        raise ValueError(f"not on the sheet: {sorted(strange)}")


def save_solution(*, by, solution, version, values, tab=""):
    """Keep what was typed in some fields of a sheet; the fields of others are left alone.

    What a deadline already passed finds is settled first (see `deadline.settle`): the version that it sends is the sheet
    as it stood, not as it becomes here.

    Parameters
    ----------
    version : int
        The one with which the page was opened.
    values : dict
        {field: value}, valid values only.
    tab : str
        See `typing.merge`.

    Raises
    ------
    Conflict
        Somebody changed one of these very fields meanwhile; nothing is written.
    """
    _refuse_unknown(values)
    settle(solution=solution)
    return _save(by, solution, version, values, tab)


@transaction.atomic
def _save(by, solution, version, values, tab):
    present = Solution.objects.select_for_update(of=("self",)).select_related("provider__organisation").get(pk=solution.pk)
    _refuse_withdrawn(present)
    if not (values.get("name", present.name) or "").strip():
        values = {k: v for k, v in values.items() if k != "name"}  # a name being typed again is not taken away meanwhile
    if values.get("trial_months", 0) is None:
        values = values | {"trial_months": 0}  # emptied: this price does not end
    prices = prices_of(present)
    changed = merge(present, version=version, values=values, tab=tab)
    if not changed:
        return present
    present.changed_at = clock.now()
    present.save()
    typed(by, "solution.edited", present, [present, present.provider], changes={"fields": ["", ", ".join(sorted(changed))]})
    sheet_changed(by=by, solution=present, prices_before=prices)
    return present


def _refuse_withdrawn(solution):
    if solution.withdrawn_at:
        raise Refused(_("Cette solution n’est plus proposée : sa fiche se lit, elle ne change plus."))


@transaction.atomic
def withdraw_solution(*, by, solution):
    """The company no longer proposes it: no new answer; those that were sent stay. Twice is the same as once.

    Whoever follows the feed of the catalogue reads that it leaves it, in each territory where it was qualified.
    """
    qualified = list(qualified_now().filter(solution=solution))
    if Solution.objects.filter(pk=solution.pk, withdrawn_at=None).update(withdrawn_at=clock.now()):
        journal.record("solution.withdrawn", by=by, on=[solution, solution.provider])
        CatalogueChange.objects.bulk_create(CatalogueChange(solution=solution, territory_id=row.territory_id, kind=CatalogueChange.Kind.ENDED,
                                                            at=clock.now()) for row in qualified)
        index_solutions([solution])
    solution.refresh_from_db()
    return solution


# --- documents --------------------------------------------------------------------------------------------------------

def add_document(*, by, solution, uploaded, title="", public=False):
    """Join a file to the sheet once it is checked for what it is.

    Raises
    ------
    Refused
        Field "file": too large, not a PDF, a picture or a table, damaged, or one too many.
    """
    settle(solution=solution)
    return _add(by, solution, uploaded, title, public)


@transaction.atomic
def _add(by, solution, uploaded, title, public):
    present = Solution.objects.select_for_update(of=("self",)).select_related("provider__organisation").get(pk=solution.pk)
    _refuse_withdrawn(present)
    if present.documents.filter(removed_at=None).count() >= DOCUMENTS:
        raise Refused(_("Une fiche a au plus %(n)s documents. Retirez-en un, puis recommencez.") % {"n": DOCUMENTS}, field="file")
    stored = files.accept(uploaded, kinds=KINDS, by=by)
    document = SolutionDocument.objects.create(solution=present, file=stored, title=(" ".join(title.split()) or stored.name)[:120],
                                               public=public, by=by, at=clock.now())
    journal.record("solution.document_added", by=by, on=[present, present.provider])
    return document


def remove_document(*, by, document):
    """Take a document off the sheet. Its file stays while a version that was sent names it; twice is the same as once."""
    settle(solution=document.solution)
    return _remove(by, document)


@transaction.atomic
def _remove(by, document):
    present = SolutionDocument.objects.select_for_update(of=("self",)).filter(pk=document.pk, removed_at=None).select_related("file").first()
    if present is None:
        return
    solution = document.solution
    journal.record("solution.document_removed", by=by, on=[solution, solution.provider])
    sent = SubmissionVersion.objects.filter(submission__solution=solution).values_list("sheet", flat=True)
    if any(present.pk == d.get("id") for sheet in sent for d in sheet.get("documents", ())):
        present.removed_at = clock.now()
        present.save(update_fields=["removed_at"])
        return
    stored = present.file
    present.delete()
    transaction.on_commit(lambda: files.remove(stored))
