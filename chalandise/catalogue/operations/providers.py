"""Companies: registered by one of their people, joined with their agreement, shared with colleagues, checked."""
import re
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.catalogue.mails import providers as mails
from chalandise.catalogue.models import Provider, Registration
from chalandise.catalogue.operations.checks import ask_register
from chalandise.catalogue.queries.companies import answerers_of, people_of
from chalandise.catalogue.rules.countries import country_name, is_country
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Organisation, Person, Role
from chalandise.people.operations import affiliate, end_role, grant_role, record_organisation
from chalandise.people.operations.organisations import check_siren
from chalandise.people.queries import has_role

ASKED_A_DAY = 3  # mails that one address may be sent by strangers
FORGOTTEN = timedelta(days=30)


class Known(Refused):
    """The company is known here and has people: one of them must agree."""

    def __init__(self, organisation):
        super().__init__(_("%(name)s est déjà inscrite. Quelqu’un de l’entreprise doit accepter votre demande.") % {"name": organisation})
        self.organisation = organisation


# --- registration -----------------------------------------------------------------------------------------------------

@transaction.atomic
def ask_registration(*, email, given_name, family_name, name, siren="", country="FR", foreign_number="", language="fr"):
    """A stranger asks to register a company: nothing opens before the mailed link is followed and confirmed.

    The same is said whether the address and the company are known or not. Returns the Registration, or None when enough
    mails left for this address today.
    """
    name, siren, foreign_number = _numbers(name, siren, country, foreign_number)
    try:
        validate_email(email := (email or "").strip().lower())
    except ValidationError as error:
        raise Refused(_("Cette adresse e-mail n’est pas complète. Vérifiez-la : le lien d’inscription y arrivera."), field="email") from error
    if not (family_name or "").strip():
        raise Refused(_("Donnez votre nom : il signera vos réponses."), field="family_name")
    person = Person.objects.filter(email=email).first() or Person.objects.create_user(
        email=email, given_name=given_name.strip()[:80], family_name=family_name.strip()[:80], language=language)
    if not person.is_active or person.registrations.filter(asked_at__gt=clock.now() - timedelta(days=1)).count() >= ASKED_A_DAY:
        return None
    registration = _asked(person, name, siren, country, foreign_number)
    mails.confirm(registration=registration)
    return registration


def _asked(person, name, siren, country, foreign_number):
    return Registration.objects.create(person=person, name=name, siren=siren, country=country, foreign_number=foreign_number,
                                       asked_at=clock.now())


@transaction.atomic
def confirm_registration(*, registration):
    """The address is proven: open the company's space, or ask its people. Returns the Provider, or None when they are asked.

    Twice is the same as once.
    """
    row = Registration.objects.select_for_update(of=("self",)).select_related("person").get(pk=registration.pk)
    if row.confirmed_at:
        return Provider.objects.filter(organisation=row.organisation_id).first() if row.accepted else None
    row.confirmed_at = clock.now()
    try:
        provider = register_provider(by=row.person, name=row.name, siren=row.siren, country=row.country, foreign_number=row.foreign_number)
    except Known as known:
        row.organisation = known.organisation
        row.save()
        journal.record("provider.join_asked", by=row.person, on=[row, known.organisation])
        for person in answerers_of(known.organisation):
            mails.join_asked(registration=row, person=person)
        return None
    row.organisation, row.accepted, row.answered_at = provider.organisation, True, row.confirmed_at
    row.save()
    return provider


@transaction.atomic
def open_or_ask(*, by, name, siren="", country="FR", foreign_number=""):
    """The same for somebody whose address is proven already. Returns the Provider, or None when its people are asked.

    Asking the same company again while an answer is awaited writes nobody a second time.
    """
    name, siren, foreign_number = _numbers(name, siren, country, foreign_number)
    mine = by.registrations.filter(siren=siren, country=country, foreign_number=foreign_number, accepted=None).exclude(confirmed_at=None)
    if mine.exists():
        return None
    return confirm_registration(registration=_asked(by, name, siren, country, foreign_number))


@transaction.atomic
def register_provider(*, by, name, siren="", country="FR", foreign_number=""):
    """Open the space of a company to somebody whose address is proven.

    Parameters
    ----------
    siren : str
        Nine digits, for a French company.
    country, foreign_number : str
        ISO 3166-1 code, and the number in the register of that country.

    Returns
    -------
    Provider
        The one that this person already shares, when they do.

    Raises
    ------
    Known
        The company has people here, and `by` is not one of them.
    """
    name, siren, foreign_number = _numbers(name, siren, country, foreign_number)
    provider = _provider_of(siren, country, foreign_number)
    if provider and has_role(by, Role.Kind.PROVIDER, provider.organisation_id):
        return provider
    body = provider.organisation if provider else Organisation.objects.filter(siren=siren).first() if siren else None
    if body and (provider or any(person != by for person in answerers_of(body))):
        raise Known(body)
    if body is None:
        # A foreign company never takes the name of one that is here: its number makes it another.
        body = record_organisation(by=by, name=name, siren=siren) if siren else Organisation.objects.create(name=name)
    provider = Provider.objects.create(organisation=body, country=country, foreign_number=foreign_number, registered_at=clock.now())
    _let_in(by, by, provider)
    journal.record("provider.registered", by=by, on=[provider, body])
    ask_register(provider=provider)
    return provider


def _let_in(by, person, provider):
    grant_role(person=person, kind=Role.Kind.PROVIDER, scope_id=provider.organisation_id)
    affiliate(by=by, person=person, organisation=provider.organisation)


def _provider_of(siren, country, foreign_number):
    known = Provider.objects.select_related("organisation")
    return (known.filter(organisation__siren=siren) if siren else known.filter(country=country, foreign_number=foreign_number)).first()


def _numbers(name, siren, country, foreign_number):
    """Return (name, SIREN, foreign number) as they are kept, one of the two numbers empty; raise Refused otherwise."""
    name = " ".join((name or "").split())[:200]
    if not name:
        raise Refused(_("Donnez le nom de l’entreprise."), field="name")
    if not is_country(country):
        raise Refused(_("Choisissez un pays dans la liste."), field="country")
    if country == "FR":
        number = check_siren(siren)
        if not number:
            raise Refused(_("Donnez le SIREN : neuf chiffres, sur vos factures. L’entreprise n’est pas française ? Choisissez son pays."), field="siren")
        return name, number, ""
    number = re.sub(r"[^0-9A-Z]", "", (foreign_number or "").upper())[:40]
    if len(number) < 4:
        raise Refused(_("Donnez le numéro de l’entreprise au registre de ce pays : %(country)s.") % {"country": country_name(country)}, field="foreign_number")
    return name, "", number


@transaction.atomic
def answer_request(*, by, registration, accepted):
    """Somebody of the company says whether a person may join them; the first answer counts."""
    row = Registration.objects.select_for_update(of=("self",)).select_related("person", "organisation").get(pk=registration.pk)
    if row.accepted is not None:
        return row
    if by not in answerers_of(row.organisation):
        raise Refused(_("Vous ne faites plus partie de %(name)s : quelqu’un d’autre répondra.") % {"name": row.organisation})
    row.accepted, row.answered_by, row.answered_at = bool(accepted), by, clock.now()
    row.save()
    provider = Provider.objects.filter(organisation=row.organisation).first()
    if accepted:
        provider = provider or Provider.objects.create(organisation=row.organisation, country=row.country, foreign_number=row.foreign_number,
                                                       registered_at=clock.now())
        _let_in(by, row.person, provider)
    journal.record("provider.join_answered", by=by, on=[row, row.organisation, *([provider] if provider else [])],
                   changes={"accepted": ["", bool(accepted)]})
    mails.join_answered(registration=row, provider=provider)
    return row


def forget_registrations():
    """Erase the requests that nobody confirmed within thirty days; returns how many."""
    return Registration.objects.filter(confirmed_at=None, asked_at__lt=clock.now() - FORGOTTEN).delete()[0]


# --- the company and its people ---------------------------------------------------------------------------------------

@transaction.atomic
def edit_company(*, by, provider, **values):
    """Change what a company says of itself: contact_email, contact_phone, headcount, website. Its number does not change."""
    provider = Provider.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=provider.pk)
    website = values.pop("website", None)
    changed = sorted(name for name, value in values.items() if getattr(provider, name) != value)
    for name in changed:
        setattr(provider, name, values[name])
    provider.save(update_fields=changed or None)
    if website is not None and website != provider.organisation.website:
        Organisation.objects.filter(pk=provider.organisation_id).update(website=website)
        provider.organisation.website = website
        changed.append("website")
    if changed:
        journal.record("provider.edited", by=by, on=[provider], changes={"fields": ["", ", ".join(changed)]})
    return provider


@transaction.atomic
def invite_person(*, by, provider, email, given_name="", family_name=""):
    """Open the company's space to a colleague and mail them a link. Returns the Person."""
    try:
        validate_email(email := (email or "").strip().lower())
    except ValidationError as error:
        raise Refused(_("Cette adresse e-mail n’est pas complète."), field="email") from error
    person = Person.objects.select_for_update(of=("self",)).filter(email=email).first()
    if person is None:
        person = Person.objects.create_user(email=email, given_name=given_name.strip()[:80], family_name=family_name.strip()[:80])
    elif not person.is_active:
        raise Refused(_("Cette personne a fermé son compte. Demandez-lui une autre adresse."), field="email")
    if has_role(person, Role.Kind.PROVIDER, provider.organisation_id):
        raise Refused(_("%(name)s partage déjà cet espace.") % {"name": person.full_name}, field="email")
    _let_in(by, person, provider)
    mails.invited(person=person, by=by, provider=provider)
    journal.record("provider.person_invited", by=by, on=[provider, person])
    return person


@transaction.atomic
def end_person(*, by, provider, person):
    """Close the company's space to somebody; the last one stays, else nobody could open it again. Twice is the same as once."""
    Provider.objects.select_for_update(of=("self",)).get(pk=provider.pk)
    people = list(people_of(provider))
    if person not in people:
        return
    if len(people) == 1:
        raise Refused(_("%(name)s est la seule personne de cet espace. Invitez d’abord quelqu’un d’autre.") % {"name": person.full_name})
    end_role(person=person, kind=Role.Kind.PROVIDER, scope_id=provider.organisation_id)
    journal.record("provider.person_ended", by=by, on=[provider, person])
