"""The calendar of a season: make it, look at it, move its milestones."""
from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.catalogue.queries.calls import open_calls
from chalandise.foundation import wording
from chalandise.foundation.refusals import Refused
from chalandise.seasons.operations import calendar as operations
from chalandise.seasons.queries import calendar, playbook
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.forms.seasons.calendar import MoveForm, SeasonForm
from chalandise.web.team.gate import season_page, territory_page
from chalandise.web.team.views.catalogue.calls import on_the_line


@territory_page
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, territory):
    """Make a season: the calendar is shown before anything is written."""
    form, draft = SeasonForm(request.POST or None, territory=territory), []
    if form.is_valid():
        words = {**form.cleaned_data}
        key, version = words.pop("method")
        if "create" in request.POST:
            done, season = attempt(request, operations.open_season, form=form, by=request.user, territory=territory,
                                   playbook_key=key, playbook_version=version, **words)
            if done:
                for call in open_calls().filter(territory=territory):
                    on_the_line(request.user, territory, call)
                messages.success(request, _("La saison est ouverte. Vérifiez ses réglages, puis faites connaître l’appel."))
                return redirect("team:season", season.slug)
        draft = calendar.draft(playbook.load(key, version), words["starts_on"], territory)
    return render(request, "team/seasons/new.html", {"territory": territory, "form": form, "draft": draft, "has_axis": territory.axes.exists()})


@season_page
@require_safe
def show(request, season):
    """The season's line, large, and its milestones."""
    words = playbook.milestone_words(season)
    prefetch_related_objects([season], "milestones")  # read once for the line and for the list
    rows = [(m, words.get(m.key, ("", ""))[1]) for m in calendar.milestones_of(season)]
    return render(request, "team/seasons/calendar.html", {"season": season, "rows": rows})


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def milestone(request, season, milestone_id):
    """Move one milestone: what follows is shown first (?on=2017-11-22), then confirmed."""
    row = get_object_or_404(season.milestones, pk=milestone_id)
    row.season = season
    form = MoveForm(request.POST if request.method == "POST" else request.GET if "on" in request.GET else None,
                    initial={"on": row.on, "seen_on": row.on})
    move = None
    if request.method == "POST" and form.is_valid():
        done, made = attempt(request, operations.move_milestone, form=form, by=request.user, milestone=row, **form.cleaned_data)
        if done:
            messages.success(request, _("« %(what)s » est maintenant le %(day)s.") % {"what": row.label, "day": wording.day_year(row.on)})
            return redirect("team:season", season.slug)
    elif form.is_bound and form.is_valid():
        try:
            move = calendar.preview_move(row, form.cleaned_data["on"])
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
    about = playbook.milestone_words(season).get(row.key, ("", ""))[1]
    return render(request, "team/seasons/milestone.html", {"season": season, "milestone": row, "form": form, "move": move, "about": about})


STATES = {"epingle": operations.pin, "libre": operations.unpin, "fait": operations.pass_milestone, "rouvert": operations.reopen_milestone}


@season_page
@require_POST
def milestone_state(request, season, milestone_id, state):
    """Pin, unpin, mark as done or reopen."""
    row = get_object_or_404(season.milestones, pk=milestone_id)
    row.season = season
    attempt(request, STATES[state], by=request.user, milestone=row)
    return redirect("team:season", season.slug)


@season_page
@require_safe
def journal(request, season):
    return render(request, "team/seasons/journal.html", {"season": season})
