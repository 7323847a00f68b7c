"""The ledger over a period, as an accountant reads it: what each account held, what moved, what it holds."""
from dataclasses import dataclass
from decimal import Decimal

from chalandise.foundation import clock
from chalandise.funding.models import Account
from chalandise.funding.queries.balance import ZERO
from chalandise.funding.queries.ledger import account_words, statement


@dataclass
class Sums:
    """One account over a period; `opening + debit − credit = closing`."""

    account: Account
    opening: Decimal = ZERO
    debit: Decimal = ZERO
    credit: Decimal = ZERO

    @property
    def closing(self):
        return self.opening + self.debit - self.credit

    @property
    def words(self):
        return account_words(self.account)


def day_of(line):
    """Return the day of a line, in Paris."""
    return line.movement.at.astimezone(clock.PARIS).date()


def lines_over(lines, first=None, last=None):
    """Keep the lines from `first` to `last`, both included; None: from the beginning, to the end."""
    return [line for line in lines if (first is None or day_of(line) >= first) and (last is None or day_of(line) <= last)]


def accounts_over(pot, first=None, last=None):
    """Return ([Sums] of every account that holds or moved something, the lines of the period), in one query.

    The openings sum to zero, and so do the closings; debits equal credits: the ledger is balanced at every moment.
    """
    found, kept = {}, statement(pot)
    for line in kept:
        sums = found.setdefault(line.account.pk, Sums(line.account))
        if first is not None and day_of(line) < first:
            sums.opening += line.posting.amount
        elif last is None or day_of(line) <= last:
            sums.debit += line.debit
            sums.credit += line.credit
    order = list(Account.Kind.values)
    rows = [s for s in found.values() if s.opening or s.debit or s.credit]
    return sorted(rows, key=lambda s: (order.index(s.account.kind), s.account.pk)), lines_over(kept, first, last)
