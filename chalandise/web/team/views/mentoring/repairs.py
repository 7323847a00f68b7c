"""What if a mentor stopped: the least disturbing repair, read before it is decided."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chalandise.mentoring.operations.repairs import repair_without
from chalandise.mentoring.queries.mentors import mentor_in
from chalandise.mentoring.queries.repairs import without_mentor
from chalandise.web.shell.gestures import attempt, number
from chalandise.web.team.gate import season_page
from chalandise.web.team.views.mentoring.pairings import signed_reasons


@require_http_methods(["GET", "POST"])
@season_page
def what_if(request, season, mentor_id):
    """Show what would change if this mentor stopped; decide it."""
    try:
        mentor = mentor_in(season, mentor_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        plan = [[number(part) or 0 for part in line.split(":")] for line in request.POST.getlist("plan") if line.count(":") == 1]
        done, made = attempt(request, repair_without, season=season, mentor=mentor, plan=plan, by=request.user)
        if done:
            messages.success(request, _("%(mentor)s est remercié et reçoit son attestation. La suite est décidée et chacun est prévenu.") % {"mentor": mentor})
            return redirect("team:pairings", season.slug)
        return redirect(request.path)
    found = without_mentor(season, mentor) if mentor.state == mentor.State.ACCEPTED else None
    rows = [{"move": m, "signs": _signs(m.fit) if m.fit else []} for m in found.moves] if found else []
    return render(request, "team/mentoring/what_if.html", {"season": season, "mentor": mentor, "found": found, "rows": rows})


def _signs(fit):
    return signed_reasons([[r.code, r.value] for r in fit.reasons_for], [[r.code, r.value] for r in fit.reasons_against])
