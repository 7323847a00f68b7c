"""The team and ties: who is tied to what, what that stops, what it stopped; a person, an organisation."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chalandise.people.operations import end_tie, join_group, record_organisation
from chalandise.people.queries import affiliations_of
from chalandise.people.queries.refusals import refusals_in, supervisions_in
from chalandise.seasons.queries import interests
from chalandise.seasons.queries.panel import tieable_shops
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.gestures import number as number_of
from chalandise.web.shell.ties import GroupForm, TieForm, declare
from chalandise.web.team.gate import season_page


@season_page
@require_safe
def ties(request, season):
    """Everybody of the season with their ties, what was stopped, what was done with a second person."""
    return render(request, "team/people/ties.html", {
        "season": season, "people": interests.people_tied(season), "bodies": interests.bodies_of(season),
        "refusals": refusals_in(season), "supervisions": supervisions_in(season)})


def _found(ask, season, number):
    try:
        return ask(season, number)
    except ObjectDoesNotExist:
        raise Http404 from None


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def person(request, season, person_id):
    """One person's ties and what they stop; write one, end one."""
    found = _found(interests.person_in, season, person_id)
    if ended := request.POST.get("end"):
        end_tie(by=request.user, tie=_found(lambda _s, n: interests.tie_in(season, found, n), season, number_of(ended)))
        return redirect("team:ties_person", season.slug, found.pk)
    others = interests.people_of(season).exclude(pk=found.pk)
    form = TieForm(request.POST if request.method == "POST" else None, shops=tieable_shops(season), people=others)
    if form.is_valid():
        done, _made = attempt(request, lambda: declare(by=request.user, person=found, form=form, source="team"), form=form)
        if done:
            messages.success(request, _("Le lien est noté."))
            return redirect("team:ties_person", season.slug, found.pk)
    return render(request, "team/people/ties_person.html", {
        "season": season, "person": found, "lines": interests.ties_in(season, found), "houses": affiliations_of(found),
        "stopped": interests.hindrances(season, found), "form": form}, status=422 if form.errors else 200)


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def body(request, season, body_id):
    """One organisation: its group, for whom the pot paid it; write its group, end it."""
    found = _found(interests.body_in, season, body_id)
    lines = interests.ties_of_body(season, found)
    if ended := request.POST.get("end"):
        tie = next((x.tie for x in lines if x.tie.pk == number_of(ended) and x.tie.kind == "group"), None)
        if tie is None:
            raise Http404
        end_tie(by=request.user, tie=tie)
        return redirect("team:ties_body", season.slug, found.pk)
    form = GroupForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done, _made = attempt(request, lambda: join_group(
            by=request.user, organisation=found, parent=record_organisation(by=request.user, **form.cleaned_data)), form=form)
        if done:
            messages.success(request, _("Le groupe est noté."))
            return redirect("team:ties_body", season.slug, found.pk)
    return render(request, "team/people/ties_body.html", {"season": season, "body": found, "lines": lines, "form": form},
                  status=422 if form.errors else 200)
