"""Without a network: whose phone it is, which pages it keeps, what it says when it sends what it kept.

docs/decisions/0014-offline.md tells the whole of it. The scripts are static/shell/js/{worker,outbox,offline,minutes,sheet,kept}.js.
"""
import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.http import JsonResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from chalandise.foundation.refusals import Refused

WHO = "X-Person"    # on each page: whose it is; the worker forgets the pages of anybody else
KEEPING = "X-Keep"  # on a request: the worker fetches a page to keep it, nobody reads it now
NOBODY = "-"
KEEPERS = []


@dataclass(frozen=True)
class Kept:
    """A page that a phone keeps: its address, and what it is called in the list of what is there without a network."""

    address: str
    title: str


def keeps(find):
    """Register `find(person) -> [Kept]`: what an audience's pages want kept. Doors call it from their AppConfig.ready."""
    KEEPERS.append(find)
    return find


def kept_for(person):
    """Return the pages that the phone of this person keeps; none for a stranger."""
    return [page for find in KEEPERS for page in find(person)] if person.is_authenticated else []


def who(person):
    """Return a name of a person that says nothing to anybody else and never changes; "" for a stranger."""
    return salted_hmac("chalandise.offline", str(person.pk)).hexdigest()[:16] if getattr(person, "pk", None) else ""


def at_page(request):
    """Return the person whose page this is: of the mailed link when there is one, else of the session."""
    return getattr(request, "link_person", None) or request.user


def say_whose(get_response):
    """Middleware: say on each page whose it is, when answering it has asked; an error page may not have."""
    def answer(request):
        response = get_response(request)
        if hasattr(request, "link_person") or hasattr(request, "_cached_user"):
            response[WHO] = who(at_page(request)) or NOBODY
        return response
    return answer


# --- what a phone sends -----------------------------------------------------------------------------------------------

def from_phone(request):
    """Say whether a script sends what it kept: it reads a short answer instead of a page."""
    return request.headers.get("Accept", "") == "application/json"


def sent(*, following="", said="", **more):
    """Answer that what a phone kept is here for good: it may forget it."""
    return JsonResponse({"following": following, "said": str(said), **more})


def refused(refusal):
    """Answer that what a phone kept is refused: it keeps it, and shows why next to what was typed.

    Parameters
    ----------
    refusal : Refused, or a bound form with errors
    """
    if isinstance(refusal, Refused):
        errors = {refusal.field or "": [refusal.sentence]}
    else:
        errors = {"" if name == "__all__" else name: [str(e) for e in found] for name, found in refusal.errors.items()}
    return JsonResponse({"errors": {name: [str(s) for s in found] for name, found in errors.items()}}, status=422)


def key_of(posted):
    """Return the key that a phone gave to what it sends; raise Refused when it is not one."""
    try:
        return uuid.UUID(posted.get("key", ""))
    except ValueError:
        raise Refused(_("Ce téléphone a envoyé une réponse illisible. Rechargez la page et répondez de nouveau.")) from None


def age_of(posted):
    """Return how long ago something was typed, by the phone's clock at both ends; nothing when it does not say."""
    text = posted.get("age", "")
    return timedelta(milliseconds=int(text)) if text.isdecimal() and len(text) < 14 else timedelta(0)
