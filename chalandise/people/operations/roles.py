"""Roles: granted, ended, covered during holidays, handed over; each gesture of the team is in the journal."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people import mails
from chalandise.people.models import Person, Role
from chalandise.people.operations.links import issue_link
from chalandise.people.queries import roles_now
from chalandise.people.rules import SCOPE_OF, TEAM


def grant_role(*, person, kind, scope_id=0, since=None, until=None):
    """Give a role from now on (or between two moments); giving it twice is the same as once. Returns the Role."""
    held = roles_now().filter(person=person, kind=kind, scope_id=scope_id, until=until).first()
    return held or Role.objects.create(person=person, kind=kind, scope_kind=SCOPE_OF[kind], scope_id=scope_id,
                                       since=since or clock.now(), until=until)


def end_role(*, person, kind, scope_id=0):
    """End a role now; the record stays."""
    Role.objects.filter(person=person, kind=kind, scope_id=scope_id, until=None).update(until=clock.now())


@transaction.atomic
def invite_colleague(*, by, kind, place, email, given_name, family_name, scope):
    """Make somebody a member of the team and mail them a link to come in.

    Parameters
    ----------
    by : Person
        Already checked by the door's gate: responsible for the territory.
    kind : Role.Kind
        REFERENT (place is a Season) or ADMIN (place is a Territory).
    place : Season or Territory
        Anything with pk and a name.
    scope : (str, int)
        Whose outbox shows the letter.

    Returns
    -------
    Role
    """
    if kind not in TEAM:
        raise Refused(_("On n’invite ici que des référents et des responsables de territoire."), field="kind")
    person = Person.objects.select_for_update(of=("self",)).filter(email=email.strip().lower()).first()
    if person is None:
        person = Person.objects.create_user(email=email.strip(), given_name=given_name.strip(), family_name=family_name.strip())
    elif not person.is_active:
        raise Refused(_("Cette personne a fermé son compte. Demandez-lui une autre adresse."), field="email")
    if roles_now().filter(person=person, kind=kind, scope_id=place.pk, until=None).exists():
        raise Refused(_("%(name)s fait déjà partie de l’équipe de %(place)s.") % {"name": person.full_name, "place": place},
                      field="email")
    role = grant_role(person=person, kind=kind, scope_id=place.pk)
    address = issue_link(purpose="people.join", person=person, target=role, days=14)
    mails.invitation(person=person, by=by, place=str(place), role=role.get_kind_display(), address=address, scope=scope)
    journal.record("people.invited", by=by, on=[person, place], changes={"role": ["", str(kind)]})
    return role


@transaction.atomic
def remove_colleague(*, by, role, place):
    """End a team role; the last responsible of a territory stays, else nobody could open the door again."""
    role = Role.objects.select_for_update(of=("self",)).select_related("person").get(pk=role.pk)
    if role.until is not None and role.until <= clock.now():
        return role
    if role.kind == Role.Kind.ADMIN and not others_holding(role).exists():
        raise Refused(_("%(name)s est seul responsable de ce territoire. Invitez d’abord quelqu’un d’autre.")
                      % {"name": role.person.full_name})
    Role.objects.filter(pk=role.pk).update(until=clock.now())
    journal.record("people.role_ended", by=by, on=[role.person, place], changes={"role": [role.kind, ""]})
    return role


def others_holding(role):
    """Return the lasting roles of other active people on the same scope."""
    return roles_now().filter(kind=role.kind, scope_kind=role.scope_kind, scope_id=role.scope_id, until=None,
                              person__is_active=True).exclude(person_id=role.person_id)


@transaction.atomic
def cover_role(*, by, person, kind, place, since, until, scope):
    """Somebody takes a referent's place between two days, both included; both see the season meanwhile."""
    if until < since:
        raise Refused(_("Le dernier jour vient avant le premier. Corrigez les dates."), field="until")
    if until < clock.today():
        raise Refused(_("Ces dates sont passées. Choisissez une période à venir."), field="until")
    if not person.is_active:
        raise Refused(_("Cette personne a fermé son compte."), field="person")
    starts, ends = clock.local(since), clock.local(until, 23, 59)
    if Role.objects.filter(person=person, kind=kind, scope_id=place.pk, since__lt=ends, until=None).exists():
        raise Refused(_("%(name)s suit déjà %(place)s.") % {"name": person.full_name, "place": place}, field="person")
    role = Role.objects.create(person=person, kind=kind, scope_kind=SCOPE_OF[kind], scope_id=place.pk, since=starts, until=ends)
    mails.cover(person=person, by=by, place=str(place), since=since, until=until, scope=scope)
    journal.record("people.covered", by=by, on=[person, place],
                   changes={"since": ["", since.isoformat()], "until": ["", until.isoformat()]})
    return role


@transaction.atomic
def hand_over(*, by, giver, taker, kind, place):
    """Pass a role on: the taker has it from now, the giver no longer."""
    if giver == taker:
        raise Refused(_("Choisissez une autre personne que vous."), field="person")
    if not taker.is_active:
        raise Refused(_("Cette personne a fermé son compte."), field="person")
    role = grant_role(person=taker, kind=kind, scope_id=place.pk)
    end_role(person=giver, kind=kind, scope_id=place.pk)
    journal.record("people.handed_over", by=by, on=[giver, taker, place], changes={"role": [str(giver.key), str(taker.key)]})
    return role
