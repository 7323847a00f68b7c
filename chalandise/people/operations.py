"""Writing about people: roles and signed links."""
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from chalandise.foundation import clock
from chalandise.people.models import Link, Role
from chalandise.people.queries import digest_of, roles_now
from chalandise.people.rules import SCOPE_OF


def grant_role(*, person, kind, scope_id=0):
    """Give a role from now on; giving it twice is the same as once. Returns the Role."""
    held = roles_now().filter(person=person, kind=kind, scope_id=scope_id, until=None).first()
    return held or Role.objects.create(person=person, kind=kind, scope_kind=SCOPE_OF[kind], scope_id=scope_id, since=clock.now())


def end_role(*, person, kind, scope_id=0):
    """End a role now; the record stays."""
    Role.objects.filter(person=person, kind=kind, scope_id=scope_id, until=None).update(until=clock.now())


@transaction.atomic
def issue_link(*, purpose, person, target=None, days=30):
    """Make a link bound to one purpose, one person and one object; return its full address.

    The token is stored hashed: nobody can read it again, a new one is issued instead.
    """
    token = secrets.token_urlsafe(24)
    now = timezone.now()
    Link.objects.create(digest=digest_of(token), purpose=purpose, person=person, made_at=now,
                        expires_at=now + timedelta(days=days), target_kind=target._meta.label_lower if target else "",
                        target_id=target.pk if target else None)
    return f"{settings.BASE_URL}/l/{token}/"


def use_link(*, link):
    """Mark that the gesture of a link was made; doing it twice is the same as once."""
    if link.used_at is None:
        link.used_at = timezone.now()
        link.save(update_fields=["used_at"])
    return link


def revoke_links(*, purpose, target):
    """Kill the open links of one purpose about one object."""
    Link.objects.filter(purpose=purpose, target_kind=target._meta.label_lower, target_id=target.pk,
                        revoked_at=None).update(revoked_at=timezone.now())
