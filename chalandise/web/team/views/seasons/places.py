"""The panel during the season: who is in, who left, who takes the place."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.actions.operations.course import stop_for_departure
from chalandise.mentoring.operations.pairings import close_shop_pairings
from chalandise.seasons.operations import places as operations
from chalandise.seasons.queries import panel as queries
from chalandise.seasons.queries.charters import signers
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.forms.seasons.panel import DepartureForm
from chalandise.web.team.gate import season_page


def _place(season, number):
    try:
        found = queries.place_of(season, number)
    except ObjectDoesNotExist:
        raise Http404 from None
    found.season = season
    return found


@season_page
@require_safe
def places(request, season):
    """The shops of the season, those that left, the waiting list."""
    rows = queries.places_of(season)
    return render(request, "team/seasons/places.html", {
        "season": season, "present": [p for p in rows if not p.left_at], "gone": [p for p in rows if p.left_at],
        "replaced": {p.replaced_id for p in rows}, "waiting": queries.waiting_list(season), "free": queries.free_places(season),
        "signed": signers(season, "merchant")})


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def departure(request, season, number):
    """A shop stops: its pairing ends, its money is released, its story stays."""
    place = _place(season, number)
    form = DepartureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done, _made = attempt(request, _leave, form=form, by=request.user, place=place, **form.cleaned_data)
        if done:
            messages.success(request, _("%s quitte la saison. Son histoire reste, sa place est libre.") % place.shop.name)
            return redirect("team:places", season.slug)
    return render(request, "team/seasons/departure.html", {"season": season, "place": place, "form": form})


@transaction.atomic
def _leave(*, by, place, departure):
    """Record the departure in each room that it touches, all together or not at all."""
    left = operations.leave(by=by, place=place, departure=departure)
    close_shop_pairings(season=left.season, shop=left.shop, by=by)
    stop_for_departure(shop=left.shop, season=left.season, by=by)
    return left


@season_page
@require_POST
def come_back(request, season, number):
    """Undo a departure while the place is free."""
    place = _place(season, number)
    if attempt(request, operations.come_back, by=request.user, place=place)[0]:
        messages.success(request, _("%s est de nouveau dans le panel.") % place.shop.name)
    return redirect("team:places", season.slug)


@season_page
@require_POST
def replacement(request, season):
    """Give a free place to a shop of the waiting list."""
    asked = request.POST.get("application", "")
    row = next((s for s in queries.waiting_list(season) if str(s.application_id) == asked), None)
    if row is None:
        messages.error(request, _("Cette boutique n’est pas, ou plus, sur la liste d’attente."))
        return redirect("team:places", season.slug)
    rows = queries.places_of(season)
    taken = {p.replaced_id for p in rows}
    gone = next((p for p in rows if p.left_at and p.pk not in taken), None)
    done, made = attempt(request, operations.replace, by=request.user, season=season, application=row.application, place=gone)
    if done:
        messages.success(request, _("%s rejoint le panel et vient d’être prévenue.") % made.shop.name)
    return redirect("team:places", season.slug)
