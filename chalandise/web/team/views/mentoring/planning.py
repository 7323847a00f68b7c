"""The calendar of visits of the whole panel: proposed, fixed, one visit moved with what has to shift for it."""
from datetime import datetime, timedelta
from itertools import groupby

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import Visit
from chalandise.mentoring.operations import planning as operations
from chalandise.mentoring.queries.calendar_words import why_not
from chalandise.mentoring.queries.planning import latest_plan, planning, visits_in
from chalandise.mentoring.queries.visits import visit_of_season
from chalandise.web.shell.gestures import attempt, number
from chalandise.web.team.forms.mentoring import Moving
from chalandise.web.team.gate import season_page

S = Visit.State


@require_GET
@season_page
def visits(request, season):
    """Show the dates to come, and the dates proposed for the visits that have none."""
    known, plan, now = visits_in(season), latest_plan(season), clock.now()
    fixed = sorted((v for v in known.values() if v.state == S.FIXED and v.starts_at >= now), key=lambda v: v.starts_at)
    lines = [(known[key], datetime.fromisoformat(start)) for key, version, start in plan.lines
             if key in known and known[key].version == version] if plan else []
    guessed = planning(season) if lines else None
    return render(request, "team/mentoring/visits.html", {
        "season": season, "plan": plan, "weeks": by_week(lines), "fixed": by_week([(v, v.starts_at) for v in fixed]),
        "count": len(lines), "undated": sum(v.state in (S.TO_PLAN, S.MISSED) for v in known.values()),
        "asked": sum(v.state == S.PROPOSED for v in known.values()), "unplanned": [known[k] for k in plan.unplanned if k in known] if plan else [],
        "conflicts": [why_not(c, known) for c in plan.conflicts] if plan else [],
        "free_mentors": guessed.free_mentors if guessed else [], "free_shops": guessed.free_shops if guessed else []})


def by_week(lines):
    """Return [(monday, [(visit, moment), …])] in the order of the days."""
    def monday(line):
        day = line[1].astimezone(clock.PARIS).date()
        return day - timedelta(days=day.weekday())
    return [(day, list(rows)) for day, rows in groupby(sorted(lines, key=lambda line: line[1]), key=monday)]


@require_POST
@season_page
def proposal(request, season):
    """Ask for a calendar."""
    done, plan = attempt(request, operations.plan_visits, season=season, by=request.user)
    if done:
        n = len(plan.lines)
        messages.success(request, ngettext("%(n)s date est proposée.", "%(n)s dates sont proposées.", n) % {"n": n})
    return redirect("team:visits", season.slug)


@require_POST
@season_page
def publication(request, season):
    """Fix the calendar that was read."""
    done, found = attempt(request, operations.publish_visits, season=season, by=request.user)
    if done:
        fixed, passed = found
        messages.success(request, ngettext("%(n)s visite est fixée, chacun reçoit ses dates.", "%(n)s visites sont fixées, chacun reçoit ses dates.", len(fixed)) % {"n": len(fixed)})
        if passed:
            messages.warning(request, _("Changées entre-temps, à planifier encore : %(visits)s.") % {"visits": ", ".join(map(str, passed))})
    return redirect("team:visits", season.slug)


@require_http_methods(["GET", "POST"])
@season_page
def moving(request, season, visit_id):
    """Show what moving a visit would shift (to a given time, or to the best other day), then do it."""
    try:
        visit = visit_of_season(season, visit_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    data = request.POST if request.method == "POST" else request.GET
    form = Moving(data) if data else Moving()
    to = form.cleaned_data["when"] if data and form.is_valid() else None
    if request.method == "POST" and form.is_valid():
        plan = [[number(key) or 0, start] for key, _at, start in (line.partition("@") for line in request.POST.getlist("plan"))]
        done, moved = attempt(request, operations.move_visit, season=season, visit=visit, to=to, plan=plan, by=request.user)
        if done:
            n = len(moved)
            messages.success(request, ngettext("%(n)s visite a une nouvelle date, les deux sont prévenus.", "%(n)s visites ont une nouvelle date, chacun est prévenu.", n) % {"n": n})
            return redirect("team:visits", season.slug)
    shifts, refusal = [], ""
    if not data or form.is_valid():
        try:
            shifts = operations.shifts_of(season, visit, to)
        except Refused as refused:
            refusal = refused.sentence
    return render(request, "team/mentoring/visit_move.html", {"season": season, "visit": visit, "form": form, "shifts": shifts, "refusal": refusal, "to": to})
