"""My account: where I am at home, my data, my consents, leaving."""
import io
import json
import zipfile

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.foundation import clock, privacy, wording
from chalandise.people.operations import edit_person, erase_person, withdraw_consent
from chalandise.people.queries import affiliations_of, consents_of, ties_of
from chalandise.web.shell.adapters import speak
from chalandise.web.shell.forms import Leave, MyData
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.hats import places_of


@require_safe
@login_required
@never_cache
def me(request):
    """All my hats; somebody who has only one is led straight to its page."""
    places = places_of(request.user)
    if len(places) == 1 and places[0].address and "rester" not in request.GET:
        return redirect(places[0].address)
    return render(request, "shell/account/me.html", {"places": places})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def my_data(request):
    """Correct my data; see what I agreed to and what I declared."""
    person = request.user
    held = {name: getattr(person, name) for name in ("given_name", "family_name", "phone", "language")}
    held["phone"] = wording.phone(person.phone) if person.phone else ""
    form = MyData(request.POST or None, initial=held)
    if request.method == "POST" and form.is_valid():
        done, result = attempt(request, edit_person, form=form, by=person, person=person, **form.cleaned_data)
        if done:
            messages.success(request, _("C’est enregistré."))
            return speak(redirect("my_data"), result)
    now = clock.now()
    return render(request, "shell/account/my_data.html", {
        "form": form, "now": now, "consents": consents_of(person), "affiliations": affiliations_of(person),
        "ties": ties_of(person)}, status=422 if form.errors else 200)


@require_POST
@login_required
def withdraw(request, key):
    """Take a consent back."""
    consent = get_object_or_404(consents_of(request.user), pk=key)
    if attempt(request, withdraw_consent, consent=consent, by=request.user)[0]:
        messages.success(request, _("Votre accord est retiré. Ce qui s’appuyait dessus ne sera plus publié."))
    return redirect("my_data")


@require_safe
@login_required
@never_cache
def export(request):
    """Everything the house holds on me, as one file that another tool can read."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("donnees.json", json.dumps(privacy.export(request.user), ensure_ascii=False, indent=1))
    name = f"chalandise-mes-donnees-{clock.today().isoformat()}.zip"
    return HttpResponse(packed.getvalue(), content_type="application/zip",
                        headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def leave(request):
    """Ask to be erased: what goes, what stays and why, then a word to type."""
    form = Leave(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, kept = attempt(request, erase_person, form=form, person=request.user, typed=form.cleaned_data["typed"])
        if done:
            logout(request)
            return render(request, "shell/account/erased.html", {"kept": kept})
    return render(request, "shell/account/leave.html", {"form": form, "kept": privacy.kept(request.user)},
                  status=422 if form.errors else 200)
