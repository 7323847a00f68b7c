"""Reading people, roles and links."""
import hashlib

from django.db.models import Q
from django.utils import timezone

from chalandise.foundation import clock
from chalandise.people.models import Link, Person, Role
from chalandise.people.rules import SCOPE_OF


def roles_now(at=None):
    """Return the roles held at a moment of the trade's clock."""
    at = at or clock.now()
    return Role.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


def scopes_of(person, *kinds):
    """Return the set of scope ids where this person holds one of these roles now; empty for a stranger."""
    if not getattr(person, "pk", None) or not person.is_active:
        return set()
    return set(roles_now().filter(person=person, kind__in=kinds).values_list("scope_id", flat=True))


def has_role(person, kind, scope_id=0):
    """Say whether this person holds this role on this scope now."""
    return scope_id in scopes_of(person, kind)


def holders(kind, scope_id):
    """Return the persons who hold a role on a scope now."""
    return Person.objects.filter(
        pk__in=roles_now().filter(kind=kind, scope_kind=SCOPE_OF[kind], scope_id=scope_id).values("person_id"))


def digest_of(token):
    return hashlib.sha256(token.encode()).hexdigest()


def find_link(token):
    """Return the Link of a token, dead or alive, or None. Reading it uses nothing up."""
    return Link.objects.select_related("person").filter(digest=digest_of(token)).first()


def is_alive(link):
    """Say whether a link may still act: not revoked, not expired (real clock)."""
    return link is not None and link.revoked_at is None and link.expires_at > timezone.now()
