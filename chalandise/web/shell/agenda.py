"""A person's own calendar at an address that only they have: read only, to be subscribed to from any calendar program."""
from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chalandise.foundation import calendars
from chalandise.people.operations import issue_link
from chalandise.people.queries import find_link, is_alive

DAYS = 400


def feed_address(person):
    """Make the address of a person's calendar; each call makes another, the former ones keep working until they end."""
    return issue_link(purpose="feed", person=person, days=DAYS).replace("/l/", "/agenda/").rstrip("/") + ".ics"


@never_cache
@require_safe
def feed(request, token):
    """Answer the calendar file; a wrong or dead address is a plain 404, calendar programs read no page."""
    link = find_link(token)
    if link is None or link.purpose != "feed" or not is_alive(link) or not link.person.is_active:
        raise Http404
    with translation.override(link.person.language or "fr"):
        text = calendars.feed(calendars.appointments_of(link.person), name=_("Mes rendez-vous Chalandise"))
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
