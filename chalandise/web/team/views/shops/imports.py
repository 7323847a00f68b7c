"""A file of shops on its way in: given, columns confirmed, checked, doubts decided, written, undone."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.foundation import tables
from chalandise.shops import operations, queries
from chalandise.shops.models import Import, ImportRow
from chalandise.shops.rules.doubts import describe
from chalandise.web.shell.gestures import attempt, number, typed
from chalandise.web.team.forms.shops import ColumnsForm, FileForm
from chalandise.web.team.gate import neighbourhood_page

State, Verdict = Import.State, ImportRow.Verdict
SEEN = {"doutes": Verdict.DOUBT, "nouvelles": Verdict.NEW, "completees": Verdict.UPDATE, "connues": Verdict.SAME, "erreurs": Verdict.ERROR}


def _batch_or_404(territory, batch_id):
    try:
        return queries.import_of(territory, batch_id)
    except Import.DoesNotExist:
        raise Http404 from None


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request, territory):
    """Show the files already given, and give another."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        done, batch = attempt(request, operations.open_import, form=form, by=request.user, territory=territory, uploaded=form.cleaned_data["file"])
        if done:
            return redirect("team:import", territory.slug, batch.pk)
    page = Paginator(queries.imports_of(territory), 30).get_page(request.GET.get("page"))
    return render(request, "team/shops/imports.html", {"territory": territory, "form": form, "page": page},
                  status=422 if form.is_bound and form.errors else 200)


@neighbourhood_page
@require_safe
def one(request, territory, batch_id):
    """Show where an import is: columns to confirm, being checked, doubts to decide, written, undone or unreadable."""
    batch = _batch_or_404(territory, batch_id)
    known = {"territory": territory, "batch": batch, "earlier": queries.earlier_import(batch), "stalled": queries.is_stalled(batch)}
    if batch.state == State.FAILED:
        return render(request, "team/shops/import_failed.html", known)
    if batch.state == State.READ:
        return render(request, "team/shops/import_columns.html", {**known, "form": ColumnsForm(batch=batch)})
    if batch.state in (State.CHECKING, State.APPLYING):
        return render(request, "team/shops/import_working.html", known)
    return render(request, "team/shops/import_lines.html", known | _lines(request, batch))


def _lines(request, batch):
    counts = queries.counts_of(batch)
    kinds = [(name, Verdict(verdict), counts[verdict]) for name, verdict in SEEN.items()]
    first = next((name for name, _verdict, n in kinds if n), "doutes")
    seen = request.GET.get("voir") if request.GET.get("voir") in SEEN else first
    rows = queries.rows_of(batch).filter(verdict=SEEN[seen])
    groups = [{**g, "words": describe(g["doubts"])} for g in queries.doubts_of(batch)]
    return {"counts": counts, "kinds": kinds, "seen": seen, "page": Paginator(rows, 50).get_page(request.GET.get("page")),
            "groups": groups, "undecided": sum(g["n"] for g in groups if not g["decision"]),
            "ready": operations.to_write(batch).count() if batch.state == State.CHECKED else 0,
            "same_file": batch.state == State.CHECKED}


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request, territory, batch_id):
    """Confirm which column is what, then check every line."""
    batch = _batch_or_404(territory, batch_id)
    form = ColumnsForm(request.POST or None, batch=batch)
    if request.method == "POST" and form.is_valid():
        done, batch_or_refusal = attempt(request, operations.confirm_mapping, form=form, by=request.user, batch=batch, mapping=form.cleaned_data)
        if done:
            return _follow(territory, batch_or_refusal)
    return render(request, "team/shops/import_columns.html", {"territory": territory, "batch": batch, "form": form, "earlier": None},
                  status=422 if form.is_bound and form.errors else 200)


def _follow(territory, batch):
    """Send to the page of the job, which leads back here when it is done."""
    return redirect(reverse("job", args=[batch.job]) + "?" + urlencode({"suite": reverse("team:import", args=[territory.slug, batch.pk])}))


@neighbourhood_page
@require_POST
def sheet(request, territory, batch_id):
    """Read another sheet of the workbook."""
    batch = _batch_or_404(territory, batch_id)
    attempt(request, operations.choose_sheet, by=request.user, batch=batch, sheet=request.POST.get("sheet", ""))
    return redirect("team:import", territory.slug, batch_id)


@neighbourhood_page
@require_POST
def decisions(request, territory, batch_id):
    """Take, merge or set aside: every line of one kind of doubt, or the lines ticked."""
    batch = _batch_or_404(territory, batch_id)
    kind = typed(request, "doubts") if "doubts" in request.POST else None
    rows = [n for v in request.POST.getlist("row") if (n := number(v)) is not None]
    if kind is None and not rows:
        messages.error(request, _("Cochez au moins une ligne."))
    else:
        attempt(request, operations.decide, by=request.user, batch=batch, decision=request.POST.get("decision", ""), doubts=kind, rows=rows)
    page = request.POST.get("page", "")
    return redirect(reverse("team:import", args=[territory.slug, batch_id]) + "?" + urlencode({"voir": "doutes", "page": page if page.isdecimal() else 1}))


@neighbourhood_page
@require_POST
def application(request, territory, batch_id):
    """Write what is sure or decided."""
    done, batch = attempt(request, operations.ask_apply, by=request.user, batch=_batch_or_404(territory, batch_id))
    return _follow(territory, batch) if done else redirect("team:import", territory.slug, batch_id)


@neighbourhood_page
@require_POST
def cancellation(request, territory, batch_id):
    """Undo a whole import."""
    done, batch = attempt(request, operations.undo_import, by=request.user, batch=_batch_or_404(territory, batch_id))
    if done:
        messages.success(request, _("L’import est annulé."))
    return redirect("team:import", territory.slug, batch_id)


@neighbourhood_page
@require_safe
def report(request, territory, batch_id):
    """Download what came of each line, and why."""
    batch = _batch_or_404(territory, batch_id)
    return StreamingHttpResponse(tables.csv_lines(queries.report_lines(batch)), content_type="text/csv; charset=utf-8",
                                 headers={"Content-Disposition": f'attachment; filename="import-{batch.pk}.csv"'})
