"""What other pairings ask of me: one hour of what I can, yes or no."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chalandise.mentoring.operations.skills import answer_skill
from chalandise.mentoring.queries.skills import requests_of
from chalandise.mentoring.queries.words import skill
from chalandise.people.operations import use_link
from chalandise.web.mentor.gate import mentor_page
from chalandise.web.shell.gestures import attempt, number


def helping_page(request, helper, *, by, template, link=None):
    """Show what is asked of a helper; take one answer."""
    rows = requests_of(helper)
    if request.method == "POST":
        wanted = next((r for r in rows if r.pk == number(request.POST.get("request", ""))), None)
        if wanted is None:
            messages.error(request, _("Cette demande n’attend plus de réponse. Merci quand même."))
        elif attempt(request, answer_skill, asked=wanted, says=request.POST.get("says", ""), by=by, via="link" if link else "")[0]:
            if link:
                use_link(link=link)
            messages.success(request, _("Merci. Vous recevez chacun le prénom et le numéro de l’autre.") if request.POST["says"] == "yes"
                             else _("C’est noté, merci d’avoir répondu. Nous demandons à quelqu’un d’autre."))
        return redirect(request.path)
    return render(request, template, {"season": helper.season, "mentor": helper, "rows": [(r, skill(r.skill)) for r in rows]})


@require_http_methods(["GET", "POST"])
@mentor_page
def helping(request, mentor):
    """Show what is asked of me."""
    return helping_page(request, mentor, by=request.user, template="mentor/mentoring/helping.html")
