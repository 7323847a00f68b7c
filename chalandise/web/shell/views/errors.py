"""Error pages: what happened, why, what to do."""
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

from chalandise.web.shell.views.style import stylesheet


def bad_request(request, exception=None):
    return render(request, "shell/errors/400.html", status=400)


def forbidden(request, exception=None):
    """Say why when the one who refused said so."""
    return render(request, "shell/errors/403.html", {"sentence": str(exception or "")}, status=403)


def stale_form(request, reason=""):
    """A form came without its token: the page was opened long ago, or without cookies."""
    return render(request, "shell/errors/csrf.html", status=403)


def too_many(request, exception=None):
    """Said to whoever tries the sign-in too often; django-allauth looks for it under the name of handler429."""
    return render(request, "shell/errors/429.html", status=429)


def not_found(request, exception=None):
    return render(request, "shell/errors/404.html", status=404)


def server_error(request):
    """Say that it is our fault; this page asks nothing of the database or of the session, which may be what broke."""
    return HttpResponse(render_to_string("shell/errors/500.html", {"language": get_language() or "fr", "style_digest": stylesheet()[0]}), status=500)
