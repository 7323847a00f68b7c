"""What a request to the pot touches, and who may decide on it without a conflict of interest."""
from dataclasses import dataclass, replace

from chalandise.computing.conflicts import Tie
from chalandise.funding.models import Commitment
from chalandise.funding.queries.pots import commitments_of
from chalandise.funding.queries.tallies import tallies
from chalandise.people.queries.conflicts import node, verdict
from chalandise.people.queries.reasons import names_of, reason
from chalandise.people.queries.ties import declared_on, has_said
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


@dataclass(frozen=True)
class Waiting:
    """A request that waits, as one person of the team sees it.

    state: "mine" (they asked for it), "ask" (they have not said whether it concerns them), "open" (they may decide),
    "second" (with a second person), "recused", "voting" (the committee votes), "unwanted" (it said no: they may only refuse);
    `why`: the ties, in a sentence; `tally`: the latest vote, or None.
    """

    request: Commitment
    state: str
    why: str = ""
    tally: object = None


def waiting_for(person, pot):
    """Return the requests that wait, oldest first, each as this person sees it, in a constant number of queries."""
    rows = list(commitments_of(pot).filter(state=Commitment.State.ASKED).order_by("asked_at", "id"))
    if not rows:
        return []
    graph, label = graph_of(rows, [person]), Commitment._meta.label_lower
    declared = declared_on(person, label, [c.pk for c in rows])
    judged = {c.pk: verdict(graph, "pay", person, about(c)) for c in rows}
    bodies, votes = names_of({n for v in judged.values() for n in v.nodes}), tallies(rows)
    return [_after_vote(_waiting(c, person, judged[c.pk], declared.get(c.pk), bodies), votes.get(c.pk)) for c in rows]


def _after_vote(waiting, tally):
    """Let the committee speak first: nobody decides while it votes, nor grants what it did not want."""
    state = {"open": "voting", "no": "unwanted"}.get(tally.result if tally else "", waiting.state)
    return replace(waiting, tally=tally, state=state if waiting.state in ("open", "second") else waiting.state)


def _waiting(commitment, person, found, said, bodies):
    known = {**bodies, **names_around(commitment), node(person): person.full_name}
    why = reason([(t.kind, t.a, t.b) for t in found.path], known) if found.level else ""
    if commitment.asked_by_id == person.pk:
        return Waiting(commitment, "mine")
    if found.barred:
        return Waiting(commitment, "recused", why)
    return Waiting(commitment, "ask" if not has_said(said, found) else "second" if found.supervised else "open", why)


def waiting_on(person, commitment):
    """Return one request as this person sees it; None when it waits no longer or they cannot decide on it at all."""
    return next((w for w in waiting_for(person, commitment.pot) if w.request.pk == commitment.pk), None)


def undecided_by_conflict(commitment, people):
    """Return those of some persons whom a conflict keeps from deciding on a request."""
    people = list(people)
    graph = graph_of([commitment], people)
    return [p for p in people if verdict(graph, "pay", p, about(commitment)).barred]


def withdrawn_by_ties(commitment, people):
    """Return those of some persons whom a tie, whatever its kind, withdraws from the vote on a request."""
    people = list(people)
    graph = graph_of([commitment], people)
    return [p for p in people if verdict(graph, "vote", p, about(commitment)).level]
