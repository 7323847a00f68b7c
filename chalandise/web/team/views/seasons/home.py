"""Where a member of a team comes in: their seasons and territories."""
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from chalandise.seasons.queries import seasons_run_by
from chalandise.territory.queries import territories_run_by


def first_page(season):
    """Return the address of the page a referent opens first."""
    try:
        return reverse("team:monday", args=[season.slug])
    except NoReverseMatch:
        return reverse("team:season", args=[season.slug])


@require_safe
@login_required
def home(request):
    """Show the seasons and territories of this person; with a single season, go there."""
    seasons, territories = list(seasons_run_by(request.user)), list(territories_run_by(request.user))
    if len(seasons) == 1 and not territories:
        return redirect(first_page(seasons[0]))
    return render(request, "team/seasons/home.html", {"seasons": [(s, first_page(s)) for s in seasons], "territories": territories})
