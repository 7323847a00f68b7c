"""The moments together to which a merchant is invited, and the way to say that something is wrong."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chalandise.seasons.models import Attendance
from chalandise.seasons.queries import season_of_shop
from chalandise.seasons.queries.gatherings import invitation_of, invitations_of
from chalandise.web.merchant.gate import shop_page
from chalandise.web.shell import seasons


@shop_page
@require_safe
def gatherings(request, shop):
    request.season = season_of_shop(shop)
    rows = list(invitations_of(request.user, request.season))
    return render(request, "merchant/seasons/gatherings.html", {
        "shop": shop, "ahead": [a for a in rows if not a.gathering.is_over], "past": [a for a in reversed(rows) if a.gathering.is_over]})


@shop_page
@require_POST
def answer(request, shop, attendance_id):
    try:
        attendance = invitation_of(request.user, attendance_id)
    except Attendance.DoesNotExist:
        raise Http404 from None
    seasons.answer_invitation(request, attendance, by=request.user)
    return redirect("merchant:gatherings", shop.pk)


@shop_page
@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request, shop):
    """Say that something is wrong, and read the answers."""
    request.season = season = season_of_shop(shop)
    if season is None:
        raise Http404
    form, sent = seasons.say_what_is_wrong(request, season, by=request.user, shop=shop)
    if sent:
        messages.success(request, _("Merci de l’avoir dit. Quelqu’un vous répond bientôt."))
        return redirect("merchant:complaint", shop.pk)
    return render(request, "merchant/seasons/complaint.html", {
        "shop": shop, "season": season, "form": form, "complaints": seasons.earlier(request.user, season)})
