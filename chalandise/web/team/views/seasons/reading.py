"""Read the applications ten by ten: their words, one's marks, one button that keeps them all."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from chalandise.seasons.operations.reading import score_all
from chalandise.seasons.queries import applications as queries
from chalandise.seasons.queries import interests
from chalandise.web.shell.gestures import attempt, number
from chalandise.web.team.forms.seasons.applications import SheetForm
from chalandise.web.team.gate import season_page

TEN = 10


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request, season):
    """Show the next ten that one has not read; keep the marks given, and go on with the following ten."""
    if queries.is_announced(season):
        messages.info(request, _("Les réponses sont parties : les candidatures ne se notent plus."))
        return redirect("team:applications", season.slug)
    if interests.applications_to_declare(season, request.user).exists():
        return redirect("team:application_interests", season.slug)
    if request.method == "POST":
        shown = [n for typed in request.POST.getlist("lue")[:TEN] if (n := number(typed)) is not None]
        rows = queries.sent(season, shown)
        readable = set(queries.open_to(request.user, rows))
        form = SheetForm(request.POST, season=season, applications=[a for a in rows if a.pk in readable])
        if form.is_valid() and (done := _kept(request, form, season)):
            return done
        return _page(request, season, form, status=422)
    rows, _left = queries.unread(season, request.user, after=number(request.GET.get("apres", "")), limit=TEN)
    return _page(request, season, SheetForm(season=season, applications=rows))


def _kept(request, form, season):
    if not form.scored:
        form.add_error(None, _("Aucune note n’est donnée. Notez au moins une candidature, ou passez aux suivantes."))
        return None
    done, count = attempt(request, score_all, form=form, by=request.user, sheet=form.scored)
    if not done:
        return None
    messages.success(request, ngettext("%(n)s candidature est notée.", "%(n)s candidatures sont notées.", count) % {"n": count})
    return redirect("team:applications_reading", season.slug)


def _page(request, season, form, status=200):
    _rows, left = queries.unread(season, request.user, limit=0)
    return render(request, "team/seasons/reading.html", {
        "season": season, "form": form, "left": left, "progress": queries.progress(season, request.user), "ten": TEN,
        "last": form.applications[-1].pk if len(form.applications) == TEN and left > TEN else None}, status=status)
