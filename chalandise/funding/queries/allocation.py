"""The requests that wait, shared as the team asks: read, solved, explained. Nothing is written here."""
from dataclasses import dataclass, field
from decimal import Decimal

from chalandise.computing import allocation as computing
from chalandise.funding.models import Commitment, Envelope
from chalandise.funding.queries.envelopes import from_cents, purses_with_rules, to_cents
from chalandise.funding.queries.interests import waiting_for

SEED, SECONDS, STEP = 2017, 2.0, 100  # equal shares are whole euros
EXPLAINED = 5  # what would change it is worked out for so many requests, those that ask first
MOST = 10_000_000  # euros


@dataclass(frozen=True)
class Wish:
    """How the team wants the money shared. `worths` are {request id: 0 to 5}, 3 for those not named."""

    equal: bool = False
    fair: Decimal = Decimal(0)
    worths: dict = field(default_factory=dict)
    pinned: frozenset = frozenset()
    excluded: frozenset = frozenset()


@dataclass(frozen=True)
class Share:
    """One request, what is proposed for it, why, and what it would take to have it whole."""

    commitment: Commitment
    state: str      # as this person sees it, see funding.queries.interests.Waiting
    amount: Decimal
    envelope: Envelope | None
    reasons: list   # of computing.allocation.Reason
    change: computing.Change | None
    worth: float
    kept: str       # "pin", "exclude" or ""

    @property
    def whole(self):
        return self.amount == self.commitment.amount

    @property
    def decidable(self):
        """Whether this person may commit it now, without a second person."""
        return self.state == "open" and self.amount > 0


@dataclass(frozen=True)
class Proposal:
    """Every request that waits with its share, and what each purse keeps."""

    wish: Wish
    shares: list
    purses: list    # (funding.queries.envelopes.Purse, what is proposed out of it)
    short: int      # shops that miss the fairness floor
    optimal: bool = True

    @property
    def asked(self):
        return sum((s.commitment.amount for s in self.shares), Decimal(0))

    @property
    def total(self):
        return sum((s.amount for s in self.shares), Decimal(0))

    @property
    def mine(self):
        return [s for s in self.shares if s.decidable]


def proposal(person, pot, wish):
    """Return the Proposal for a pot that this person was already given; a constant number of queries."""
    waiting, purses = waiting_for(person, pot), purses_with_rules(pot)
    known = {w.request.pk for w in waiting}
    unwanted = {w.request.pk for w in waiting if w.state == "unwanted"}
    requests = tuple(computing.Request(w.request.pk, w.request.shop_id, w.request.kind, to_cents(w.request.amount),
                                       wish.worths.get(w.request.pk, 3), least=1 if wish.equal else None) for w in waiting)
    # Envelopes first, the common purse last: what has fewer uses is spent before what has all of them.
    problem = computing.Problem(requests, tuple(p.law for p in [*purses[1:], purses[0]]), fair=to_cents(wish.fair), equal=wish.equal, step=STEP,
                                pinned=wish.pinned & known - unwanted, excluded=wish.excluded & known | unwanted)
    result = computing.solve(problem, seed=SEED, limit=SECONDS)
    by_key = {p.law.key: p for p in purses}
    left = [] if wish.equal else [w.request.pk for w in waiting if result.granted(w.request.pk) < to_cents(w.request.amount)][:EXPLAINED]
    shares = [_share(w, wish, result, by_key, explained=w.request.pk in left) for w in waiting]
    return Proposal(wish, shares, [(p, from_cents(result.spent[p.law.key])) for p in purses], len(result.shortfalls), result.optimal)


def _share(waiting, wish, result, purses, *, explained):
    key = waiting.request.pk
    grant = result.grants.get(key)
    return Share(waiting.request, waiting.state, from_cents(grant.amount) if grant else Decimal("0.00"),
                 purses[grant.envelope].envelope if grant else None, result.reasons(key), result.change(key) if explained else None,
                 wish.worths.get(key, 3), "pin" if key in wish.pinned else "exclude" if key in wish.excluded else "")
