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
    """Return the Trail of every commitment that holds or has spent money, what was paid first.

    Money has no name; the convention is first in, first out: the oldest contributions pay the oldest expenses, and
    what is paid comes before what is only committed, so that a released commitment never moves the origin of a paid
    one. An envelope spends first what partners gave for it, then what the team put there from the common purse
    (docs/decisions/0010-pot.md, 0031-pot.md).
    """
    commitments = list(Commitment.objects.filter(pot=pot, decided_at__isnull=False).select_related("envelope", "shop")
                       .order_by("decided_at", "id"))
    held = remaining_of(commitments)
    live = sorted((c for c in commitments if sum(held[c.pk])), key=lambda c: held[c.pk][1] == 0)  # stable: paid ones first
    purses, taken = _contributions(pot), defaultdict(dict)
    for part in (1, 0):  # what is paid of each, then what is only committed
        for commitment in live:
            _take([*purses[commitment.envelope_id], *(purses[None] if commitment.envelope_id else ())], held[commitment.pk][part],
                  taken[commitment.pk])
    return [Trail(c, *held[c.pk], tuple(taken[c.pk].values())) for c in live]


def unused(pot, found):
    """Return [(partner, euros)] that each partner gave and that nothing of `found` (the trails) has used, oldest first."""
    given = {}
    for purse in _contributions(pot).values():
        for partner, euros in purse:
            given[partner.pk] = (partner, given.get(partner.pk, (partner, ZERO))[1] + euros)
    left = [(partner, euros - sum((t.from_partner(partner) for t in found), ZERO)) for partner, euros in given.values()]
    return [(partner, euros) for partner, euros in left if euros]


def _contributions(pot):
    """Return {envelope id, or None: [[partner, euros left]]} in order of receipt, without those that were corrected."""
    postings = (Posting.objects.filter(account__pot=pot, account__kind=K.CASH, movement__reversed_by=None,
                                       movement__kind=Movement.Kind.CONTRIBUTION)
                .order_by("movement__at", "movement_id").select_related("account")
                .prefetch_related("movement__postings__account__partner__organisation"))
    found = defaultdict(list)
    for posting in postings:
        partner = next(p.account.partner for p in posting.movement.postings.all() if p.account.partner)
        found[posting.account.envelope_id].append([partner, posting.amount])
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
