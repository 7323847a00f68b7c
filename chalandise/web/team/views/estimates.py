"""The effect of the season's actions: what can be said, how it was found, what others may read of it. Takings: the referent only."""
from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.impact.models import Estimate, EstimateRun
from chalandise.impact.operations import ask_estimates
from chalandise.impact.operations.circumstances import note_circumstance, remove_circumstance
from chalandise.impact.operations.estimating import is_stalled
from chalandise.impact.operations.releasing import end_release, release, told_apart
from chalandise.impact.operations.weather import note_weather
from chalandise.impact.queries.estimates import (
    about_shops,
    answer_of,
    answers_of,
    estimate_of,
    is_referent,
    latest_run,
    released,
    runs_of,
    without_each,
)
from chalandise.impact.queries.files_of_estimates import document_of
from chalandise.impact.queries.happenings import circumstances_of
from chalandise.impact.rules.answers import between, method, percent
from chalandise.impact.rules.estimates import whole
from chalandise.web.shell import effects as drawings
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.forms.estimates import CircumstanceForm, WeatherForm
from chalandise.web.team.gate import season_page


def _referent_only(request, season):
    if not is_referent(request.user, season):
        raise Http404


@season_page
@require_safe
def effects(request, season):
    """Say what the actions brought: all that was computed to the referent, what was let out to the rest of the team."""
    referent = is_referent(request.user, season)
    run = latest_run(request.user, season)
    rows = answers_of(run) if run else [] if referent else released(season)
    newest = runs_of(request.user, season).first()
    waiting = newest if newest and newest.state == EstimateRun.State.ASKED and not is_stalled(newest) else None
    return render(request, "team/estimates/list.html", {
        "season": season, "referent": referent, "run": run, "rows": rows, "lead": rows[0] if rows else None, "waiting": waiting,
        "failed": newest if newest and newest.state == EstimateRun.State.FAILED else None,
        "progress": _progress(season, waiting) if waiting else "",
        "figure": drawings.side_by_side(rows, _("Entre parenthèses : combien de boutiques. Intervalles à 95 %."))})


def _progress(season, run):
    return f"{reverse('job', args=[run.job])}?{urlencode({'suite': reverse('team:effects', args=[season.slug])})}"


@season_page
@require_POST
def asking(request, season):
    """Ask for the computation and follow it."""
    _referent_only(request, season)
    done, run = attempt(request, ask_estimates, by=request.user, season=season)
    return redirect(_progress(season, run) if done else reverse("team:effects", args=[season.slug]))


def _estimate(request, season, estimate_id):
    try:
        return estimate_of(request.user, season, estimate_id)
    except Estimate.DoesNotExist:
        raise Http404 from None


@season_page
@require_safe
def effect(request, season, estimate_id):
    """Show one estimate in full: the drawing, the methods side by side, the checks, what each shop needs."""
    estimate = _estimate(request, season, estimate_id)
    answer, result = answer_of(estimate), estimate.result
    lines = [(method(one["name"]), percent(whole(one["value"])), between({k: whole(one[k]) for k in ("low", "high")}), one["treated"])
             for one in result["lines"]]
    placebo = result["before"]["placebo"]
    return render(request, "team/estimates/effect.html", {
        "season": season, "estimate": estimate, "answer": answer, "run": estimate.run, "course": drawings.course_of(estimate),
        "street": drawings.street_of(estimate), "lines": lines, "without": without_each(estimate), "shops": about_shops(estimate),
        "placebo": placebo and between({k: whole(placebo[k]) for k in ("low", "high")}), "before": result["before"],
        "few": 0 if answer.release else told_apart(estimate)})


@season_page
@require_POST
def release_effect(request, season, estimate_id):
    """Let partners, the committee and the shops read this effect."""
    estimate = _estimate(request, season, estimate_id)
    if attempt(request, release, by=request.user, estimate=estimate)[0]:
        messages.success(request, _("C’est publié : partenaires, comité et boutiques lisent ce résultat, sans aucune boutique nommée."))
    return redirect("team:effect", season.slug, estimate.pk)


@season_page
@require_POST
def end_effect(request, season, estimate_id):
    """Take this effect back from them."""
    estimate = _estimate(request, season, estimate_id)
    found = answer_of(estimate).release
    if found and attempt(request, end_release, by=request.user, release=found)[0]:
        messages.success(request, _("Ce résultat n’est plus lu que par vous."))
    return redirect("team:effect", season.slug, estimate.pk)


@season_page
@require_safe
def effect_file(request, season, estimate_id):
    """Give the file with which a statistician finds the same figures again: shops by number, amounts in it."""
    estimate = _estimate(request, season, estimate_id)
    found = document_of(request.user, estimate)
    if found is None:
        messages.error(request, _("Les recettes ont changé depuis ce calcul : refaites-le, puis prenez le fichier."))
        return redirect("team:effect", season.slug, estimate.pk)
    name = f"effet-{season.slug}-{estimate.kind or 'tout'}-{estimate.run.cut_on:%Y-%m-%d}.json"
    return JsonResponse(found, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def circumstances(request, season):
    """Write down what touched the street and no calendar knows."""
    _referent_only(request, season)
    form = CircumstanceForm(request.POST or None, season=season)
    if request.method == "POST" and form.is_valid():
        done, _made = attempt(request, note_circumstance, form=form, by=request.user, season=season, **form.cleaned_data)
        if done:
            messages.success(request, _("C’est noté. Le prochain calcul en tiendra compte."))
            return redirect("team:circumstances", season.slug)
    return render(request, "team/estimates/circumstances.html", {"season": season, "form": form, "rows": circumstances_of(season)},
                  status=422 if form.is_bound and form.errors else 200)


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def weather(request, season):
    """Give a weather file: days of heavy rain are noted, odd lines are named."""
    _referent_only(request, season)
    form, found = WeatherForm(request.POST, request.FILES) if request.method == "POST" else WeatherForm(), None
    if form.is_valid():
        done, found = attempt(request, note_weather, form=form, by=request.user, season=season, uploaded=form.cleaned_data["file"])
        found = found if done else None
    return render(request, "team/estimates/weather.html", {"season": season, "form": form, "found": found}, status=422 if form.is_bound and form.errors else 200)


@season_page
@require_POST
def circumstance_removal(request, season, circumstance_id):
    """Take a note back."""
    _referent_only(request, season)
    found = circumstances_of(season).filter(pk=circumstance_id).first()
    if found is None:
        raise Http404
    if attempt(request, remove_circumstance, by=request.user, circumstance=found)[0]:
        messages.success(request, _("C’est retiré. Le prochain calcul en tiendra compte."))
    return redirect("team:circumstances", season.slug)
