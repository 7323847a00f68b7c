"""Writing a season's settings, its partners and their people."""
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Affiliation, Person, Role
from chalandise.people.operations import end_role, grant_role
from chalandise.people.queries import has_role
from chalandise.seasons.mails import closing as mails
from chalandise.seasons.models import Partner

INVITED = (Role.Kind.PARTNER, Role.Kind.COMMITTEE)


@transaction.atomic
def edit_season(*, by, season, version, values):
    """Change the settings of a season (name, contact, text of the invitation, size of the panel).

    Raises
    ------
    Conflict
        Somebody saved a different text meanwhile.
    """
    contact = values.get("contact")
    if contact is not None and not has_role(contact, Role.Kind.REFERENT, season.pk) and not has_role(contact, Role.Kind.ADMIN, season.territory_id):
        raise Refused(_("La personne à joindre doit être de l’équipe de la saison. Invitez-la d’abord comme référente."), field="contact")
    before = {name: getattr(season, name) for name in values}
    season.save_version(version=version, values=values)
    plain = {n: [str(before[n]), str(values[n])] for n in ("name", "panel_size") if n in values and before[n] != values[n]}
    if any(before[n] != values[n] for n in values):
        journal.record("season.edited", by=by, on=season, changes=plain)
    return season


@transaction.atomic
def add_partner(*, by, season, organisation, kind):
    """An organisation supports the season or pays for it; adding it again changes the kind."""
    partner, made = Partner.objects.get_or_create(season=season, organisation=organisation, defaults={"kind": kind})
    if not made and partner.kind != kind:
        partner.kind = kind
        partner.save(update_fields=["kind"])
    elif not made:
        return partner
    journal.record("partner.added", by=by, on=[season, organisation], changes={"kind": ["", kind]})
    return partner


@transaction.atomic
def remove_partner(*, by, partner):
    """Take a partner off the list; impossible once its money is in the pot."""
    season, organisation = partner.season, partner.organisation
    try:
        with transaction.atomic():
            partner.delete()
    except ProtectedError as error:
        raise Refused(_("%s a déjà promis ou versé de l’argent : il reste partenaire de la saison.") % organisation.name) from error
    journal.record("partner.removed", by=by, on=[season, organisation])


@transaction.atomic
def invite_partner_person(*, by, season, kind, email, given_name, family_name, organisation=None):
    """Give somebody a partner's or a committee member's access, and write to them. Twice is the same as once.

    Raises
    ------
    Refused
        Another kind of role, or an account that was closed.
    """
    if kind not in INVITED:
        raise Refused(_("On invite ici des partenaires et des membres du comité."), field="kind")
    email = email.strip().lower()
    person = Person.objects.filter(email=email).first()
    if person is not None and not person.is_active:
        raise Refused(_("Cette personne a fermé son compte. Demandez-lui une autre adresse."), field="email")
    person = person or Person.objects.create_user(email=email, given_name=given_name.strip(), family_name=family_name.strip())
    if organisation is not None:
        Affiliation.objects.get_or_create(person=person, organisation=organisation, until=None, defaults={"since": clock.today()})
    if not has_role(person, kind, season.pk):
        grant_role(person=person, kind=kind, scope_id=season.pk)
        journal.record("partner.person_invited", by=by, on=[season, person], changes={"role": ["", str(kind)]})
    mails.partner_welcome(person=person, season=season, kind=kind, by=by)
    return person


@transaction.atomic
def end_partner_person(*, by, season, person, kind):
    """End somebody's partner or committee access."""
    if kind in INVITED and has_role(person, kind, season.pk):
        end_role(person=person, kind=kind, scope_id=season.pk)
        journal.record("partner.person_ended", by=by, on=[season, person], changes={"role": [str(kind), ""]})
