"""Who may recommend which solution: the graph of ties between a person and a solution's company."""
from chalandise.catalogue.queries.fitting import proposable
from chalandise.computing.conflicts import Level
from chalandise.foundation.names import fold
from chalandise.people.queries.conflicts import node, verdict
from chalandise.people.queries.reasons import names_of, reason, way_out_words
from chalandise.shops.queries import graph_around


def ends_of(solution):
    """Return the nodes that recommending a solution is about: itself and its company."""
    return (node(solution), node(solution.provider.organisation))


def not_recommendable(person, solutions, *, extra=()):
    """Return {solution id: why in words} of the solutions that a person may not recommend alone.

    Parameters
    ----------
    extra : iterable of computing.conflicts.Tie
        What a higher room knows of the person (the employer of a mentor).
    """
    solutions = list(solutions)
    if not solutions:
        return {}
    graph = graph_around([node(person), *(n for s in solutions for n in ends_of(s))], extra=extra)
    found = {s.pk: (s, verdict(graph, "recommend", person, ends_of(s))) for s in solutions}
    return {key: _words(person, solution, said) for key, (solution, said) in found.items() if said.level is not Level.ALLOWED}


def _words(person, solution, said):
    names = names_of(said.nodes, known={node(person): person.full_name, node(solution): str(solution)})
    return f"{reason([(t.kind, t.a, t.b) for t in said.path], names)} {way_out_words('recommend', said.level)}"


def named_in(words, territory_id):
    """Return the solutions of a territory's catalogue whose name stands in some words, whatever capitals and accents (one query).

    A name of less than four letters is not looked for: it would be found everywhere.
    """
    text = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in fold(words)).split())} "
    if not text.strip():
        return []
    rows = proposable(territory_id).select_related("solution__provider__organisation")
    return [row.solution for row in rows if len(name := _flat(row.solution.name)) >= 4 and f" {name} " in text]


def _flat(name):
    return " ".join("".join(c if c.isalnum() else " " for c in fold(name)).split())
