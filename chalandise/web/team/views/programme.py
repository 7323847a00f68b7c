"""The programme as a whole: adoption, cost, maturity, hours, who did not answer; effects by kind of action beside."""
from dataclasses import replace

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chalandise.impact.queries.estimates import answers_of, is_referent, latest_run, released
from chalandise.impact.queries.programme import programme_of
from chalandise.web.team.gate import season_page


@season_page
@require_safe
def programme(request, season):
    """Say what the season gave, each number with how many it rests on."""
    found = programme_of(request.user, season)
    run = latest_run(request.user, season)
    words = {"T1": _("au diagnostic de fin de saison"), "T2": _("au diagnostic d’après"), "takings": _("à la demande de recettes")}
    return render(request, "team/estimates/programme.html", {
        "season": season, "found": found, "referent": is_referent(request.user, season), "rows": answers_of(run) if run else released(season),
        "gains": [(gain, edge and replace(edge, unchanged=round(edge.unchanged, 1), low=round(edge.low), high=round(edge.high))) for gain, edge in found.gains],
        "silences": [(words[s.label], s, s.difference and (round(s.difference.answered), round(s.difference.silent))) for s in found.silences]})
