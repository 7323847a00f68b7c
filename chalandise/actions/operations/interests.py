"""Nobody recommends, in an idea, a house that they are tied to."""
from django.utils.translation import gettext as _

from chalandise.foundation.names import fold
from chalandise.mentoring.queries.interests import employer_ties
from chalandise.people.models import Organisation
from chalandise.people.operations import check_conflict
from chalandise.people.operations.conflicts import Gesture
from chalandise.people.queries.conflicts import node
from chalandise.shops.queries import graph_around


def check_recommendation(*, by, person, season, words, supervisor=None):
    """Refuse an idea that names an organisation to which the person who carries it is tied.

    A name is found whatever its capitals and accents; a house that nobody wrote down is not known to the graph.
    """
    if person is None:
        return
    graph = graph_around([node(person), *([node(supervisor)] if supervisor else [])], extra=employer_ties(person, season))
    bodies = {n[1] for tie in graph.ties for n in (tie.a, tie.b) if n[0] == "people.organisation"}
    text = f" {' '.join(fold(words).split())} "
    for body in Organisation.objects.filter(pk__in=bodies):
        if fold(body.name) in text:
            check_conflict(by=by, supervisor=supervisor, graph=graph, head=_("L’idée nomme %(house)s.") % {"house": body},
                           gesture=Gesture("recommend", person, body, season, (node(body),), {}))
