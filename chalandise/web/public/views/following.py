"""What an invited partner reads of a project: what the merchant agreed to, by the mailed link only."""
from django.core.exceptions import ObjectDoesNotExist
from django.shortcuts import render

from chalandise.actions.queries.following import shown_by_link
from chalandise.web.shell.links import handles


@handles("follow-up.read")
def follow_up(request, link):
    try:
        shown = shown_by_link(link)
    except ObjectDoesNotExist:
        return render(request, "public/follow_up_over.html", status=410)
    request.territory, request.accent = shown.follow_up.territory, shown.follow_up.territory.accent
    return render(request, "public/follow_up.html", {"shown": shown, "file": shown.follow_up})
