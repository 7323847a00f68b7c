"""Who may do what with the money of a season."""
from chalandise.people.models import Role
from chalandise.people.queries import has_role


def runs(person, season):
    """Say whether this person belongs to the team of the season: its referent or the territory's responsible."""
    return has_role(person, Role.Kind.REFERENT, season.pk) or has_role(person, Role.Kind.ADMIN, season.territory_id)


def may_decide(person, commitment):
    """Say whether this person may approve or refuse a request: one of the team, never the one who asked."""
    return person.pk != commitment.asked_by_id and runs(person, commitment.pot.season)
