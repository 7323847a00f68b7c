"""What is in the accounts: sums of postings, one query each."""
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Sum

from chalandise.funding.models import Account, Posting

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
K = Account.Kind


def cents(value):
    return (value or ZERO).quantize(CENT)  # SQLite sums in floating point


@dataclass(frozen=True)
class Balances:
    """The pot at a glance: what was received is available, committed or paid, and nothing else."""

    sums: dict = field(default_factory=dict)

    def of(self, kind):
        return self.sums.get(kind, ZERO)

    @property
    def available(self):
        return self.of(K.CASH)

    @property
    def committed(self):
        return self.of(K.COMMITTED)

    @property
    def paid(self):
        return self.of(K.SPENT)

    @property
    def promised(self):
        """What partners promised and have not sent yet."""
        return self.of(K.PROMISED)

    @property
    def received(self):
        return self.available + self.committed + self.paid

    @property
    def total(self):
        """Sum of every posting: zero, or the ledger is broken."""
        return sum(self.sums.values(), ZERO)


def balances(pot):
    """Return the Balances of a pot, in one query."""
    rows = Posting.objects.filter(account__pot=pot).values_list("account__kind").annotate(total=Sum("amount")).order_by()
    return Balances({kind: cents(total) for kind, total in rows})


def available(pot):
    """Return what may still be committed: received − committed − paid."""
    return balances(pot).available


@dataclass(frozen=True)
class PartnerBalance:
    """What one partner promised in all, sent, and still owes; `due_for`: {envelope id, or None: what it still owes for it}."""

    pledged: Decimal
    due: Decimal
    due_for: dict = field(default_factory=dict)

    @property
    def received(self):
        return self.pledged - self.due


NOTHING_GIVEN = PartnerBalance(pledged=ZERO, due=ZERO)  # a partner who has neither promised nor sent


def partner_balances(pot):
    """Return {partner id: PartnerBalance}, in one query."""
    rows = (Posting.objects.filter(account__pot=pot, account__partner__isnull=False)
            .values_list("account__partner_id", "account__kind", "account__envelope_id").annotate(total=Sum("amount")).order_by())
    pledged, due = defaultdict(lambda: ZERO), defaultdict(dict)
    for partner_id, kind, envelope_id, total in rows:
        if kind == K.PARTNER:
            pledged[partner_id] -= cents(total)
        elif cents(total):
            due[partner_id][envelope_id] = cents(total)
    return {partner_id: PartnerBalance(pledged[partner_id], sum(due[partner_id].values(), ZERO), due[partner_id])
            for partner_id in {*pledged, *due}}


def remaining_of(commitments):
    """Return {commitment id: (still committed, paid)} for a list of commitments, in one query."""
    rows = (Posting.objects.filter(movement__commitment__in=commitments, account__kind__in=[K.COMMITTED, K.SPENT])
            .values_list("movement__commitment_id", "account__kind").annotate(total=Sum("amount")).order_by())
    found = {commitment.pk: {} for commitment in commitments}
    for commitment_id, kind, total in rows:
        found[commitment_id][kind] = cents(total)
    return {pk: (kinds.get(K.COMMITTED, ZERO), kinds.get(K.SPENT, ZERO)) for pk, kinds in found.items()}
