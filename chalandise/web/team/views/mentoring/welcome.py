"""Meet and accept several would-be mentors on one page: their words, three answers each, one button."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from chalandise.mentoring.models import Mentor
from chalandise.mentoring.operations import mentors as operations
from chalandise.mentoring.queries import mentors as queries
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.forms.mentors import WelcomeForm
from chalandise.web.team.gate import season_page

MANY = 40  # on one page; the others come once these are decided


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request, season):
    """Show those who wait for a meeting or an answer; write down what was decided of each."""
    waiting = queries.mentors_of(season).filter(state__in=[Mentor.State.APPLIED, Mentor.State.MET]).order_by("applied_at", "pk")
    form = WelcomeForm(request.POST if request.method == "POST" else None, mentors=list(waiting[:MANY]))
    if request.method == "POST" and form.is_valid():
        met, taken = form.chosen(form.MET), form.chosen(form.TAKEN)
        done, count = attempt(request, operations.welcome_all, form=form, by=request.user, met=met, accepted=taken, on=form.cleaned_data["on"])
        if done:
            messages.success(request, _said(len(met), count))
            return redirect("team:mentors", season.slug)
    rows = [(mentor, field, queries.skill_words(mentor), queries.trade_words(mentor), queries.free_words(mentor)) for mentor, field in form.rows]
    return render(request, "team/mentoring/welcome.html", {"season": season, "form": form, "rows": rows},
                  status=422 if form.is_bound and form.errors else 200)


def _said(met, taken):
    if taken:
        return ngettext("%(n)s personne fait partie des parrains. Sa charte à signer est dans le courrier.",
                        "%(n)s personnes font partie des parrains. Leurs chartes à signer sont dans le courrier.", taken) % {"n": taken}
    if met:
        return ngettext("%(n)s rencontre est notée.", "%(n)s rencontres sont notées.", met) % {"n": met}
    return _("Rien n’a changé.")
