"""The mentor's own profile: what they can, when, for whom they work, what binds them."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chalandise.mentoring.operations import mentors as operations
from chalandise.mentoring.queries import mentors as queries
from chalandise.people.operations import end_tie
from chalandise.seasons.queries.panel import tieable_shops
from chalandise.web.mentor.gate import mentor_page
from chalandise.web.shell.gestures import attempt, number
from chalandise.web.shell.profile import ProfileForm
from chalandise.web.shell.ties import TieForm, declare


def _page(request, mentor, form, tie_form):
    return render(request, "mentor/mentoring/profile.html", {
        "season": mentor.season, "mentor": mentor, "form": form, "tie_form": tie_form, "ties": queries.ties_of(mentor),
        "tie_action": reverse("mentor:ties", args=[mentor.season.slug])})


@mentor_page
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request, mentor):
    """Correct one's profile; two people who write see both texts."""
    form = ProfileForm(request.POST if request.method == "POST" else None, mentor=mentor)
    if form.is_valid():
        done, _made = attempt(request, operations.edit_profile, form=form, by=request.user, mentor=mentor,
                              version=form.cleaned_data["version"] or 0, **form.values())
        if done:
            messages.success(request, _("Votre profil est à jour."))
            return redirect("mentor:profile", mentor.season.slug)
    return _page(request, mentor, form, TieForm(shops=tieable_shops(mentor.season)))


@mentor_page
@require_POST
def ties(request, mentor):
    """Declare a tie, or say that one is over."""
    if ended := request.POST.get("end"):
        try:
            tie = queries.tie_of(mentor, number(ended) or 0)
        except ObjectDoesNotExist:
            raise Http404 from None
        if tie.source == "team":
            messages.error(request, _("Ce lien a été noté par l’équipe : appelez-la s’il n’est plus vrai."))
        else:
            end_tie(by=request.user, tie=tie)
        return redirect("mentor:profile", mentor.season.slug)
    form = TieForm(request.POST, shops=tieable_shops(mentor.season))
    if form.is_valid():
        done, _made = attempt(request, lambda: declare(by=request.user, person=mentor.person, form=form, source="declared"), form=form)
        if done:
            return redirect("mentor:profile", mentor.season.slug)
    return _page(request, mentor, ProfileForm(mentor=mentor), form)
