"""What people say is wrong: read and answered by somebody else than the one it is about."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chalandise.seasons.models import Complaint
from chalandise.seasons.operations.complaints import answer_complaint
from chalandise.seasons.queries.complaints import complaint_read_by, complaints_read_by
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.links import handles
from chalandise.web.team.forms.seasons.closing import AnswerForm
from chalandise.web.team.gate import season_page, territory_page


@season_page
@require_safe
def complaints(request, season):
    return render(request, "team/seasons/complaints.html", {"season": season, "place": season, "complaints": complaints_read_by(request.user).filter(season=season)})


@territory_page
@require_safe
def territory_complaints(request, territory):
    """The complaints of every season of the territory."""
    rows = complaints_read_by(request.user).filter(season__territory=territory)
    return render(request, "team/seasons/complaints.html", {"place": territory, "complaints": rows})


@season_page
@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request, season, complaint_id):
    try:
        row = complaint_read_by(request.user, season, complaint_id)
    except Complaint.DoesNotExist:
        raise Http404 from None
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        done, _complaint = attempt(request, answer_complaint, form=form, by=request.user, complaint=row, **form.cleaned_data)
        if done:
            messages.success(request, _("Votre réponse est partie."))
            return redirect("team:complaints", season.slug)
        row.refresh_from_db()
    return render(request, "team/seasons/complaint.html", {"season": season, "complaint": row, "form": form})


@handles("complaint.read")
def open_complaint(request, link):
    """Lead to the page, which asks who one is: what was written is not for whoever holds a mail."""
    row = Complaint.objects.filter(pk=link.target_id).select_related("season").first()
    if row is None:
        raise Http404
    return redirect("team:complaint", row.season.slug, row.pk)
