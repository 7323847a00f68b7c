"""Read one submission, score it, abstain, recognise it, discuss. What was not given, or is tied, does not exist here."""
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chalandise.catalogue.operations import recusals, reviewing
from chalandise.catalogue.queries import reviewing as queries
from chalandise.catalogue.queries.sheets import lines_of
from chalandise.people.queries.reasons import tie_choices
from chalandise.people.rules import TIES
from chalandise.web.reviewer.forms.reviewing import AbstentionForm, PostForm, ReviewForm, TieForm
from chalandise.web.reviewer.gate import reviewer_page
from chalandise.web.shell.gestures import attempt


def given(view):
    """Hand the view what was given to the reviewer under this number; 404 when it was not, or no longer is."""
    @wraps(view)
    @never_cache
    def found(request, reviewer, submission_id, **more):
        try:
            return view(request, queries.entry(reviewer, submission_id), **more)
        except ObjectDoesNotExist:
            raise Http404 from None
    return reviewer_page(found)


@given
@require_safe
def submission(request, entry):
    """Ask first whether it concerns the reviewer; then show the sheet and their review."""
    return _page(request, entry)


def _page(request, entry, **forms):
    call = request.call
    known = {"entry": entry, "call": call, "submission": entry.submission}
    if not entry.access.open:
        return render(request, "reviewer/asked.html", {**known, "kinds": tie_choices(TIES)})
    sheet = queries.sheet_shown(entry.version, call)
    ready = {"form": ReviewForm(call=call, review=entry.review), "abstention_form": AbstentionForm(prefix="a"), "tie_form": TieForm(prefix="t"),
             "post_form": PostForm(prefix="p"), **forms}
    return render(request, "reviewer/submission.html", {
        **known, **ready, "parts": lines_of(sheet), "documents": sheet.get("documents", []), "marks": queries.marks_of(call, entry.review),
        "others": [(other, queries.marks_of(call, other)) for other in queries.others_of(entry)], "posts": queries.posts_of(entry)})


@given
@require_POST
def declaration(request, entry):
    """Say of this submission whether it concerns oneself."""
    kind = request.POST.get("kind", "")
    done, _made = attempt(request, recusals.declare, reviewer=request.reviewer, submissions=[entry.submission], ties={entry.submission.pk: kind} if kind else {})
    return _aside(request) if done and kind else redirect("reviewer:submission", request.call.slug, entry.submission.pk)


def _aside(request):
    messages.success(request, _("Vous vous retirez de cette réponse : elle ne vous est plus montrée, quelqu’un d’autre la relira. Merci de l’avoir dit."))
    return redirect("reviewer:home", request.call.slug)


@given
@require_POST
def review(request, entry):
    """Keep the draft (by itself, or by a button), or send the review."""
    gesture, draft = request.POST.get("gesture", "send"), reviewing.save_draft
    form = ReviewForm(request.POST, call=request.call, review=entry.review, final=gesture == "send")
    valid, here = form.is_valid(), {"reviewer": request.reviewer, "submission": entry.submission}
    if gesture == "save":  # typed on: what can be read is kept, nothing is said
        return HttpResponse(status=204 if attempt(request, draft, **here, **form.typed())[0] else 409)
    if valid and attempt(request, draft if gesture == "later" else reviewing.send, form=form, **here, **form.typed())[0]:
        return _kept(request, entry, gesture)
    attempt(request, draft, **here, **form.typed())  # a refusal loses nothing of what was typed
    return _page(request, queries.entry(request.reviewer, entry.submission.pk), form=form)


def _kept(request, entry, gesture):
    if gesture == "later":
        messages.success(request, _("Votre brouillon est gardé."))
        return redirect("reviewer:home", request.call.slug)
    messages.success(request, _("Votre relecture est rendue. Vous lisez maintenant celles des autres."))
    return redirect("reviewer:submission", request.call.slug, entry.submission.pk)


@given
@require_POST
def abstention(request, entry):
    """Say that one cannot judge, and why."""
    form = AbstentionForm(request.POST, prefix="a")
    if form.is_valid() and attempt(request, reviewing.abstain, form=form, reviewer=request.reviewer, submission=entry.submission, **form.cleaned_data)[0]:
        messages.success(request, _("Votre abstention est notée : l’équipe cherchera quelqu’un d’autre."))
        return redirect("reviewer:home", request.call.slug)
    return _page(request, entry, abstention_form=form)


@given
@require_POST
def tie(request, entry):
    """Say midway that one knows this company."""
    form = TieForm(request.POST, prefix="t")
    if form.is_valid() and attempt(request, recusals.recognise, form=form, reviewer=request.reviewer, submission=entry.submission, **form.cleaned_data)[0]:
        return _aside(request)
    return _page(request, entry, tie_form=form)


@given
@require_POST
def discussion(request, entry):
    """Write to the others whose review is in, and to the team."""
    form = PostForm(request.POST, prefix="p")
    if form.is_valid() and attempt(request, reviewing.discuss, form=form, by=request.user, reviewer=request.reviewer, submission=entry.submission, **form.cleaned_data)[0]:
        return redirect("reviewer:submission", request.call.slug, entry.submission.pk)
    return _page(request, entry, post_form=form)


@given
@require_safe
def document(request, entry, document_id):
    """Send a document of the version that one reads: straight, so that its address dies with the right to read it."""
    try:
        stored = queries.document_of(entry, document_id)
        answer = FileResponse(stored.file.open("rb"), content_type=stored.media_type, filename=stored.name, as_attachment=True)
    except (LookupError, ObjectDoesNotExist, FileNotFoundError):
        raise Http404 from None
    answer["X-Content-Type-Options"], answer["Content-Security-Policy"] = "nosniff", "default-src 'none'; sandbox"
    return answer
