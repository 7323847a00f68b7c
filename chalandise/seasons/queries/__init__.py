"""Reading seasons. Each query takes the person and returns only what that person may see."""
from django.db.models import Q

from chalandise.people.models import Role
from chalandise.people.queries import scopes_of
from chalandise.seasons.models import Season


def seasons_run_by(person):
    """Return the seasons whose team this person belongs to: referent of the season or responsible for its territory."""
    return Season.objects.filter(Q(pk__in=scopes_of(person, Role.Kind.REFERENT))
                                 | Q(territory_id__in=scopes_of(person, Role.Kind.ADMIN))).select_related("territory", "axis")


def season_run_by(person, slug):
    """Return one season whose team this person belongs to; raise Season.DoesNotExist otherwise."""
    return seasons_run_by(person).get(slug=slug)
