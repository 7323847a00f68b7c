"""An edition or a pack as it is shown now: the language of the reader, names only where a consent still holds."""
from django.utils.translation import get_language

from chalandise.actions.models import Lesson
from chalandise.foundation import clock
from chalandise.people.models import Consent


def shown(content, language=None):
    """Return the chapters to show: each signed quote gets its author's name if the consent holds at this moment. Two queries."""
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
    """Return {consent: "Lila, Institut Lys"}: the first name and the shop, which is all that the person agreed to (actions' `quote_words`)."""
    rows = Consent.objects.filter(pk__in=ids, purpose="quote", about_kind="actions.lesson", withdrawn_at=None, ends_at__gt=clock.now(),
                                  person__is_active=True).select_related("person") if ids else []
    shops = {x.pk: x.action.shop for x in Lesson.objects.filter(pk__in=[c.about_id for c in rows]).select_related("action__shop")} if rows else {}
    return {c.pk: f"{c.person.given_name}, {shops[c.about_id]}" for c in rows if c.about_id in shops}
