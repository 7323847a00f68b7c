"""Answers to calls: chosen, written, previewed, sent, withdrawn, followed."""
import uuid

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.catalogue.operations import submissions as operations
from chalandise.catalogue.operations.deadline import copy_of
from chalandise.catalogue.operations.submissions import Incomplete
from chalandise.catalogue.queries.calls import decisions_on, lacking, public_call, solutions_of, submissions_of
from chalandise.catalogue.queries.sheets import lines_of
from chalandise.catalogue.queries.standing import standing_of
from chalandise.foundation import clock, wording
from chalandise.web.provider.forms.sheet import AnswerForm
from chalandise.web.provider.gate import answer_page, provider_page
from chalandise.web.shell.gestures import attempt, number


@provider_page
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, provider, call):
    """Choose the solution that answers a call."""
    try:
        call = public_call(call)
    except ObjectDoesNotExist:
        raise Http404 from None
    begun = {a.solution_id: a for a in submissions_of(provider).filter(call=call)}
    choices = [(s, begun.get(s.pk)) for s in solutions_of(provider) if not s.withdrawn_at]
    if request.method == "POST":
        solution = next((s for s, _begun in choices if str(s.pk) == request.POST.get("solution")), None)
        if solution is None:
            messages.error(request, _("Choisissez une solution, ou décrivez-en une nouvelle."))
        else:
            done, submission = attempt(request, operations.start_submission, by=request.user, call=call, solution=solution)
            if done:
                return redirect("provider:answer", provider.pk, submission.pk)
    return render(request, "provider/answers/new.html", {"provider": provider, "call": call, "choices": choices})


@answer_page
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, provider, submission):
    """The answer: what it says for this call, what the sheet lacks, where it stands."""
    form = AnswerForm(request.POST if request.method == "POST" else None, submission=submission, tab=uuid.uuid4().hex)
    gesture, saved = request.POST.get("gesture", ""), None
    if form.is_valid():
        saved = _save(request, submission, form, gesture)
    if gesture == "keep":
        return render(request, "provider/sheet/_kept.html", {"form": form, "saved": saved, "at": clock.now(), "conflict": getattr(form, "conflict", None)})
    if saved is not None and gesture == "send":
        return _sent(request, provider, submission)
    if saved is not None:
        messages.success(request, _("C’est enregistré."))
        return redirect("provider:answer", provider.pk, submission.pk)
    return _page(request, provider, submission, form)


def _page(request, provider, submission, form):
    standing, sent = standing_of(submission), list(submission.versions.all())
    return render(request, "provider/answers/answer.html", {
        "provider": provider, "submission": submission, "call": submission.call, "form": form, "standing": standing,
        "lacking": lacking(submission), "versions": sent, "decisions": decisions_on(submission) if submission.call.released_at else [],
        "changed": bool(sent) and sent[-1].sheet != copy_of(submission)}, status=422 if form.is_bound and form.errors else 200)


def _save(request, submission, form, gesture):
    version = number(request.POST.get("knows" if gesture == "mine" else "version", "")) or 0
    done, result = attempt(request, operations.save_submission, form=form, by=request.user, submission=submission, version=version,
                           motivation=form.cleaned_data["motivation"], tab=form.cleaned_data["tab"])
    return result if done else None


@answer_page
@require_POST
def sending(request, provider, submission):
    """Send what is saved."""
    return _sent(request, provider, submission)


def _sent(request, provider, submission):
    done, result = attempt(request, operations.submit, by=request.user, submission=submission)
    if done:
        messages.success(request, _("Bien reçu : réponse n° %(n)s, version %(version)s, %(day)s à %(time)s.") % {
            "n": result.submission.number, "version": result.number, "day": wording.day(result.at), "time": f"{result.at.astimezone(clock.PARIS):%H:%M:%S}"})
    address = redirect("provider:answer", provider.pk, submission.pk)
    if isinstance(result, Incomplete):
        address["Location"] += "#manque"
    return address


@answer_page
@require_POST
def withdrawal(request, provider, submission):
    if attempt(request, operations.withdraw_submission, by=request.user, submission=submission)[0]:
        messages.success(request, _("Votre réponse est retirée. Elle n’est plus lue."))
    return redirect("provider:answer", provider.pk, submission.pk)


@answer_page
@require_safe
def preview(request, provider, submission):
    """The answer exactly as reviewers would read it, if it were sent now."""
    return _read(request, provider, submission, copy_of(submission), None)


@answer_page
@require_safe
def version(request, provider, submission, number):
    """A version that was sent, as reviewers read it."""
    found = submission.versions.filter(number=number).first()
    if found is None:
        raise Http404
    return _read(request, provider, submission, found.sheet, found)


def _read(request, provider, submission, sheet, version):
    return render(request, "provider/answers/preview.html", {"provider": provider, "submission": submission, "call": submission.call,
                                                             "sheet": sheet, "parts": lines_of(sheet), "version": version})
