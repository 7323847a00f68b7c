"""The commons: what other territories published, imported; what a season publishes in its turn."""
import json

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.actions.queries.evidence import published
from chalandise.commons.operations import import_package, withdraw_package
from chalandise.commons.queries import package_of, packages_of
from chalandise.commons.rules import LARGEST
from chalandise.foundation import clock
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.gate import season_page, territory_page


class PackageForm(forms.Form):
    file = forms.FileField(label=_("Le paquet d’un autre territoire"), widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
                           help_text=_("Un fichier JSON de quelques kilo-octets : des comptes par genre d’action, aucune boutique, aucune personne."))


@territory_page
@require_http_methods(["GET", "HEAD", "POST"])
def commons(request, territory):
    """List what was imported; import one more."""
    form = PackageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        done, package = attempt(request, import_package, form=form, by=request.user, territory=territory,
                                data=form.cleaned_data["file"].read(LARGEST + 1))
        if done:
            messages.success(request, _("C’est importé : %(package)s compte maintenant à côté de vos idées.") % {"package": package})
            return redirect("team:commons", territory.slug)
    return render(request, "team/commons.html", {"territory": territory, "form": form, "packages": list(packages_of(territory))},
                  status=422 if form.is_bound and form.errors else 200)


@territory_page
@require_POST
def withdrawal(request, territory, package_id):
    """Count a package no longer."""
    try:
        package = package_of(territory, package_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    if attempt(request, withdraw_package, by=request.user, package=package)[0]:
        messages.success(request, _("Ce paquet ne compte plus."))
    return redirect("team:commons", territory.slug)


@season_page
@require_safe
def package(request, season):
    """Give the season's own package, to publish."""
    body = json.dumps(published(season, on=clock.today()), ensure_ascii=False, indent=1)
    return HttpResponse(body, content_type="application/json; charset=utf-8",
                        headers={"Content-Disposition": f'attachment; filename="paquet-{season.slug}.json"'})
