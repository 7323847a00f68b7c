"""My hours, my attestation, the help I offer to others, my calendar's address."""
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chalandise.mentoring.documents import attestation as document
from chalandise.mentoring.documents import in_hours
from chalandise.mentoring.operations import volunteering
from chalandise.mentoring.queries.pairings import hours_of
from chalandise.mentoring.queries.words import skill
from chalandise.web.mentor.forms.mentoring import Help, Time
from chalandise.web.mentor.gate import mentor_page
from chalandise.web.shell.agenda import feed_address
from chalandise.web.shell.gestures import attempt


def _page(request, mentor, **words):
    hours = hours_of(mentor)
    offers = [(o, skill(o.skill)) for o in mentor.offers.filter(withdrawn_at=None)]
    return render(request, "mentor/mentoring/hours.html", {
        "mentor": mentor, "season": mentor.season, "count": hours["count"], "hours": {k: in_hours(v) for k, v in hours.items() if k != "count"},
        "times": mentor.times.all()[:50], "offers": offers, "time_form": Time(), "help_form": Help(), "feed": "", **words})


@require_GET
@mentor_page
def hours(request, mentor):
    """Show what I gave: visits, travel, the rest."""
    return _page(request, mentor)


@require_POST
@mentor_page
def times(request, mentor):
    """Count time given outside the visits."""
    form = Time(request.POST)
    if form.is_valid() and attempt(request, volunteering.count_time, form=form, mentor=mentor, by=request.user, **form.cleaned_data)[0]:
        messages.success(request, _("C’est compté."))
        return redirect("mentor:hours", mentor.season.slug)
    return _page(request, mentor, time_form=form)


@require_POST
@mentor_page
def time_removal(request, mentor, time_id):
    """Take back a line of time."""
    attempt(request, volunteering.uncount_time, time=get_object_or_404(mentor.times, pk=time_id), by=request.user)
    return redirect("mentor:hours", mentor.season.slug)


@require_POST
@mentor_page
def offers(request, mentor):
    """Offer an hour of a skill."""
    form = Help(request.POST)
    if form.is_valid() and attempt(request, volunteering.offer_help, form=form, mentor=mentor, by=request.user, **form.cleaned_data)[0]:
        messages.success(request, _("Merci. L’équipe vous appelle quand un parrainage en a besoin."))
        return redirect("mentor:hours", mentor.season.slug)
    return _page(request, mentor, help_form=form)


@require_POST
@mentor_page
def offer_removal(request, mentor, offer_id):
    """Withdraw an offer of help."""
    attempt(request, volunteering.withdraw_offer, offer=get_object_or_404(mentor.offers, pk=offer_id), by=request.user)
    return redirect("mentor:hours", mentor.season.slug)


@require_POST
@mentor_page
def feed(request, mentor):
    """Make the address of my calendar, shown once."""
    return _page(request, mentor, feed=feed_address(request.user))


@require_GET
@mentor_page
def attestation(request, mentor):
    """Give the attestation of volunteering as a PDF."""
    return attestation_file(mentor)


def attestation_file(mentor):
    if mentor.state not in (mentor.State.ACCEPTED, mentor.State.LEFT):
        raise Http404
    response = HttpResponse(document(mentor, lang=get_language() or "fr"), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="attestation-benevolat.pdf"'
    return response
