"""Nobody recommends, in an idea or in minutes, a solution or a house that they are tied to."""
from django.utils.translation import gettext_lazy as _

from chalandise.catalogue.operations.recommending import check_solution
from chalandise.catalogue.queries.recommending import named_in
from chalandise.foundation.names import fold
from chalandise.mentoring.queries.interests import employer_ties
from chalandise.people.models import Organisation
from chalandise.people.operations import check_conflict
from chalandise.people.operations.conflicts import Gesture
from chalandise.people.queries.conflicts import node
from chalandise.shops.queries import graph_around

IDEA, MINUTES = _("L’idée nomme %(house)s."), _("Le compte rendu nomme %(house)s.")


def check_recommendation(*, by, person, season, words, solution=None, supervisor=None, head=IDEA):
    """Refuse words that name a solution of the catalogue, or an organisation, to which the person who carries them is tied.

    Parameters
    ----------
    person : Person or None
        Who recommends: the author of an idea, the mentor of a visit.
    solution : catalogue.Solution, optional
        What is recommended by more than words.
    head : str
        The first words of a refusal, with %(house)s.

    A name is found whatever its capitals and accents; a house that nobody wrote down is not known to the graph.

    Raises
    ------
    people.operations.conflicts.Barred
    """
    if person is None:
        return
    works = employer_ties(person, season)
    for one in dict.fromkeys([*([solution] if solution else []), *named_in(words, season.territory_id)]):
        check_solution(by=by, person=person, place=season, solution=one, supervisor=supervisor, extra=works)
    graph = graph_around([node(person), *([node(supervisor)] if supervisor else [])], extra=works)
    bodies = {n[1] for tie in graph.ties for n in (tie.a, tie.b) if n[0] == "people.organisation"}
    text = f" {' '.join(fold(words).split())} "
    for body in Organisation.objects.filter(pk__in=bodies):
        if fold(body.name) in text:
            check_conflict(by=by, supervisor=supervisor, graph=graph, head=head % {"house": body},
                           gesture=Gesture("recommend", person, body, season, (node(body),), {}))
