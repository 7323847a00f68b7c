"""Calls for solutions, open to everybody: text, needs, criteria, dates, questions and their answers."""
from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from chalandise.catalogue.operations import questions as operations
from chalandise.catalogue.queries import calls as queries
from chalandise.catalogue.queries.access import providers_of
from chalandise.foundation import clock
from chalandise.web.shell.gestures import attempt


class QuestionForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Votre question"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
                           help_text=gettext_lazy("La réponse sera publiée ici, pour tous. Votre nom n’y sera pas : n’écrivez rien de confidentiel."))


@require_safe
def calls(request):
    """The calls that take answers, those to come, those that are over."""
    now = clock.now()
    rows = list(queries.public_calls())
    return render(request, "public/catalogue/calls.html", {
        "open": sorted((c for c in rows if c.takes(now)), key=lambda c: c.deadline), "soon": [c for c in rows if now < c.opens_at],
        "over": [c for c in rows if c.deadline <= now]})


@require_http_methods(["GET", "HEAD", "POST"])
def call(request, slug):
    """One call. Who shares a company's space may ask the team something; everybody reads the answers."""
    try:
        found = queries.public_call(slug)
    except ObjectDoesNotExist:
        raise Http404 from None
    request.territory, request.accent = found.territory, found.territory.accent
    companies = list(providers_of(request.user)) if request.user.is_authenticated else []
    form = QuestionForm(request.POST if request.method == "POST" and companies else None)
    if request.method == "POST" and not companies:
        messages.error(request, _("Inscrivez d’abord votre entreprise : les questions viennent de celles qui pourraient répondre."))
        return redirect("provider:register")
    asks = clock.now() < _until(found)
    if form.is_valid():
        done, _question = attempt(request, operations.ask, form=form if asks else None, by=request.user, call=found, text=form.cleaned_data["text"])
        if done:
            messages.success(request, _("Votre question est partie. La réponse paraîtra ici et vous arrivera par e-mail."))
        if done or not asks:
            return redirect(f"{request.path}#questions")
    return _page(request, found, form, companies)


def _until(call):
    return min(call.questions_until or call.deadline, call.deadline)


def _page(request, found, form, companies):
    now = clock.now()
    until = _until(found)
    criteria = list(found.criteria.all())
    total = sum(c.weight for c in criteria) or 1
    return render(request, "public/catalogue/call.html", {
        "call": found, "families": queries.needs_by_family(found.needs), "criteria": [(c, round(100 * c.weight / total), list(enumerate(c.anchors))) for c in criteria],
        "questions": queries.published_questions(found), "extensions": found.extensions.all(), "form": form, "companies": companies,
        "takes": found.takes(now), "soon": now < found.opens_at, "asks": now < until, "until": until},
        status=422 if form.is_bound and form.errors else 200)
