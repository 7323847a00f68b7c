"""Consents: given for one stated purpose until a date, withdrawn as easily; the exact text is kept."""
from datetime import timedelta

from django.db import transaction

from chalandise.foundation import clock, journal
from chalandise.people.models import Consent
from chalandise.people.queries import consents_now


@transaction.atomic
def give_consent(*, person, purpose, text, about=None, days=3 * 365, by=None, via=""):
    """Record that a person agrees to one purpose; giving it twice in the same words is the same as once.

    Parameters
    ----------
    purpose : str
        "comparison", "quote", "image", "contact".
    text : str
        The exact words the person read.
    by : Person, optional
        The referent who writes for the person (then `via="phone"` or "paper").
    """
    kind, number = (about._meta.label_lower, about.pk) if about is not None else ("", None)
    held = consents_now(person).filter(purpose=purpose, about_kind=kind, about_id=number, text=text).first()
    if held:
        return held
    now = clock.now()
    consent = Consent.objects.create(person=person, purpose=purpose, about_kind=kind, about_id=number, text=text,
                                     given_at=now, ends_at=now + timedelta(days=days), via=via)
    journal.record("people.consented", by=by or person, on=[t for t in (person, about) if t is not None], via=via,
                   changes={"purpose": ["", purpose]})
    return consent


@transaction.atomic
def withdraw_consent(*, consent, by, via=""):
    """Withdraw a consent now; what was published meanwhile is taken back by who published it."""
    consent = Consent.objects.select_for_update(of=("self",)).select_related("person").get(pk=consent.pk)
    if consent.withdrawn_at is None:
        consent.withdrawn_at = clock.now()
        consent.save(update_fields=["withdrawn_at"])
        journal.record("people.consent_withdrawn", by=by, on=consent.person, via=via, changes={"purpose": [consent.purpose, ""]})
    return consent
