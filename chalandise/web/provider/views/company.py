"""The company: how it is reached, who shares its space, who asks to."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chalandise.catalogue.operations import providers as operations
from chalandise.catalogue.queries.companies import latest_check, people_of, request_to, requests_to
from chalandise.web.provider.forms.registration import ContactForm, InviteForm
from chalandise.web.provider.gate import provider_page
from chalandise.web.shell.gestures import attempt


@provider_page
@require_http_methods(["GET", "HEAD", "POST"])
def company(request, provider):
    """Read and change what the company says of itself."""
    held = {name: getattr(provider, name) for name in ("contact_email", "contact_phone", "headcount")} | {"website": provider.organisation.website}
    form = ContactForm(request.POST or None, initial=held)
    if request.method == "POST" and form.is_valid():
        done, _saved = attempt(request, operations.edit_company, form=form, by=request.user, provider=provider, **form.cleaned_data)
        if done:
            messages.success(request, _("C’est enregistré."))
            return redirect("provider:company", provider.pk)
    return _page(request, provider, form=form)


def _page(request, provider, *, form=None, invite=None):
    wrong = any(f is not None and f.is_bound and f.errors for f in (form, invite))
    held = {name: getattr(provider, name) for name in ("contact_email", "contact_phone", "headcount")} | {"website": provider.organisation.website}
    return render(request, "provider/company/company.html", {
        "provider": provider, "form": form or ContactForm(initial=held), "invite": invite or InviteForm(), "people": people_of(provider),
        "asking": list(requests_to(provider)), "check": latest_check(provider)}, status=422 if wrong else 200)


@provider_page
@require_POST
def invitation(request, provider):
    """Open the space to a colleague."""
    form = InviteForm(request.POST)
    if form.is_valid():
        done, person = attempt(request, operations.invite_person, form=form, by=request.user, provider=provider, **form.cleaned_data)
        if done:
            messages.success(request, _("%(name)s reçoit un lien pour entrer.") % {"name": person.full_name})
            return redirect("provider:company", provider.pk)
    return _page(request, provider, invite=form)


@provider_page
@require_POST
def person_end(request, provider, person_id):
    """Close the space to somebody."""
    person = people_of(provider).filter(pk=person_id).first()
    if person is None:
        raise Http404
    done, _ended = attempt(request, operations.end_person, by=request.user, provider=provider, person=person)
    if done:
        messages.success(request, _("%(name)s n’a plus accès à l’espace de l’entreprise.") % {"name": person.full_name})
    return redirect("me") if done and person == request.user else redirect("provider:company", provider.pk)


@provider_page
@require_POST
def joining(request, provider, request_id):
    """Say yes or no to somebody who asks to join."""
    try:
        registration = request_to(provider, request_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    answer = request.POST.get("answer")
    if answer in ("yes", "no"):
        done, _row = attempt(request, operations.answer_request, by=request.user, registration=registration, accepted=answer == "yes")
        if done:
            messages.success(request, _("C’est dit : %(name)s reçoit votre réponse.") % {"name": registration.person.full_name})
    return redirect("provider:company", provider.pk)
