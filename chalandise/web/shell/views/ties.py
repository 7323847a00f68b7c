"""My ties: what I am to a shop or a company, declared and ended by myself."""
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chalandise.people.operations import end_affiliation, end_tie
from chalandise.people.queries import affiliations_of
from chalandise.seasons.queries.interests import own_ties, shops_tieable_by
from chalandise.web.shell.gestures import attempt, number
from chalandise.web.shell.ties import TieForm, declare


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def my_ties(request):
    """Declare a tie, or say that one is over; those that the team wrote are ended by the team."""
    lines, houses = own_ties(request.user), list(affiliations_of(request.user))
    if ended := request.POST.get("end"):
        return _ended(request, next((x.tie for x in lines if x.tie.pk == number(ended)), None))
    if left := request.POST.get("left"):
        return _left(request, next((a for a in houses if a.pk == number(left)), None))
    form = TieForm(request.POST if request.method == "POST" else None, shops=shops_tieable_by(request.user))
    if form.is_valid():
        done, _made = attempt(request, lambda: declare(by=request.user, person=request.user, form=form, source="declared"), form=form)
        if done:
            messages.success(request, _("C’est noté. Merci de l’avoir dit avant."))
            return redirect("my_ties")
    return render(request, "shell/account/my_ties.html", {"lines": lines, "houses": houses, "form": form},
                  status=422 if form.errors else 200)


def _ended(request, tie):
    if tie is None:
        raise Http404
    if tie.source == "team":
        messages.error(request, _("Ce lien a été noté par l’équipe : appelez-la s’il n’est plus vrai."))
    else:
        end_tie(by=request.user, tie=tie)
        messages.success(request, _("Ce lien est terminé."))
    return redirect("my_ties")


def _left(request, house):
    if house is None:
        raise Http404
    if attempt(request, end_affiliation, by=request.user, affiliation=house)[0]:
        messages.success(request, _("C’est noté : vous n’y travaillez plus."))
    return redirect("my_ties")
