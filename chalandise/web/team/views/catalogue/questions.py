"""Questions on a call, answered for everybody; companies, looked up in a register by hand."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.catalogue.operations import questions as operations
from chalandise.catalogue.operations.checks import record_check
from chalandise.catalogue.queries.companies import companies_of_calls, company_of_calls
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.forms.calls import AnswerForm, CheckForm
from chalandise.web.team.gate import neighbourhood_page
from chalandise.web.team.views.catalogue.calls import call_page


@call_page
@require_safe
def questions(request, territory, call):
    """What waits for an answer first, then what is published, then what was set aside."""
    return _page(request, territory, call)


def _page(request, territory, call, wrong=None):
    rows = list(call.questions.select_related("by"))
    forms = {q.pk: wrong if wrong is not None and wrong.question == q else AnswerForm(question=q) for q in rows}
    waiting = [(q, forms[q.pk]) for q in rows if q.answered_at is None and q.set_aside_at is None]
    return render(request, "team/catalogue/questions.html", {
        "territory": territory, "call": call, "waiting": waiting, "published": [(q, forms[q.pk]) for q in rows if q.answered_at],
        "aside": [(q, forms[q.pk]) for q in rows if q.set_aside_at]}, status=422 if wrong is not None else 200)


def _question_or_404(call, question_id):
    found = call.questions.filter(pk=question_id).select_related("by", "call__territory").first()
    if found is None:
        raise Http404
    return found


@call_page
@require_POST
def answer(request, territory, call, question_id):
    """Publish the answer, or correct it."""
    question = _question_or_404(call, question_id)
    form = AnswerForm(request.POST, question=question)
    if form.is_valid():
        words = form.cleaned_data
        done, _saved = attempt(request, operations.answer, form=form, by=request.user, question=question, text=words["answer"], wording_=words["text"])
        if done:
            messages.success(request, _("La réponse est publiée avec l’appel."))
            return redirect("team:call_questions", territory.slug, call.slug)
    return _page(request, territory, call, wrong=form)


@call_page
@require_POST
def set_aside(request, territory, call, question_id):
    attempt(request, operations.set_aside, by=request.user, question=_question_or_404(call, question_id))
    messages.success(request, _("La question est mise de côté. Vous pouvez encore y répondre."))
    return redirect("team:call_questions", territory.slug, call.slug)


@neighbourhood_page
@require_safe
def companies(request, territory):
    """The companies of the territory's calls, with the number that they declared and what a register says of it."""
    return render(request, "team/catalogue/companies.html", {"territory": territory, "companies": companies_of_calls(territory)})


@neighbourhood_page
@require_http_methods(["GET", "HEAD", "POST"])
def company(request, territory, provider_id):
    """Write down what was read in a register."""
    try:
        provider = company_of_calls(territory, provider_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, _check = attempt(request, record_check, form=form, by=request.user, provider=provider, **form.cleaned_data)
        if done:
            messages.success(request, _("C’est noté."))
            return redirect("team:call_companies", territory.slug)
    return render(request, "team/catalogue/company.html", {"territory": territory, "provider": provider, "form": form},
                  status=422 if form.is_bound and form.errors else 200)
