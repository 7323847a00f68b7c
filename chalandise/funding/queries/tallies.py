"""Where the votes of the committee stand."""
from dataclasses import dataclass

from django.db.models import Count, Q

from chalandise.funding.models import Ballot, Vote

Says = Vote.Says


@dataclass(frozen=True)
class Tally:
    """Where a vote stands. result: "open", "yes", "no" (equal voices are a no), "none" when nobody said yes or no."""

    ballot: Ballot
    yes: int
    no: int
    abstain: int

    @property
    def voices(self):
        return self.yes + self.no + self.abstain

    @property
    def result(self):
        if self.ballot.is_open:
            return "open"
        return "none" if not self.yes + self.no else "yes" if self.yes > self.no else "no"


def counted(ballots):
    """Return the Tally of each of these votes, oldest first, in one query."""
    said = {f"said_{says}": Count("votes", filter=Q(votes__says=says)) for says in Says.values}
    return [Tally(b, b.said_yes, b.said_no, b.said_abstain) for b in ballots.annotate(**said).select_related("commitment").order_by("id")]


def tallies(commitments):
    """Return {commitment id: Tally of its latest vote}, in one query."""
    return {t.ballot.commitment_id: t for t in counted(Ballot.objects.filter(commitment__in=commitments))}


def tally(commitment):
    """Return the Tally of a request's latest vote, or None."""
    return tallies([commitment]).get(commitment.pk)
