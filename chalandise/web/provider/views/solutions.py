"""The sheets of a company's solutions: begun, filled by short parts, saved as they are typed, their documents."""
import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.catalogue.operations import solutions as operations
from chalandise.catalogue.queries.calls import open_calls, solutions_of, submissions_of
from chalandise.catalogue.queries.sheets import documents_of, lines_of, missing, sheet_of
from chalandise.catalogue.rules.sheet import PARTS
from chalandise.foundation import clock, files
from chalandise.web.provider.forms.sheet import DocumentForm, NameForm, part_form
from chalandise.web.provider.gate import provider_page, solution_page
from chalandise.web.shell.gestures import attempt, number

DOCUMENTS = "documents"


@provider_page
@require_safe
def solutions(request, provider):
    """Every sheet of the company, with what it lacks."""
    return render(request, "provider/sheet/solutions.html", {
        "provider": provider, "solutions": [(s, len(missing(s))) for s in solutions_of(provider)]})


@provider_page
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, provider):
    """Begin a sheet by its name."""
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, solution = attempt(request, operations.create_solution, form=form, by=request.user, provider=provider, **form.cleaned_data)
        if done:
            return redirect("provider:sheet_part", provider.pk, solution.pk, PARTS[0].code)
    return render(request, "provider/sheet/new.html", {"provider": provider, "form": form}, status=422 if form.is_bound and form.errors else 200)


@solution_page
@require_safe
def solution(request, provider, solution):
    """The sheet as it is read, what it lacks with a link to each field, where it is used to answer."""
    answers = {a.call_id: a for a in submissions_of(provider).filter(solution=solution)}
    return render(request, "provider/sheet/solution.html", {
        "provider": provider, "solution": solution, "parts": PARTS, "lacking": missing(solution), "sheet": lines_of(sheet_of(solution)),
        "documents": _addressed(solution), "answers": answers.values(), "calls": [c for c in open_calls() if c.pk not in answers]})


def _addressed(solution):
    return [(document, files.url(document.file)) for document in documents_of(solution)]


@solution_page
@require_http_methods(["GET", "HEAD", "POST"])
def part(request, provider, solution, part):
    """One part of the sheet. A script sends what is typed (`gesture=keep`); without it two buttons do."""
    found = next((p for p in PARTS if p.code == part), None)
    if found is None:
        raise Http404
    gesture = request.POST.get("gesture", "")
    form = part_form(found)(request.POST if request.method == "POST" else None, instance=solution, tab=uuid.uuid4().hex)
    said = {"provider": provider, "solution": solution, "part": found, "parts": PARTS, "form": form, "following": _after(found)}
    if request.method != "POST":
        return render(request, "provider/sheet/part.html", said)
    form.is_valid()
    saved = _save(request, solution, form, gesture)
    if gesture == "keep":
        return _kept(request, form, saved)
    if saved is None or form.errors:
        return render(request, "provider/sheet/part.html", said, status=422)
    if gesture == "next":
        return redirect(_address(provider, solution, _after(found)))
    messages.success(request, _("C’est enregistré."))
    return redirect("provider:solution", provider.pk, solution.pk)


def _after(part):
    """Return the code of the part that follows, the documents at the end."""
    codes = [*(p.code for p in PARTS), DOCUMENTS]
    return codes[codes.index(part.code) + 1]


def _address(provider, solution, code):
    return reverse("provider:documents", args=[provider.pk, solution.pk]) if code == DOCUMENTS else reverse(
        "provider:sheet_part", args=[provider.pk, solution.pk, code])


def _save(request, solution, form, gesture):
    """Save what is right; return the Solution, or None after putting a refusal on the form."""
    version = number(request.POST.get("knows" if gesture == "mine" else "version", "")) or 0
    tab = request.POST.get("tab", "")[:40].replace("\0", "")
    done, result = attempt(request, operations.save_solution, form=form, by=request.user, solution=solution, version=version, values=form.kept(), tab=tab)
    return result if done else None


def _kept(request, form, saved):
    """Answer a page that saves by itself: the hour, or what is wrong, or both texts; never an error status that loses the words."""
    return render(request, "provider/sheet/_kept.html", {"form": form, "saved": saved, "at": clock.now(), "conflict": getattr(form, "conflict", None)})


@solution_page
@require_http_methods(["GET", "HEAD", "POST"])
def documents(request, provider, solution):
    """What is joined to the sheet, and the way to join more."""
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        done, _document = attempt(request, operations.add_document, form=form, by=request.user, solution=solution, uploaded=words["file"],
                                  title=words["title"], public=words["public"])
        if done:
            messages.success(request, _("Le document est joint à la fiche."))
            return redirect("provider:documents", provider.pk, solution.pk)
    return render(request, "provider/sheet/documents.html", {
        "provider": provider, "solution": solution, "form": form, "documents": _addressed(solution), "parts": PARTS,
        "limit": settings.UPLOAD_LIMIT}, status=422 if form.is_bound and form.errors else 200)


@solution_page
@require_POST
def document_removal(request, provider, solution, document_id):
    document = documents_of(solution).filter(pk=document_id).first()
    if document is None:
        raise Http404
    document.solution = solution
    if attempt(request, operations.remove_document, by=request.user, document=document)[0]:
        messages.success(request, _("« %(title)s » n’est plus sur la fiche.") % {"title": document.title})
    return redirect("provider:documents", provider.pk, solution.pk)


@solution_page
@require_POST
def withdrawal(request, provider, solution):
    """The company no longer proposes it."""
    if attempt(request, operations.withdraw_solution, by=request.user, solution=solution)[0]:
        messages.success(request, _("« %(name)s » n’est plus proposée.") % {"name": solution})
    return redirect("provider:solutions", provider.pk)
