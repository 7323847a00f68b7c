"""Offer to accompany a shop: one page, no account; the mailed link shows it again."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chalandise.mentoring.operations import mentors as operations
from chalandise.mentoring.queries import mentors as queries
from chalandise.web.public.views.seasons.apply import season_or_404
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.links import handles
from chalandise.web.shell.profile import OfferForm, ProfileForm


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request, slug):
    """The offer; an address that has already offered is mailed its link, and nothing is told of it."""
    season = season_or_404(request, slug)
    if hasattr(season, "closure"):
        return render(request, "public/mentoring/closed.html", {"season": season})
    if request.GET.get("merci"):
        return render(request, "public/mentoring/thanks.html", {"season": season})
    form = OfferForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done, _made = attempt(request, operations.apply, form=form, season=season, **form.values())
        if done:
            return redirect(f"{request.path}?merci=1")
    return render(request, "public/mentoring/apply.html", {"season": season, "form": form})


@handles("mentor.application")
def offer(request, link):
    """What somebody offered: read it, correct it until the team decides."""
    try:
        mentor = queries.mentor_of_link(link)
    except ObjectDoesNotExist:
        return render(request, "shell/links/unknown.html", status=404)
    season = mentor.season
    request.territory, request.accent = season.territory, season.territory.accent
    open_ = mentor.state in ("applied", "met", "accepted") and mentor.person_id == link.person_id
    form = ProfileForm(request.POST if request.method == "POST" and open_ else None, mentor=mentor)
    if form.is_valid():
        done, _made = attempt(request, operations.edit_profile, form=form, by=link.person, mentor=mentor,
                              version=form.cleaned_data["version"] or 0, **form.values())
        if done:
            messages.success(request, _("C’est enregistré."))
            return redirect(request.path)
    return render(request, "public/mentoring/offer.html", {"season": season, "mentor": mentor, "form": form, "open": open_})
