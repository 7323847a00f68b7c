"""Who may review what: the graph of ties around submissions, and what a reviewer said of each before anything was shown."""
from collections import defaultdict
from dataclasses import dataclass

from chalandise.catalogue.models import Submission
from chalandise.computing.conflicts import KEEPS, Tie
from chalandise.people.models import Affiliation, Role
from chalandise.people.queries import roles_now
from chalandise.people.queries.conflicts import node, seconds_of, verdict
from chalandise.people.queries.reasons import names_of, reason
from chalandise.people.queries.ties import declared_on, has_said
from chalandise.shops.queries import graph_around

LABEL = Submission._meta.label_lower


def about(submission):
    """Return the nodes that a submission touches: itself, its solution, its company. Needs solution__provider."""
    return (node(submission), ("catalogue.solution", submission.solution_id), _company(submission))


def _company(submission):
    return ("people.organisation", submission.solution.provider.organisation_id)


def graph_of(submissions, people):
    """Read the graph around some submissions and the persons who would review or decide (a constant number of queries).

    Beside what is written down: the company proposes its solution, its author wrote the submission, and the companies of
    these persons compete with the others that answer the same call.
    """
    submissions, people = list(submissions), [p for p in people if p is not None]
    ties = [Tie(_company(s), ("catalogue.solution", s.solution_id), "provider", source="derived") for s in submissions]
    ties += [Tie(("people.person", s.created_by_id), node(s), KEEPS, source="derived") for s in submissions if s.created_by_id]
    return graph_around([*(n for s in submissions for n in about(s)), *map(node, people)], extra=[*ties, *_rivals(submissions, people)])


def _rivals(submissions, people):
    """Return the ties between the companies of some persons and those that answer the same call: they compete."""
    ids = [p.pk for p in people]
    mine = set(roles_now().filter(person__in=ids, kind=Role.Kind.PROVIDER).values_list("scope_id", flat=True))
    mine |= {row.organisation_id for row in Affiliation.objects.filter(person__in=ids)}
    if not mine:
        return []
    calls = {s.call_id for s in submissions}
    bodies = defaultdict(set)
    for call, body in Submission.objects.filter(call__in=calls, state=Submission.State.SUBMITTED).values_list("call", "solution__provider__organisation"):
        bodies[call].add(body)
    return [Tie(("people.organisation", one), ("people.organisation", other), "competitor", source="derived")
            for answering in bodies.values() for one in mine & answering for other in answering - {one}]


def verdicts(people, submissions):
    """Return {(submission id, person id): Verdict} on "review"."""
    people, submissions = list(people), list(submissions)
    graph = graph_of(submissions, people)
    return {(s.pk, p.pk): verdict(graph, "review", p, about(s)) for s in submissions for p in people}


@dataclass(frozen=True)
class Access:
    """Whether a reviewer may read a submission.

    state: "ask" (has not said whether it concerns them), "open", "second" (needs the name of a second person), "recused".
    `why`: the ties in a sentence, for the team only.
    """

    state: str
    why: str = ""
    kind: str = ""  # of the tie that decides

    @property
    def open(self):
        return self.state == "open"


def accesses(person, submissions, *, names=False):
    """Return {submission id: Access} of one reviewer, in a constant number of queries; `names` adds the sentence."""
    submissions = list(submissions)
    if not submissions:
        return {}
    found = verdicts([person], submissions)
    said, seconds = declared_on(person, LABEL, [s.pk for s in submissions]), seconds_of(person, "review", LABEL)
    bodies = names_of({n for v in found.values() for n in v.nodes}) if names else {}
    return {s.pk: _access(s, person, found[s.pk, person.pk], said.get(s.pk), seconds, bodies) for s in submissions}


def _access(submission, person, found, said, seconds, bodies):
    why = words_of(submission, person, found, bodies) if bodies else ""
    if found.barred or (said and submission.pk not in seconds):
        return Access("recused", why, found.kind or said)
    if not has_said(said, found):
        return Access("ask", why, found.kind)
    return Access("second" if found.supervised and submission.pk not in seconds else "open", why, found.kind)


def words_of(submission, person, found, bodies):
    """Return the ties of a verdict in a sentence for the team; "" when nothing ties."""
    known = {**bodies, node(submission): str(submission), ("catalogue.solution", submission.solution_id): str(submission), node(person): person.full_name}
    return reason([(t.kind, t.a, t.b) for t in found.path], known) if found.level else ""
