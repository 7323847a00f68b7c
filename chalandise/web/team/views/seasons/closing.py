"""The end of a season: what is left, what people thought, closing, archive, mentors asked again."""
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from chalandise.foundation import journal
from chalandise.seasons.operations import closing as operations
from chalandise.seasons.queries import archive as archives
from chalandise.seasons.queries import closing as queries
from chalandise.seasons.queries import seasons_run_by
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.forms.seasons.closing import CarryForm, CloseForm
from chalandise.web.team.gate import season_page


def _next_seasons(request, season):
    return seasons_run_by(request.user).filter(territory_id=season.territory_id, closure=None).exclude(pk=season.pk)


def _page(request, season, close_form=None):
    seasons = _next_seasons(request, season)
    return render(request, "team/seasons/closing.html", {
        "season": season, "left": queries.left_to_do(season), "asked": queries.asked(season), "waiting": len(queries.unanswered(season)),
        "results": queries.results(season), "may_reopen": queries.may_reopen(season), "close_form": close_form or CloseForm(season=season),
        "carry_form": CarryForm(seasons=seasons) if seasons.exists() else None})


@season_page
@require_safe
def closing(request, season):
    return _page(request, season)


@season_page
@require_POST
def opinions(request, season):
    """Ask for people's opinion, or once more those who did not answer."""
    done, count = attempt(request, operations.ask_satisfaction, by=request.user, season=season, again="again" in request.POST)
    if done:
        messages.success(request, ngettext("%(n)s message part.", "%(n)s messages partent.", count) % {"n": count})
    return redirect("team:closing", season.slug)


@season_page
@require_POST
def closure(request, season):
    form = CloseForm(request.POST, season=season)
    if form.is_valid():
        done, _season = attempt(request, operations.close_season, form=form, by=request.user, season=season)
        if done:
            messages.success(request, _("La saison est close. Vous pouvez la rouvrir pendant trente jours."))
            return redirect("team:closing", season.slug)
    return _page(request, season, close_form=form)


@season_page
@require_POST
def reopening(request, season):
    done, _none = attempt(request, operations.reopen_season, by=request.user, season=season)
    if done:
        messages.success(request, _("La saison est rouverte : chacun retrouve son accès."))
    return redirect("team:closing", season.slug)


@season_page
@require_POST
def mentors_again(request, season):
    """Ask the mentors whether they start again in another season."""
    form = CarryForm(request.POST, seasons=_next_seasons(request, season))
    if form.is_valid():
        done, asked = attempt(request, operations.carry_over_mentors, by=request.user, before=season, season=form.cleaned_data["season"])
        if done:
            messages.success(request, ngettext("%(n)s parrain est invité à recommencer.", "%(n)s parrains sont invités à recommencer.", len(asked)) % {"n": len(asked)})
    return redirect("team:closing", season.slug)


@season_page
@require_POST
def archive(request, season):
    """Send the archive; by POST, since it is a gesture that the journal keeps."""
    journal.record("season.archived", by=request.user, on=season)
    return HttpResponse(archives.archive(season), content_type="application/zip",
                        headers={"Content-Disposition": f'attachment; filename="{season.slug}.zip"', "Cache-Control": "no-store"})
