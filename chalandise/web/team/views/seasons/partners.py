"""Settings of a season, its partners and their people."""
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chalandise.people.models import Organisation, Person
from chalandise.people.operations import record_organisation
from chalandise.seasons.operations import partners as operations
from chalandise.seasons.queries import partners_of, people_of_season, team_of
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.forms.seasons.calendar import SettingsForm
from chalandise.web.team.forms.seasons.partners import PartnerForm, PersonForm
from chalandise.web.team.gate import season_page

FIELDS = ("name", "contact", "panel_size", "invitation_text")


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request, season):
    """Change the name, the contact, the size of the panel, the text of the invitation."""
    initial = {**{f: getattr(season, f) for f in FIELDS}, "version": season.version}
    form = SettingsForm(request.POST or None, team=team_of(season), initial=initial)
    if form.is_valid():
        version, values = form.cleaned_data["version"], {f: form.cleaned_data[f] for f in FIELDS}
        done, _season = attempt(request, operations.edit_season, form=form, by=request.user, season=season, version=version, values=values)
        if done:
            messages.success(request, _("Les réglages sont enregistrés."))
            return redirect("team:season_settings", season.slug)
    return render(request, "team/seasons/settings.html", {"season": season, "form": form})


def _page(request, season, partner_form=None, person_form=None):
    rows = list(partners_of(season))
    organisations = Organisation.objects.filter(pk__in=[p.organisation_id for p in rows])
    return render(request, "team/seasons/partners.html", {
        "season": season, "partners": rows, "people": people_of_season(season), "partner_form": partner_form or PartnerForm(prefix="partner"),
        "person_form": person_form or PersonForm(prefix="person", organisations=organisations)})


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def partners(request, season):
    """The partners; adding one by name or SIREN."""
    form = PartnerForm(request.POST, prefix="partner") if request.method == "POST" else None
    if form and form.is_valid():
        words = form.cleaned_data
        done, organisation = attempt(request, record_organisation, form=form, by=request.user, name=words["name"], siren=words["siren"])
        if done:
            attempt(request, operations.add_partner, by=request.user, season=season, organisation=organisation, kind=words["kind"])
            messages.success(request, _("%s est partenaire de la saison.") % organisation.name)
            return redirect("team:partners", season.slug)
    return _page(request, season, partner_form=form)


@season_page
@require_POST
def partner_removal(request, season, partner_id):
    partner = get_object_or_404(partners_of(season), pk=partner_id)
    done, _none = attempt(request, operations.remove_partner, by=request.user, partner=partner)
    if done:
        messages.success(request, _("%s n’est plus partenaire de la saison.") % partner.organisation.name)
    return redirect("team:partners", season.slug)


@season_page
@require_POST
def partner_people(request, season):
    """Invite somebody of a partner or of the committee."""
    organisations = Organisation.objects.filter(partnerships__season=season)
    form = PersonForm(request.POST, prefix="person", organisations=organisations)
    if form.is_valid():
        done, person = attempt(request, operations.invite_partner_person, form=form, by=request.user, season=season, **form.cleaned_data)
        if done:
            messages.success(request, _("%s est invité : un message part avec un lien.") % person.full_name)
            return redirect("team:partners", season.slug)
    return _page(request, season, person_form=form)


@season_page
@require_POST
def partner_person_end(request, season, person_id, kind):
    person = get_object_or_404(Person, pk__in=[p.pk for _role, p in people_of_season(season)], pk=person_id)
    attempt(request, operations.end_partner_person, by=request.user, season=season, person=person, kind=kind)
    return redirect("team:partners", season.slug)
