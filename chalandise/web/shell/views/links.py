"""Mailed links: opened, or said dead with the way to get a fresh one."""
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from chalandise.people.operations import renew_link
from chalandise.people.queries import find_link, is_alive
from chalandise.web.shell.gestures import attempt
from chalandise.web.shell.links import HANDLERS


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request, token):
    """Show the page of a mailed link, or say why it no longer opens and how to get a new one."""
    link = find_link(token)
    if link is None or link.purpose not in HANDLERS:
        return render(request, "shell/links/unknown.html", status=404)
    if not is_alive(link):
        return render(request, "shell/links/expired.html", {"link": link, "token": token}, status=410)
    request.link_person = link.person
    return HANDLERS[link.purpose](request, link)


@never_cache
@require_POST
def renew(request, token):
    """Mail a fresh link to the person of a dead one; this page never shows it."""
    link = find_link(token)
    if link is None or link.purpose not in HANDLERS:
        return render(request, "shell/links/unknown.html", status=404)
    done, _letter = attempt(request, renew_link, link=link)
    if not done:
        return render(request, "shell/links/expired.html", {"link": link, "token": token}, status=410)
    return render(request, "shell/links/renewed.html")
