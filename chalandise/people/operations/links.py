"""Signed links: issued, used, renewed, revoked (house.md, decision 4)."""
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chalandise.foundation.refusals import Refused
from chalandise.people import mails
from chalandise.people.models import Link
from chalandise.people.queries import digest_of

RENEWALS_A_DAY = 5


@transaction.atomic
def issue_link(*, purpose, person, target=None, days=30, minutes=None):
    """Make a link bound to one purpose, one person and one object; return its full address.

    The token is stored hashed: nobody can read it again, a new one is issued instead. `minutes`, when given, replaces
    `days`.
    """
    life = timedelta(minutes=minutes) if minutes else timedelta(days=days)
    return _issue(purpose, person, (target._meta.label_lower, target.pk) if target is not None else ("", None), life)


def issue_links(wanted, *, days=30):
    """Make many links in one query; return their addresses in the same order.

    Parameters
    ----------
    wanted : sequence of (purpose, person, target)
        The target is an object, or ("actions.action", 3) when its room stands on a higher floor.
    """
    now = timezone.now()
    made = [(secrets.token_urlsafe(24), *row) for row in wanted]
    Link.objects.bulk_create(
        Link(digest=digest_of(token), purpose=purpose, person=person, made_at=now, expires_at=now + timedelta(days=days),
             target_kind=kind, target_id=number)
        for token, purpose, person, target in made
        for kind, number in [target if isinstance(target, tuple) else (target._meta.label_lower, target.pk)])
    return [f"{settings.BASE_URL}/l/{token}/" for token, *_row in made]


def _issue(purpose, person, target, life):
    token, now = secrets.token_urlsafe(24), timezone.now()
    Link.objects.create(digest=digest_of(token), purpose=purpose, person=person, made_at=now, expires_at=now + life,
                        target_kind=target[0], target_id=target[1])
    return f"{settings.BASE_URL}/l/{token}/"


def use_link(*, link):
    """Mark that the gesture of a link was made; doing it twice is the same as once."""
    if link.used_at is None:
        link.used_at = timezone.now()
        link.save(update_fields=["used_at"])
    return link


def spend_link(*, link):
    """Use a link that may serve only once (a sign-in). Returns whether it was still unused."""
    return bool(Link.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now()))


def revoke_links(*, purpose, target):
    """Kill the open links of one purpose about one object."""
    Link.objects.filter(purpose=purpose, target_kind=target._meta.label_lower, target_id=target.pk,
                        revoked_at=None).update(revoked_at=timezone.now())


@transaction.atomic
def renew_link(*, link):
    """Mail a fresh link with the same purpose to the person of an expired one; never show it to who asked.

    Returns the Letter (on paper, for the team, when the person has no address). Raises Refused when the link was
    revoked, or asked too often.
    """
    link = Link.objects.select_for_update(of=("self",)).select_related("person").get(pk=link.pk)
    if link.revoked_at:
        raise Refused(_("Ce lien a été remplacé ou n’est plus utile. Cherchez dans vos courriels le message le plus récent."))
    if not link.person.email:
        raise Refused(_("Nous n’avons pas d’adresse e-mail pour vous écrire. Appelez votre référent : son numéro est dans la lettre."))
    day_ago = timezone.now() - timedelta(days=1)
    same = Link.objects.filter(person=link.person, purpose=link.purpose, target_kind=link.target_kind, target_id=link.target_id)
    if same.filter(made_at__gt=day_ago).count() >= RENEWALS_A_DAY:
        raise Refused(_("Plusieurs liens sont déjà partis aujourd’hui. Regardez dans vos courriels, y compris les indésirables."))
    address = _issue(link.purpose, link.person, (link.target_kind, link.target_id),
                     max(link.expires_at - link.made_at, timedelta(minutes=20)))
    return mails.fresh_link(person=link.person, address=address)
