"""Before the pairings: who would work with whom, asked by one letter each, noted on the phone for who has no e-mail."""
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chalandise.mentoring.operations.wishes import ask_wishes
from chalandise.mentoring.queries.wishes import MENTOR, MERCHANT, about_whom, sheets
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.wishes import wishes_page
from chalandise.web.team.gate import season_page


@require_GET
@season_page
def wishes(request, season):
    """Show who has said with whom they would work."""
    shops, mentors = sheets(season)
    return render(request, "team/mentoring/wishes.html", {
        "season": season, "shops": shops, "mentors": mentors, "total": len(shops) + len(mentors),
        "answered": sum(bool(s.said) for s in (*shops, *mentors)), "may_ask": any(not s.said and s.others for s in (*shops, *mentors))})


@require_POST
@season_page
def asking(request, season):
    """Write to everybody who has said nothing yet."""
    done, found = attempt(request, ask_wishes, season=season, by=request.user)
    if done:
        written, silent = found
        messages.success(request, ngettext("%(n)s lettre est partie.", "%(n)s lettres sont parties.", written) % {"n": written} if written
                         else _("Personne à qui écrire de plus aujourd’hui."))
        if silent:
            messages.warning(request, _("Sans adresse e-mail, à appeler : %(shops)s.") % {"shops": ", ".join(map(str, silent))})
    return redirect("team:wishes", season.slug)


@require_http_methods(["GET", "POST"])
@season_page
def shop_wishes(request, season, shop_id):
    """Note on the phone what a merchant says."""
    return _on_the_phone(request, season, MERCHANT, shop_id)


@require_http_methods(["GET", "POST"])
@season_page
def mentor_wishes(request, season, mentor_id):
    """Note on the phone what a mentor says."""
    return _on_the_phone(request, season, MENTOR, mentor_id)


def _on_the_phone(request, season, side, number):
    try:
        about = about_whom(season, side, number)
    except ObjectDoesNotExist:
        raise Http404 from None
    return wishes_page(request, season, side, about, by=request.user, via="phone", template="team/mentoring/wish.html",
                       back=reverse("team:wishes", args=[season.slug]))
