"""Organisations (SIREN) and who belongs to them."""
from django.db import transaction
from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError
from stdnum.fr import siren as siren_number

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Affiliation, Organisation


def check_siren(text):
    """Return nine digits; raise Refused when the number is mistyped. An empty text gives None."""
    if not (text or "").strip():
        return None
    try:
        return siren_number.validate(text)
    except ValidationError as error:
        raise Refused(_("Ce numéro SIREN n’est pas juste : il a neuf chiffres, et l’un d’eux au moins est à corriger."),
                      field="siren") from error


@transaction.atomic
def record_organisation(*, by, name, siren="", website=""):
    """Return the organisation of this SIREN (or of this exact name without SIREN), made if it is new."""
    number = check_siren(siren)
    name = " ".join((name or "").split())
    if not name:
        raise Refused(_("Donnez le nom de l’organisme."), field="name")
    known = Organisation.objects.filter(siren=number) if number else Organisation.objects.filter(name__iexact=name, siren=None)
    if found := known.first():
        return found
    organisation = Organisation.objects.create(name=name[:200], siren=number, website=website or "")
    journal.record("people.organisation_recorded", by=by, on=organisation)
    return organisation


@transaction.atomic
def affiliate(*, by, person, organisation, title="", sells="", since=None):
    """A person belongs to an organisation from a day on; saying it twice updates the one that runs."""
    held, made = Affiliation.objects.get_or_create(person=person, organisation=organisation, until=None,
                                                   defaults={"since": since or clock.today(), "title": title, "sells": sells})
    if made:
        journal.record("people.affiliated", by=by, on=[person, organisation])
    elif (held.title, held.sells) != (title, sells):
        held.title, held.sells = title, sells
        held.save(update_fields=["title", "sells"])
    return held


def end_affiliation(*, by, affiliation, until=None):
    """The person no longer belongs to the organisation; the record stays."""
    affiliation.until = until or clock.today()
    if affiliation.until < affiliation.since:
        raise Refused(_("La fin vient avant le début. Corrigez la date."), field="until")
    affiliation.save(update_fields=["until"])
    journal.record("people.affiliation_ended", by=by, on=[affiliation.person, affiliation.organisation])
    return affiliation
