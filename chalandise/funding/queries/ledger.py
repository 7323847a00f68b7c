"""The ledger read as a list, as a statement, and euro by euro from a partner to what it paid."""
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from chalandise.funding.models import Account, Commitment, Movement, Posting
from chalandise.funding.queries.balance import ZERO, remaining_of

K = Account.Kind


def movements_of(pot):
    """Return the movements of a pot with their postings, newest first."""
    return (Movement.objects.filter(pot=pot).select_related("by", "document", "commitment", "reverses", "reversed_by")
            .prefetch_related("postings__account__partner__organisation").order_by("-at", "-id"))


def postings_of(pot):
    """Return the lines of the ledger for a list, newest first."""
    return (Posting.objects.filter(account__pot=pot).order_by("-movement__at", "-movement_id", "id").select_related(
        "movement__by", "movement__document", "movement__reversed_by", "account__partner__organisation"))


def account_kinds():
    return K.choices


@dataclass(frozen=True)
class Line:
    """One posting as an accountant reads it; `after` is the balance of its account once it is written."""

    posting: Posting
    debit: Decimal
    credit: Decimal
    after: Decimal

    @property
    def movement(self):
        return self.posting.movement

    @property
    def account(self):
        return self.posting.account

    @property
    def account_words(self):
        words = str(self.account.get_kind_display())
        return f"{words} · {self.account.partner}" if self.account.partner else words


def statement(pot):
    """Return every line of the ledger in order, with running balances, in one query; debits equal credits."""
    running, lines = defaultdict(lambda: ZERO), []
    postings = (Posting.objects.filter(account__pot=pot).order_by("movement__at", "movement_id", "id").select_related(
        "movement__by", "movement__document", "movement__commitment", "account__partner__organisation"))
    for posting in postings:
        running[posting.account_id] += posting.amount
        lines.append(Line(posting, debit=max(posting.amount, ZERO), credit=max(-posting.amount, ZERO),
                          after=running[posting.account_id]))
    return lines


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
    one (docs/decisions/0010-pot.md).
    """
    commitments = list(Commitment.objects.filter(pot=pot, decided_at__isnull=False).order_by("decided_at", "id"))
    held = remaining_of(commitments)
    live = [c for c in commitments if sum(held[c.pk])]
    live.sort(key=lambda c: held[c.pk][1] == 0)  # stable: paid ones first, each group by date
    purse = _contributions(pot)
    found = []
    for commitment in live:
        committed, paid = held[commitment.pk]
        found.append(Trail(commitment, committed, paid, tuple(_take(purse, committed + paid))))
    return found


def _contributions(pot):
    """Return [[partner, euros left]] in order of receipt, without those that were corrected."""
    postings = (Posting.objects.filter(account__pot=pot, account__kind=K.CASH, movement__reversed_by=None,
                                       movement__kind=Movement.Kind.CONTRIBUTION)
                .order_by("movement__at", "movement_id")
                .prefetch_related("movement__postings__account__partner__organisation"))
    return [[next(p.account.partner for p in posting.movement.postings.all() if p.account.partner), posting.amount]
            for posting in postings]


def _take(purse, euros):
    """Take `euros` out of the purse, oldest first; yield (partner, euros), one line a partner."""
    taken = {}
    for pocket in purse:
        part = min(pocket[1], euros)
        if part > 0:
            pocket[1] -= part
            euros -= part
            partner, before = taken.get(pocket[0].pk, (pocket[0], ZERO))
            taken[pocket[0].pk] = (partner, before + part)
    return taken.values()
