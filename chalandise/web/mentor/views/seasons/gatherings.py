"""The moments together to which a mentor is invited, and the way to say that something is wrong."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.seasons.models import Attendance
from chalandise.seasons.queries.gatherings import invitation_of, invitations_of
from chalandise.web.mentor.gate import mentor_page
from chalandise.web.shell import seasons


@mentor_page
@require_safe
def gatherings(request, mentor):
    rows = list(invitations_of(request.user, mentor.season))
    return render(request, "mentor/seasons/gatherings.html", {
        "season": mentor.season, "ahead": [a for a in rows if not a.gathering.is_over],
        "past": [a for a in reversed(rows) if a.gathering.is_over]})


@mentor_page
@require_POST
def answer(request, mentor, attendance_id):
    try:
        attendance = invitation_of(request.user, attendance_id)
    except Attendance.DoesNotExist:
        raise Http404 from None
    seasons.answer_invitation(request, attendance, by=request.user)
    return redirect("mentor:gatherings", mentor.season.slug)


@mentor_page
@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request, mentor):
    """Say that something is wrong, and read the answers."""
    season = mentor.season
    form, sent = seasons.say_what_is_wrong(request, season, by=request.user)
    if sent:
        messages.success(request, _("Merci de l’avoir dit. Quelqu’un vous répond bientôt."))
        return redirect("mentor:complaint", season.slug)
    return render(request, "mentor/seasons/complaint.html", {
        "season": season, "form": form, "complaints": seasons.earlier(request.user, season)})
