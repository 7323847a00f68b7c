"""Nobody recommends a solution of a house that they are tied to."""
from django.utils.translation import gettext as _

from chalandise.catalogue.queries.recommending import ends_of
from chalandise.people.operations import check_conflict
from chalandise.people.operations.conflicts import Gesture
from chalandise.people.queries.conflicts import node
from chalandise.shops.queries import graph_around


def check_solution(*, by, person, place, solution, supervisor=None, extra=()):
    """Let a person recommend a solution, or refuse with the ties that explain it. Returns the Verdict.

    Parameters
    ----------
    by : Person
        Who makes the gesture; `person` is who recommends (the author of an idea that the team edits).
    place : the season
        Where the gesture is made: its team gives the second person.
    extra : iterable of computing.conflicts.Tie
        What a higher room knows of the person (the employer of a mentor).

    Raises
    ------
    people.operations.conflicts.Barred
        Barred, or a second person is needed.
    """
    graph = graph_around([node(person), *([node(supervisor)] if supervisor else []), *ends_of(solution)], extra=extra)
    return check_conflict(by=by, supervisor=supervisor, graph=graph, head=_("Vous conseillez « %(solution)s ».") % {"solution": solution},
                          gesture=Gesture("recommend", person, solution, place, ends_of(solution), {}))
