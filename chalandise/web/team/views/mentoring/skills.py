"""What the pairings lack, and the fewest mentors to ask for it."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from chalandise.mentoring.operations.skills import ask_skills
from chalandise.mentoring.queries.skills import aid
from chalandise.mentoring.queries.words import skill
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.gate import season_page
from chalandise.web.team.views.mentoring.moves import planned_skills

WHY_NOT = {
    "nobody_offers": _("aucun parrain de la saison ne sait le faire : cherchez hors du panel"),
    "all_barred": _("ceux qui savent le faire ont un conflit d’intérêts, l’accompagnent déjà, ou ont dit non"),
    "no_hours": _("ceux qui savent le faire ont déjà donné leurs heures"),
    "busy": _("ceux qui savent le faire sont demandés ailleurs"),
}


@require_GET
@season_page
def skills(request, season):
    """Show what is lacking, who would be asked, what was answered."""
    found = aid(season, planned=planned_skills(request.user, season))
    return render(request, "team/mentoring/skills.html", {
        "season": season, "aid": found, "lacks": [(lack, skill(lack.skill), WHY_NOT.get(lack.why, "")) for lack in found.lacks],
        "open": [(r, skill(r.skill)) for r in found.open], "found": [(r, skill(r.skill)) for r in found.found]})


@require_POST
@season_page
def asking(request, season):
    """Ask them, one letter each."""
    done, made = attempt(request, ask_skills, season=season, by=request.user, planned=planned_skills(request.user, season))
    if done:
        n = len({r.helper_id for r in made})
        messages.success(request, ngettext("%(n)s parrain reçoit une lettre.", "%(n)s parrains reçoivent une lettre.", n) % {"n": n})
    return redirect("team:skills", season.slug)
