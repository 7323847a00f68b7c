"""Register a company: a stranger by a mailed link, somebody known at once."""
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ObjectDoesNotExist
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chalandise.catalogue.operations import providers as operations
from chalandise.catalogue.queries.access import providers_of
from chalandise.catalogue.queries.companies import registration_of_link
from chalandise.people.operations import spend_link
from chalandise.web.provider.forms.registration import CompanyForm, RegisterForm
from chalandise.web.shell.adapters import speak
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.links import handles
from chalandise.web.shell.views.session import BACKEND


@require_http_methods(["GET", "HEAD", "POST"])
def register(request):
    """The form; the same page follows whether the address and the company are known or not."""
    if "merci" in request.GET:
        return render(request, "provider/company/thanks.html")
    known = request.user.is_authenticated
    form = (CompanyForm if known else RegisterForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, result = _asked(request, form)
        if done:
            return redirect("provider:home", result.pk) if known and result else redirect(f"{request.path}?merci")
    return render(request, "provider/company/register.html", {"form": form, "known": known, "mine": providers_of(request.user) if known else []},
                  status=422 if form.is_bound and form.errors else 200)


def _asked(request, form):
    """Somebody known opens the space, or asks its people; a stranger is mailed a link. Returns (done, Provider or refusal)."""
    if not request.user.is_authenticated:
        return attempt(request, operations.ask_registration, form=form, language=(get_language() or "fr")[:2], **form.cleaned_data)
    return attempt(request, operations.open_or_ask, form=form, by=request.user, **form.cleaned_data)


@handles("provider.register")
def confirm(request, link):
    """The mailed link: what will be created, one button; then the space opens, or its people are asked."""
    try:
        registration = registration_of_link(link)
    except ObjectDoesNotExist:
        return render(request, "shell/links/unknown.html", status=404)
    if request.method == "POST":
        provider = operations.confirm_registration(registration=registration)
        if provider is not None and link.person.is_active and spend_link(link=link):  # the link opens a session once
            login(request, link.person, backend=BACKEND)
            messages.success(request, _("L’espace de %(name)s est ouvert.") % {"name": provider})
            return speak(redirect("provider:home", provider.pk), link.person)
        return redirect(request.path)
    return render(request, "provider/company/confirm.html", {"registration": registration})


@handles("provider.join")
def join(request, link):
    """Somebody of the company says whether a person may join them."""
    try:
        registration = registration_of_link(link)
    except ObjectDoesNotExist:
        return render(request, "shell/links/unknown.html", status=404)
    if request.method == "POST" and request.POST.get("answer") in ("yes", "no"):
        attempt(request, operations.answer_request, by=link.person, registration=registration, accepted=request.POST["answer"] == "yes")
        return redirect(request.path)
    return render(request, "provider/company/join.html", {"registration": registration})
