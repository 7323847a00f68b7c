from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chalandise.people.queries import find_link, is_alive
from chalandise.web.shell.links import HANDLERS


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request, token):
    """Show the page of a mailed link, or say why it no longer opens and how to get a new one."""
    link = find_link(token)
    if link is None or link.purpose not in HANDLERS:
        return render(request, "shell/links/unknown.html", status=404)
    if not is_alive(link):
        return render(request, "shell/links/expired.html", {"link": link}, status=410)
    return HANDLERS[link.purpose](request, link)
