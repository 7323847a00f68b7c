"""A person's own account: correct it, leave it."""
import phonenumbers
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal, privacy
from chalandise.foundation.models import Actor
from chalandise.foundation.refusals import Refused
from chalandise.people import mails
from chalandise.people.models import Person, Role
from chalandise.people.operations.roles import others_holding
from chalandise.people.queries import roles_now


def check_phone(text):
    """Return a number as E.164; raise Refused when it is not one. An empty text gives ''."""
    if not (text or "").strip():
        return ""
    try:
        number = phonenumbers.parse(text, "FR")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Refused(_("Ce numéro de téléphone n’est pas complet. Exemple : 06 12 34 56 78."), field="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@transaction.atomic
def edit_person(*, by, person, given_name, family_name, phone, language, email=None):
    """Correct a person's own data. A new address forgets the old one everywhere, and that it bounced."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    given_name, family_name = " ".join(given_name.split()), " ".join(family_name.split())
    if not (given_name or family_name):
        raise Refused(_("Donnez au moins un prénom ou un nom."), field="family_name")
    values = {"given_name": given_name[:80], "family_name": family_name[:80], "phone": check_phone(phone), "language": language}
    if email is not None and (email := email.strip().lower() or None) != person.email:
        if email and Person.objects.filter(email=email).exists():
            raise Refused(_("Cette adresse est déjà celle de quelqu’un d’autre."), field="email")
        values.update(email=email, bounced_at=None)
        apps.get_model("account", "EmailAddress").objects.filter(user=person).delete()
    changed = sorted(name for name, value in values.items() if getattr(person, name) != value)
    if changed:
        for name, value in values.items():
            setattr(person, name, value)
        person.save()
        Actor.objects.filter(key=person.key).update(label=person.full_name)
        journal.record("people.corrected", by=by, on=person, changes={name: ["", ""] for name in changed})
    return person


def check_may_leave(person):
    """Raise Refused when somebody still counts on this person, with what to do first."""
    held = roles_now().filter(person=person)
    for role in held.filter(kind__in=(Role.Kind.ADMIN, Role.Kind.REFERENT), until=None):
        if not others_holding(role).exists():
            raise Refused(_("Vous êtes seul à tenir ce rôle : %(role)s. Passez d’abord le relais à quelqu’un de l’équipe.")
                          % {"role": role.get_kind_display()})
    if held.filter(kind=Role.Kind.COMPANION).exists():
        raise Refused(_("Vous accompagnez encore une boutique. Prévenez d’abord votre référent, qui la confiera à quelqu’un "
                        "d’autre ; puis revenez ici."))


@transaction.atomic
def erase_person(*, person, typed, by=None):
    """Erase what the house holds on a person, according to what each room declares.

    The journal keeps the key of who acted and loses the name that goes with it. Returns the sentences of what is kept.

    Raises
    ------
    Refused
        The word of confirmation is missing, or somebody still counts on this person.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if typed.strip().casefold() != _("effacer"):
        raise Refused(_("Écrivez le mot « effacer » pour confirmer."), field="typed")
    check_may_leave(person)
    kept = privacy.kept(person)
    if person.email:
        farewell = mails.erased(person=person, kept=kept)
    journal.record("people.erased", by=by or person, on=person)
    Role.objects.filter(person=person, until=None).update(until=clock.now())
    privacy.erase(person, spare=[farewell.pk] if person.email else [])
    _close_sessions(person)
    Actor.objects.filter(key=person.key).delete()
    person.given_name = person.family_name = person.phone = ""
    person.email, person.is_active, person.is_superuser, person.erased_at = None, False, False, clock.now()
    person.set_unusable_password()
    person.save()
    return kept


def _close_sessions(person):
    for session in Session.objects.all().iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
