"""Before reading: which applications concern me? One answer for a whole list, or for one."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from chalandise.people.queries.reasons import tie_choices
from chalandise.people.rules import TIES
from chalandise.seasons.operations import reading
from chalandise.seasons.queries import applications as queries
from chalandise.seasons.queries import interests
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.seconds import second_person
from chalandise.web.team.forms.interests import asked, ticked
from chalandise.web.team.gate import season_page


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def declarations(request, season):
    """Say at once, for every application not asked about yet: none concerns me, but those that I tick."""
    waiting = list(interests.applications_to_declare(season, request.user))
    if request.method == "POST":
        return _declared(request, season, waiting)
    return render(request, "team/seasons/declarations.html", {
        "season": season, "waiting": waiting, "kinds": tie_choices(TIES), "known": interests.accesses(request.user, waiting)})


def _declared(request, season, waiting):
    things = asked(request, waiting)
    ties = ticked(request, things)
    done, made = attempt(request, reading.declare, by=request.user, season=season, applications=things, ties=ties)
    if not done:
        return redirect("team:application_interests", season.slug)
    messages.success(request, _told(len(made) - len(ties), len(ties)))
    after = queries.next_unread(season, request.user)
    return redirect("team:applications_reading" if after else "team:applications", season.slug)


def _told(clear, tied):
    said = [ngettext("%(n)s candidature ne vous concerne pas.", "%(n)s candidatures ne vous concernent pas.", clear) % {"n": clear}]
    if tied:
        said.append(ngettext("Vous vous retirez d’%(n)s autre.", "Vous vous retirez de %(n)s autres.", tied) % {"n": tied})
    return " ".join(said)


def _one(season, pk):
    try:
        found = queries.application_of(season, pk)
    except ObjectDoesNotExist:
        raise Http404 from None
    found.season = season
    return found


@season_page
@require_POST
def declaration(request, season, number):
    """Say it of one application."""
    found, kind = _one(season, number), request.POST.get("kind", "")
    attempt(request, reading.declare, by=request.user, season=season, applications=[found], ties={found.pk: kind} if kind else {})
    return redirect("team:application", season.slug, found.pk)


@season_page
@require_POST
def second(request, season, number):
    """Name the person under whose eyes one reads an application."""
    found = _one(season, number)
    attempt(request, reading.name_second, by=request.user, application=found,
            supervisor=second_person(request.POST, season, request.user))
    return redirect("team:application", season.slug, found.pk)
