"""The worker that opens pages without a network, its list of pages, and the page that says what is on this phone."""
import hashlib
import json
from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chalandise.web.shell.context import HOUSE_ACCENT
from chalandise.web.shell.offline import KEEPING, WHO, kept_for, who
from chalandise.web.shell.views.style import stylesheet

SCRIPTS = ("outbox", "offline", "minutes", "sheet", "kept")
FONTS = ("atkinson-hyperlegible-next-latin-wght-normal", "bricolage-grotesque-latin-wght-normal")


def _read():
    """Return (version, source): the worker is a new one when anything that it keeps for everybody has changed."""
    source = _text("worker")
    assets = [reverse("style", args=[stylesheet()[0]]), static("shell/mark.svg"), static("django_htmx/htmx-2.min.js"),
              *(static(f"shell/fonts/{name}.woff2") for name in FONTS), *(static(f"shell/js/{name}.js") for name in SCRIPTS)]
    version = hashlib.sha256("".join([source, *assets, *map(_text, SCRIPTS)]).encode()).hexdigest()[:12]
    told = {"version": version, "assets": assets, "outbox": static("shell/js/outbox.js"), "home": reverse("offline"),
            "pages": reverse("offline_pages"), "leaving": [reverse("account_logout"), reverse("my_erasure")],
            "who": WHO, "keeping": KEEPING}
    return f"const HOUSE = {json.dumps(told)};\n{source}"


def _text(name):
    with open(finders.find(f"shell/js/{name}.js"), encoding="utf-8") as script:
        return script.read()


_kept = cache(_read)


@require_safe
def worker(request):
    """The service worker. It stands at the root because it may only open pages below its own address."""
    return HttpResponse(_read() if settings.DEBUG else _kept(), content_type="text/javascript; charset=utf-8",
                        headers={"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"})


@require_safe
def manifest(request):
    """What a phone needs to put us on its first screen."""
    icons = [{"src": static(f"shell/icons/{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"}
             for size in (192, 512)]
    return JsonResponse({
        "name": "Chalandise", "short_name": "Chalandise", "lang": get_language(), "start_url": reverse("me"), "scope": "/", "id": "/",
        "display": "standalone", "background_color": "#fbfaf6", "theme_color": HOUSE_ACCENT, "icons": icons,
        "description": _("Chalandise accompagne les commerces d’une rue, une saison à la fois, et mesure ce que cela change."),
    }, content_type="application/manifest+json")


@never_cache
@require_safe
def show(request):
    """What is on this phone: pages that open without a network, and what waits to be sent. The phone fills it in."""
    return render(request, "shell/offline/page.html")


@never_cache
@require_safe
def state(request):
    """Who is here now, and the token that lets what they kept be sent."""
    return JsonResponse({"who": who(request.user), "token": get_token(request)})


@never_cache
@require_safe
def pages(request):
    """Which pages the phone of this person keeps, and the colours that they wear."""
    found = kept_for(request.user)
    return JsonResponse({"who": who(request.user), "pages": [{"address": p.address, "title": str(p.title)} for p in found]})
