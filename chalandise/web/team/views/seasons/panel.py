"""Choosing the panel: the balance wanted, the proposal, what a swap costs, the decisions, the announcement."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.seasons.models import Quota
from chalandise.seasons.operations import panel as operations
from chalandise.seasons.queries import panel as queries
from chalandise.seasons.queries.applications import is_announced
from chalandise.web.shell.gestures import attempt, number
from chalandise.web.team.forms.seasons.panel import QuotaForm, SelectionForm, SwapForm
from chalandise.web.team.gate import season_page


@season_page
@require_safe
def panel(request, season):
    """The latest proposal with its reasons; once the answers left, the panel itself."""
    if is_announced(season):
        return redirect("team:places", season.slug)
    applications, proposal = queries.eligible(season), queries.latest_proposal(season)
    view = queries.view_of(proposal, applications, queries.group_words(season)) if proposal else None
    asked = SwapForm(request.GET if "out" in request.GET else None, view=view) if view and view.chosen and view.others else None
    price = None
    if asked is not None and asked.is_bound and asked.is_valid():
        swap = view.result.swap(asked.cleaned_data["out"], asked.cleaned_data["in_"])
        price = (swap, queries.swap_words(swap, view.words))
    return render(request, "team/seasons/panel.html", {
        "season": season, "applications": applications, "view": view, "swap_form": asked, "price": price,
        "swaps": queries.best_swaps(view) if view else [], "balance": queries.balance(view) if view else [],
        "quotas": season.quotas.count(), "tally": queries.tally(season), "unscored": sum(a.score is None for a in applications),
        "waiting": season.panel_size // 2})


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def quotas(request, season):
    """What the team wants: at least and at most, by trade, stretch and starting level."""
    lines = queries.quota_lines(season, queries.eligible(season))
    if request.method == "POST" and "propose" in request.POST:
        wanted = {(line.dimension, line.value): line.proposed for found in lines.values() for line in found}
        form = None
    else:
        form = QuotaForm(request.POST if request.method == "POST" else None, lines=lines)
        wanted = form.values() if form.is_valid() else None
    if wanted is not None:
        done, _made = attempt(request, operations.set_quotas, form=form, by=request.user, season=season, quotas=wanted)
        if done:
            messages.success(request, _("L’équilibre voulu est enregistré. Demandez une proposition pour voir ce qu’il donne."))
            return redirect("team:panel_quotas" if form is None else "team:panel", season.slug)
    form = form or QuotaForm(lines=lines)
    return render(request, "team/seasons/quotas.html", {
        "season": season, "form": form, "tables": [(d.label, form.rows(d.value)) for d in Quota.Dimension]})


def _numbers(text):
    return [n for word in text.split(":") if (n := number(word)) is not None]


@season_page
@require_POST
def proposal(request, season):
    """Propose, or propose again with one more kept, put aside, let go, or swapped; the draw stays unless a new one is asked."""
    latest = queries.latest_proposal(season)
    pinned = set(latest.problem["pinned"]) if latest else set()
    excluded = set(latest.problem["excluded"]) if latest else set()
    gesture, _colon, rest = request.POST.get("gesture", "").partition(":")
    numbers = _numbers(rest)
    if gesture == "swap" and len(numbers) == 2 and latest:
        pinned = (set(latest.result["chosen"]) - {numbers[0]}) | {numbers[1]}
        excluded -= {numbers[1]}
    elif numbers and gesture in ("pin", "exclude", "free"):
        pinned, excluded = pinned - {numbers[0]}, excluded - {numbers[0]}
        {"pin": pinned, "exclude": excluded}.get(gesture, set()).add(numbers[0])
    elif gesture == "free_all":
        pinned, excluded = set(), set()
    seed = latest.seed if latest and gesture != "draw" else None
    attempt(request, operations.propose, by=request.user, season=season, pinned=pinned, excluded=excluded, seed=seed)
    return redirect("team:panel", season.slug)


@season_page
@require_POST
def decision(request, season):
    """Take the latest proposal as the team's decision."""
    latest = queries.latest_proposal(season)
    if latest is None:
        raise Http404
    if request.POST.get("proposal") != str(latest.pk):
        messages.error(request, _("Quelqu’un a demandé une autre proposition entre-temps. La voici : relisez-la avant de décider."))
        return redirect("team:panel", season.slug)
    waiting = request.POST.get("waiting", "")
    done, made = attempt(request, operations.decide, by=request.user, season=season, proposal=latest,
                         waiting=int(waiting) if waiting.isdecimal() and len(waiting) < 4 else None)
    if not done:
        return redirect("team:panel", season.slug)
    messages.success(request, ngettext("%(n)d décision est prise. Relisez la raison que lira la boutique.",
                                       "%(n)d décisions sont prises. Relisez les raisons que liront les boutiques.", len(made)) % {"n": len(made)})
    return redirect("team:selections", season.slug)


@season_page
@require_safe
def selections(request, season):
    """Every decision with its reason; announcing is done from here."""
    return render(request, "team/seasons/selections.html", {
        "season": season, "rows": queries.selections_of(season), "tally": queries.tally(season)})


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def selection(request, season, number):
    """Decide otherwise on one application, and write its reason."""
    try:
        row = queries.selection_of(season, number)
    except ObjectDoesNotExist:
        raise Http404 from None
    form = SelectionForm(request.POST if request.method == "POST" else None, initial={"outcome": row.outcome, "rank": row.rank, "reason": row.reason})
    if form.is_valid():
        done, _made = attempt(request, operations.change_outcome, form=form, by=request.user, selection=row, **form.cleaned_data)
        if done:
            messages.success(request, _("La décision sur %s est enregistrée.") % row.application.shop_name)
            return redirect("team:selections", season.slug)
    return render(request, "team/seasons/selection.html", {"season": season, "row": row, "form": form})


@season_page
@require_POST
def announcement(request, season):
    """Answer everybody at once; twice is the same as once."""
    hold = request.POST.get("hold") != "no"
    done, count = attempt(request, operations.announce, by=request.user, season=season, hold=hold)
    if not done:
        return redirect("team:selections", season.slug)
    if not count:
        messages.info(request, _("Les réponses étaient déjà parties : rien n’a été envoyé deux fois."))
    elif hold:
        messages.success(request, _("%d réponses sont écrites. Elles attendent votre relecture dans le courrier.") % count)
    else:
        messages.success(request, _("%d réponses partent maintenant.") % count)
    return redirect("team:places", season.slug)
