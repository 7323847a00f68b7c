"""Reading mentors, pairings and visits. Each query takes the person and returns only what that person may see."""
from chalandise.mentoring.models import Mentor, Pairing
from chalandise.people.models import Role
from chalandise.people.queries import scopes_of


def mentorships_of(person):
    """Return this person's mentorships in the seasons where they hold the role of mentor now."""
    return Mentor.objects.filter(person=person, season_id__in=scopes_of(person, Role.Kind.MENTOR)).select_related(
        "season__territory", "season__axis", "person")


def mentorship_of(person, slug):
    """Return this person's mentorship in one season; raise Mentor.DoesNotExist otherwise."""
    return mentorships_of(person).get(season__slug=slug)


def open_pairing_of(season, shop):
    """Return the open, announced pairing of a shop in a season, or None (the shop comes from a gate)."""
    return Pairing.objects.filter(season=season, shop=shop, ended_at=None).exclude(announced_at=None).select_related(
        "mentor__person", "season", "shop").first()
