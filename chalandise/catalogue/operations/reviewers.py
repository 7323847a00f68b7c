"""Experts are asked to review a call; they accept with what they know and how much they take, decline, or leave."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.catalogue.mails import reviewing as mails
from chalandise.catalogue.models import Assignment, Reviewer
from chalandise.catalogue.rules import NEEDS
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Person, Role
from chalandise.people.operations import end_role, grant_role, issue_link, revoke_links

MOST = 30  # submissions that one person may take


@transaction.atomic
def invite(*, by, call, email, given_name, family_name):
    """Ask somebody to review a call; a mail leads to their answer. Asking again somebody who declined or left is fine.

    Raises
    ------
    Refused
        They review it already, or closed their account.
    """
    person = Person.objects.select_for_update(of=("self",)).filter(email=email.strip().lower()).first()
    if person is None:
        person = Person.objects.create_user(email=email.strip(), given_name=given_name.strip(), family_name=family_name.strip())
    elif not person.is_active:
        raise Refused(_("Cette personne a fermé son compte. Demandez-lui une autre adresse."), field="email")
    reviewer, made = Reviewer.objects.select_for_update(of=("self",)).get_or_create(
        call=call, person=person, defaults={"invited_by": by, "invited_at": clock.now()})
    if not made and reviewer.accepted_at and not reviewer.ended_at:
        raise Refused(_("%(name)s relit déjà cet appel.") % {"name": person.full_name}, field="email")
    if not made:
        reviewer.invited_by, reviewer.invited_at = by, clock.now()
        reviewer.accepted_at = reviewer.declined_at = reviewer.ended_at = None
        reviewer.save(update_fields=["invited_by", "invited_at", "accepted_at", "declined_at", "ended_at"])
        revoke_links(purpose="review.invitation", target=reviewer)
    mails.invited(reviewer, by=by, link=issue_link(purpose="review.invitation", person=person, target=reviewer, days=30))
    journal.record("reviewer.invited", by=by, on=[call, person], territory=call.territory_id)
    return reviewer


@transaction.atomic
def accept(*, reviewer, needs, load):
    """Accept, with the needs that one knows and the most submissions that one takes; saying it again changes them."""
    reviewer = _open(reviewer)
    if strange := [code for code in needs if code not in NEEDS]:
        raise Refused(_("Ce besoin n’est pas dans la liste : %(code)s.") % {"code": strange[0][:40]}, field="needs")
    if not 1 <= load <= MOST:
        raise Refused(_("Dites combien de réponses vous prenez : entre 1 et %(most)s.") % {"most": MOST}, field="load")
    first = reviewer.accepted_at is None
    before = [reviewer.load, len(reviewer.needs)]
    reviewer.needs, reviewer.load, reviewer.declined_at = sorted(set(needs)), load, None
    reviewer.accepted_at = reviewer.accepted_at or clock.now()
    reviewer.save(update_fields=["needs", "load", "accepted_at", "declined_at"])
    grant_role(person=reviewer.person, kind=Role.Kind.REVIEWER, scope_id=reviewer.call_id)
    changes = {} if first else {"load": [before[0], load], "needs": [before[1], len(reviewer.needs)]}
    journal.record("reviewer.accepted", by=reviewer.person, on=[reviewer.call, reviewer.person], territory=reviewer.call.territory_id, changes=changes)
    return reviewer


@transaction.atomic
def decline(*, reviewer):
    """Say that one cannot review this call."""
    reviewer = _open(reviewer)
    if reviewer.accepted_at:
        raise Refused(_("Vous avez déjà accepté. Pour arrêter, appelez l’équipe : elle confiera vos relectures à quelqu’un d’autre."))
    if reviewer.declined_at is None:
        reviewer.declined_at = clock.now()
        reviewer.save(update_fields=["declined_at"])
        journal.record("reviewer.declined", by=reviewer.person, on=[reviewer.call, reviewer.person], territory=reviewer.call.territory_id)
    return reviewer


@transaction.atomic
def end(*, by, reviewer):
    """End the part of a reviewer: their pages close; what they did not send no longer counts, nor what they sent."""
    reviewer = Reviewer.objects.select_for_update(of=("self",)).select_related("person", "call").get(pk=reviewer.pk)
    if reviewer.ended_at is None:
        reviewer.ended_at = clock.now()
        reviewer.save(update_fields=["ended_at"])
        end_role(person=reviewer.person, kind=Role.Kind.REVIEWER, scope_id=reviewer.call_id)
        revoke_links(purpose="review.invitation", target=reviewer)
        Assignment.objects.filter(reviewer=reviewer, review=None).delete()
        journal.record("reviewer.ended", by=by, on=[reviewer.call, reviewer.person], territory=reviewer.call.territory_id)
    return reviewer


def _open(reviewer):
    reviewer = Reviewer.objects.select_for_update(of=("self",)).select_related("person", "call").get(pk=reviewer.pk)
    if reviewer.ended_at:
        raise Refused(_("Votre part dans cet appel est terminée. Appelez l’équipe si c’est une erreur."))
    if reviewer.call.released_at:
        raise Refused(_("Les décisions de cet appel sont annoncées : la relecture est finie."))
    return reviewer
