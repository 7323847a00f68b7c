"""What this room knows of a mentor for the graph of conflicts: the employer of their profile."""
from chalandise.computing.conflicts import EMPLOYER, Tie
from chalandise.mentoring.models import Mentor
from chalandise.people.queries.conflicts import node


def employer_ties(person, season):
    """Return the tie of a mentor with the employer that their profile names, in a list; empty for anybody else (one query)."""
    mentor = Mentor.objects.filter(season=season, person=person).select_related("employer").first() if person is not None else None
    return [Tie(node(person), node(mentor.employer), EMPLOYER, source="derived")] if mentor and mentor.employer else []
