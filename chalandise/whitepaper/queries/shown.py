"""An edition or a pack as it is shown now: the language of the reader, names only where a consent still holds."""
from django.utils.translation import get_language

from chalandise.foundation import clock
from chalandise.people.models import Consent


def shown(content, language=None):
    """Return the chapters to show: each signed quote gets its author's name if the consent holds at this moment. One query."""
    language = language or ("en" if (get_language() or "fr").startswith("en") else "fr")
    chapters = content["languages"][language]
    wanted = {b["consent"] for c in chapters for b in c["blocks"] if b["kind"] == "quote" and b["consent"]}
    signed = _signatures(wanted)
    return [{**c, "blocks": [{**b, "who": signed.get(b["consent"], b["who"])} if b["kind"] == "quote" else b for b in c["blocks"]]}
            for c in chapters]


def withdrawn(content):
    """Return how many signed quotes of a content no longer have a consent."""
    wanted = {b["consent"] for c in content["languages"]["fr"] for b in c["blocks"] if b["kind"] == "quote" and b["consent"]}
    return len(wanted) - len(_signatures(wanted))


def _signatures(ids):
    rows = Consent.objects.filter(pk__in=ids, purpose="quote", withdrawn_at=None, ends_at__gt=clock.now()).select_related("person")
    return {c.pk: c.person.full_name for c in rows if c.person.is_active} if ids else {}
