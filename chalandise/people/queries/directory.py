"""Reading people, roles, consents, belongings and links."""
import hashlib

from django.db.models import Count, Q
from django.utils import timezone

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.names import sort_key
from chalandise.people.models import Affiliation, Consent, Link, Organisation, Person, Persona, Role
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


def hats_of(person):
    """Return {kind: set of scope ids} of the roles a person holds now, in one query."""
    hats = {}
    if person.is_authenticated and person.is_active:
        for kind, scope_id in roles_now().filter(person=person).values_list("kind", "scope_id"):
            hats.setdefault(kind, set()).add(scope_id)
    return hats


def team_roles(kind, scope_ids):
    """Return the team roles of some places, running or to come, with their people, in directory order."""
    return Role.objects.filter(Q(until=None) | Q(until__gt=clock.now()), kind=kind, scope_kind=SCOPE_OF[kind],
                               scope_id__in=scope_ids).select_related("person").order_by("person__sort_key", "since", "id")


# --- links ------------------------------------------------------------------------------------------------------------

def digest_of(token):
    return hashlib.sha256(token.encode()).hexdigest()


def find_link(token):
    """Return the Link of a token, dead or alive, or None. Reading it uses nothing up."""
    return Link.objects.select_related("person").filter(digest=digest_of(token)).first()


def is_alive(link):
    """Say whether a link may still act: not revoked, not expired (real clock)."""
    return link is not None and link.revoked_at is None and link.expires_at > timezone.now()


# --- consents ---------------------------------------------------------------------------------------------------------

def consents_now(person=None):
    """Return the consents that hold now: given, not ended, not withdrawn."""
    now = clock.now()
    held = Consent.objects.filter(withdrawn_at=None, given_at__lte=now, ends_at__gt=now)
    return held.filter(person=person) if person is not None else held


def has_consent(person, purpose, about=None):
    """Say whether a person agrees now to a purpose (about one thing, when given)."""
    held = consents_now(person).filter(purpose=purpose)
    if about is not None:
        held = held.filter(about_kind=about._meta.label_lower, about_id=about.pk)
    return held.exists()


def consents_of(person):
    """Return everything a person ever agreed to, newest first."""
    return Consent.objects.filter(person=person).order_by("-given_at", "-id")


# --- organisations ----------------------------------------------------------------------------------------------------

def organisation_named(name):
    """Return the organisation of this name, whatever its capitals and accents, or None; one whose SIREN is known first."""
    return Organisation.objects.filter(sort_key=sort_key(name)).exclude(name="").order_by("siren", "pk").first()


def affiliations_of(person, on=None):
    """Return where a person belongs on a day (today by default)."""
    on = on or clock.today()
    return Affiliation.objects.filter(Q(until=None) | Q(until__gte=on), person=person, since__lte=on).select_related(
        "organisation").order_by("organisation__sort_key", "id")


# --- the outbox -------------------------------------------------------------------------------------------------------

def letters_in(*scopes):
    """Return the letters that the team of some places may read, newest first. The door's gate checked the places.

    Each scope is a pair: ("season", 3), ("territory", 1).
    """
    ours = Q(pk__in=())
    for kind, number in scopes:
        ours |= Q(scope_kind=kind, scope_id=number)
    return Letter.objects.filter(ours)


def letters_to_print(*scopes):
    """Return the paper letters that wait to be printed, in the order of their readers' names."""
    return letters_in(*scopes).filter(state=Letter.State.HELD, channel=Letter.Channel.PAPER).order_by("to_name", "pk")


def letters_to_do(*scopes):
    """Return {what: how many} of the letters that wait for somebody: to read, to print, not arrived."""
    return letters_in(*scopes).aggregate(
        held=Count("pk", filter=Q(state=Letter.State.HELD, channel=Letter.Channel.MAIL)),
        paper=Count("pk", filter=Q(state=Letter.State.HELD, channel=Letter.Channel.PAPER)),
        bounced=Count("pk", filter=Q(state__in=(Letter.State.BOUNCED, Letter.State.FAILED))))


def bounced_among(keys):
    """Return the people, among some journal keys, whose last mail came back."""
    return Person.objects.filter(key__in=keys, bounced_at__isnull=False)


# --- the demo ---------------------------------------------------------------------------------------------------------

def demo_personas():
    """Return the people who can be entered by one click in the demo, each with a sentence."""
    return Persona.objects.select_related("person").filter(person__is_active=True)
