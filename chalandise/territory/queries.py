"""Reading territories and axes. Territory is the wall: each query takes the person."""
from chalandise.people.models import Role
from chalandise.people.queries import scopes_of
from chalandise.territory.models import Territory


def territories_run_by(person):
    """Return the territories that this person administers."""
    return Territory.objects.filter(pk__in=scopes_of(person, Role.Kind.ADMIN))


def territory_run_by(person, slug):
    """Return one territory that this person administers; raise Territory.DoesNotExist otherwise."""
    return territories_run_by(person).get(slug=slug)
