"""Votes of the committee on requests: where each stands, what waits for whose voice."""
from dataclasses import dataclass

from chalandise.funding.models import Ballot, Commitment, Vote
from chalandise.funding.queries.interests import about, graph_of, names_around
from chalandise.funding.queries.tallies import Tally, counted
from chalandise.people.models import Role
from chalandise.people.queries import has_role, hats_of, holders
from chalandise.people.queries.conflicts import node, verdict
from chalandise.people.queries.reasons import names_of, reason


def electors(season, *, with_mentors):
    """Return who votes on the requests of a season: the members of its committee, and its mentors when they are asked too."""
    found = holders(Role.Kind.COMMITTEE, season.pk)
    return (found | holders(Role.Kind.MENTOR, season.pk)).distinct() if with_mentors else found


def may_vote(person, ballot):
    """Say whether this person has a voice here, whatever their ties: a member of the committee, or a mentor who is asked too."""
    season = ballot.commitment.pot.season_id
    return has_role(person, Role.Kind.COMMITTEE, season) or ballot.with_mentors and has_role(person, Role.Kind.MENTOR, season)


@dataclass(frozen=True)
class Voice:
    """One vote as one voter sees it; `mine`: their vote, or None; `why`: the ties that withdraw them, in a sentence."""

    tally: Tally
    mine: Vote | None
    why: str

    @property
    def ballot(self):
        return self.tally.ballot

    @property
    def waits(self):
        return self.ballot.is_open and self.mine is None and not self.why


def voices_of(person, season):
    """Return the votes of a season in which this person has a voice, those that wait for it first, in a constant number of queries."""
    hats = hats_of(person)
    mentor, member = (season.pk in hats.get(kind, ()) for kind in (Role.Kind.MENTOR, Role.Kind.COMMITTEE))
    if not (mentor or member):
        return []
    ballots = Ballot.objects.filter(commitment__pot__season=season).select_related("commitment__pot__season", "commitment__payee",
                                                                                   "commitment__shop", "commitment__asked_by")
    found = counted(ballots if member else ballots.filter(with_mentors=True))
    return sorted(_voices(person, found), key=lambda v: (not v.waits, not v.ballot.is_open, -v.ballot.pk))


def voice_in(person, ballot_id):
    """Return one vote as this person sees it; raise Ballot.DoesNotExist when they have no voice there."""
    ballots = Ballot.objects.filter(pk=ballot_id).select_related("commitment__pot__season__territory", "commitment__payee", "commitment__shop",
                                                                 "commitment__asked_by")
    found = [t for t in counted(ballots) if may_vote(person, t.ballot)]
    if not found:
        raise Ballot.DoesNotExist
    return _voices(person, found)[0]


def _voices(person, found):
    if not found:
        return []
    commitments = [t.ballot.commitment for t in found]
    graph = graph_of(commitments, [person])
    judged = {c.pk: verdict(graph, "vote", person, about(c)) for c in commitments}
    bodies = names_of({n for v in judged.values() for n in v.nodes})
    mine = {vote.ballot_id: vote for vote in Vote.objects.filter(ballot__in=[t.ballot for t in found], person=person)}
    return [Voice(t, mine.get(t.ballot.pk), words_of(judged[t.ballot.commitment_id], person, t.ballot.commitment, bodies)) for t in found]


def words_of(found, person, commitment, bodies):
    """Return why a tie withdraws somebody from a vote, in a sentence; "" when nothing does."""
    if not found.level:
        return ""
    return reason([(t.kind, t.a, t.b) for t in found.path], {**bodies, **names_around(commitment), node(person): person.full_name})


def ballot_in(season, ballot_id):
    """Return one vote of a season that the reader was already given; raise Ballot.DoesNotExist otherwise."""
    return Ballot.objects.select_related("commitment__pot__season").get(pk=ballot_id, commitment__pot__season=season)


def votes_of(ballot):
    """Return what each voter said, for the team (one query)."""
    return Vote.objects.filter(ballot=ballot).select_related("person")


def may_be_put_to_vote(commitment, found):
    """Say whether a request may be put to the vote: it waits, and no vote on it is open (`found`: its Tally or None)."""
    return commitment.state == Commitment.State.ASKED and (found is None or found.result != "open")
