"""What a request to the pot touches, and who may decide on it without a conflict of interest."""
from chalandise.computing.conflicts import Tie
from chalandise.people.queries.conflicts import node, verdict
from chalandise.shops.queries import graph_around


def about(commitment):
    """Return the nodes that a request touches: itself, its supplier, the shop that it is for."""
    return (node(commitment), ("people.organisation", commitment.payee_id) if commitment.payee_id else None,
            ("shops.shop", commitment.shop_id) if commitment.shop_id else None)


def graph_of(commitments, people, *, asked=True):
    """Read the graph around some requests and the persons who would decide on them; who asked is tied to the request."""
    made = [Tie(("people.person", c.asked_by_id), node(c), "asked", source="derived") for c in commitments if c.asked_by_id and asked]
    return graph_around([*(n for c in commitments for n in about(c)), *(node(p) for p in people if p is not None)], extra=made)


def names_around(commitment):
    """Return the names that the team may read of what a request touches."""
    found = {node(commitment): commitment.label}
    for thing in (commitment.payee, commitment.shop):
        if thing is not None:
            found[node(thing)] = str(thing)
    if commitment.asked_by is not None:
        found[node(commitment.asked_by)] = commitment.asked_by.full_name
    return found


def verdicts_on(person, commitments):
    """Return {commitment id: Verdict} for one person, in a constant number of queries."""
    if not commitments:
        return {}
    graph = graph_of(commitments, [person])
    return {c.pk: verdict(graph, "pay", person, about(c)) for c in commitments}


def undecided_by_conflict(commitment, people):
    """Return those of some persons whom a conflict keeps from deciding on a request."""
    people = list(people)
    graph = graph_of([commitment], people)
    return [p for p in people if verdict(graph, "pay", p, about(commitment)).barred]
