"""Reading seasons. Each query takes the person and returns only what that person may see."""
from django.db.models import Q

from chalandise.people.models import Person, Role
from chalandise.people.queries import roles_now, scopes_of
from chalandise.seasons.models import Season


def seasons_run_by(person):
    """Return the seasons whose team this person belongs to: referent of the season or responsible for its territory."""
    return _run(scopes_of(person, Role.Kind.REFERENT), scopes_of(person, Role.Kind.ADMIN))


def _run(seasons, territories):
    return Season.objects.filter(Q(pk__in=seasons) | Q(territory_id__in=territories)).select_related("territory", "axis", "closure")


def season_run_by(person, slug):
    """Return one season whose team this person belongs to; raise Season.DoesNotExist otherwise.

    It says whether they answer for its territory too (`runs_territory`).
    """
    territories = scopes_of(person, Role.Kind.ADMIN)
    season = _run(scopes_of(person, Role.Kind.REFERENT), territories).get(slug=slug)
    season.runs_territory = season.territory_id in territories
    return season


def seasons_followed_by(person):
    """Return the seasons that this person follows as a partner or as a member of the committee (two queries)."""
    return Season.objects.filter(pk__in=scopes_of(person, Role.Kind.PARTNER, Role.Kind.COMMITTEE)).select_related("territory", "axis", "closure")


def season_followed_by(person, slug):
    """Return one season that this person follows; raise Season.DoesNotExist otherwise."""
    return seasons_followed_by(person).get(slug=slug)


def open_season(slug):
    """Return one season for anybody: what its public page shows; raise Season.DoesNotExist otherwise."""
    return Season.objects.select_related("territory", "axis", "closure", "perimeter", "contact").get(slug=slug)


def season_of_shop(shop):
    """Return the latest season in which this shop has a place, or None."""
    return (Season.objects.filter(places__shop=shop, places__left_at=None)
            .select_related("territory", "axis", "closure", "contact").order_by("-starts_on", "-id").first())


def partners_of(season):
    """Return the partners of a season with their organisations, those who pay first (one query)."""
    return season.partners.select_related("organisation").order_by("kind", "organisation__sort_key", "pk")


def people_of_season(season):
    """Return [(role, person)] of the partners' people and the committee now (one query)."""
    roles = roles_now().filter(scope_kind=Role.Scope.SEASON, scope_id=season.pk, kind__in=(Role.Kind.PARTNER, Role.Kind.COMMITTEE))
    return [(r, r.person) for r in roles.select_related("person").order_by("kind", "person__sort_key")]


def team_of(season):
    """Return the people of the season's team now: its referents and those responsible for its territory."""
    scope = (Q(kind=Role.Kind.REFERENT, scope_kind=Role.Scope.SEASON, scope_id=season.pk)
             | Q(kind=Role.Kind.ADMIN, scope_kind=Role.Scope.TERRITORY, scope_id=season.territory_id))
    return Person.objects.filter(pk__in=roles_now().filter(scope).values("person_id"), is_active=True).order_by("sort_key")
