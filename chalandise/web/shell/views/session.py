"""Coming in: by the link of a mail, or by one click in the demo. The code and the passkey are django-allauth's."""
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from chalandise.people.operations import spend_link
from chalandise.people.queries import demo_personas
from chalandise.web.shell.adapters import speak
from chalandise.web.shell.links import handles

BACKEND = "django.contrib.auth.backends.ModelBackend"


def enter(request, person):
    """Open the session of a person and lead them to their pages."""
    login(request, person, backend=BACKEND)
    return speak(redirect(settings.LOGIN_REDIRECT_URL), person)


@handles("sign-in")
def sign_in(request, link):
    """The link beside the code: it opens once, on a press of the button (mail scanners follow links)."""
    return _by_link(request, link, "shell/session/enter.html")


@handles("people.join")
def join(request, link):
    """The link of an invitation: a colleague comes in for the first time."""
    return _by_link(request, link, "shell/session/join.html")


def _by_link(request, link, template):
    if not link.person.is_active:
        raise Http404
    if request.method == "POST" and spend_link(link=link):
        return enter(request, link.person)
    link.refresh_from_db()
    return render(request, template, {"link": link, "used": link.used_at is not None},
                  status=410 if link.used_at else 200)


@never_cache
@require_POST
def enter_demo(request, key):
    """Become a persona of the demo; anywhere else this page does not exist."""
    if not settings.DEMO:
        raise Http404
    return enter(request, get_object_or_404(demo_personas(), person_id=key).person)
