"""Euro by euro, from a partner to what its money paid."""
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from chalandise.funding.models import Account, Commitment, Movement, Posting
from chalandise.funding.queries.balance import ZERO, remaining_of

K = Account.Kind


@dataclass(frozen=True)
class Trail:
    """Where the money of one commitment came from, and where it is."""

    commitment: Commitment
    committed: Decimal
    paid: Decimal
    sources: tuple  # ((partner, euros), …)

    @property
    def amount(self):
        return self.committed + self.paid

    def from_partner(self, partner):
        return sum((euros for source, euros in self.sources if source.pk == partner.pk), ZERO)


def trails(pot):
    """Return the Trail of every commitment that holds or has spent money, what was paid first; see `followed`."""
    return followed(pot)[0]


def followed(pot):
    """Return ([Trail] of every commitment that holds or has spent money, what was paid first; [(partner, euros not used yet)]).

    Three queries, whatever the size.

    Money has no name; the convention is first in, first out: the oldest contributions pay the oldest expenses, and
    what is paid comes before what is only committed, so that a released commitment never moves the origin of a paid
    one. An envelope spends first what partners gave for it, then what the team put there from the common purse
    (docs/decisions/0010-pot.md, 0031-pot.md).
    """
    commitments = list(Commitment.objects.filter(pot=pot, decided_at__isnull=False).select_related("envelope", "shop")
                       .order_by("decided_at", "id"))
    held = remaining_of(commitments)
    live = sorted((c for c in commitments if sum(held[c.pk])), key=lambda c: held[c.pk][1] == 0)  # stable: paid ones first
    given = _contributions(pot)
    purses, taken = {key: [[partner, euros] for partner, euros in purse] for key, purse in given.items()}, defaultdict(dict)
    for part in (1, 0):  # what is paid of each, then what is only committed
        for commitment in live:
            _take([*purses.get(commitment.envelope_id, ()), *(purses.get(None, ()) if commitment.envelope_id else ())], held[commitment.pk][part],
                  taken[commitment.pk])
    return [Trail(c, *held[c.pk], tuple(taken[c.pk].values())) for c in live], _left(purses)


def _left(purses):
    """Return [(partner, euros)] that are still in the pockets, in the order of the purses and of receipt."""
    found = {}
    for purse in purses.values():
        for partner, euros in purse:
            found[partner.pk] = (partner, found.get(partner.pk, (partner, ZERO))[1] + euros)
    return [(partner, euros) for partner, euros in found.values() if euros]


def _contributions(pot):
    """Return {envelope id, or None: [(partner, euros)]} in order of receipt, without those that were corrected, in one query."""
    postings = (Posting.objects.filter(account__pot=pot, movement__reversed_by=None, movement__kind=Movement.Kind.CONTRIBUTION)
                .order_by("movement__at", "movement_id", "id").select_related("account__partner__organisation", "account__partner__season"))
    cash, giver = {}, {}
    for posting in postings:
        if posting.account.kind == K.CASH:
            cash[posting.movement_id] = posting
        else:
            giver[posting.movement_id] = posting.account.partner
    found = defaultdict(list)
    for movement_id, posting in cash.items():
        found[posting.account.envelope_id].append((giver[movement_id], posting.amount))
    return found


def _take(pockets, euros, taken):
    """Take `euros` out of the pockets, oldest first, into {partner id: (partner, euros)}."""
    for pocket in pockets:
        part = min(pocket[1], euros)
        if part > 0:
            pocket[1] -= part
            euros -= part
            partner, before = taken.get(pocket[0].pk, (pocket[0], ZERO))
            taken[pocket[0].pk] = (partner, before + part)
