"""The ledger read as a list and as a statement."""
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from chalandise.funding.models import Account, Movement, Posting
from chalandise.funding.queries.balance import ZERO

K = Account.Kind


def movements_of(pot):
    """Return the movements of a pot with their postings, newest first."""
    return (Movement.objects.filter(pot=pot).select_related("by", "document", "commitment", "reverses", "reversed_by")
            .prefetch_related("postings__account__partner__organisation").order_by("-at", "-id"))


def postings_of(pot):
    """Return the lines of the ledger for a list, newest first."""
    return (Posting.objects.filter(account__pot=pot).order_by("-movement__at", "-movement_id", "id").select_related(
        "movement__by", "movement__document", "movement__reversed_by", "account__partner__organisation", "account__envelope"))


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
        return account_words(self.account)


def account_words(account):
    """Return how an account is called: its kind, and whose it is."""
    return " · ".join(str(part) for part in (account.get_kind_display(), account.partner, account.envelope) if part)


def statement(pot):
    """Return every line of the ledger in order, with running balances, in one query; debits equal credits."""
    running, lines = defaultdict(lambda: ZERO), []
    postings = (Posting.objects.filter(account__pot=pot).order_by("movement__at", "movement_id", "id").select_related(
        "movement__by", "movement__document", "movement__commitment", "account__partner__organisation", "account__envelope"))
    for posting in postings:
        running[posting.account_id] += posting.amount
        lines.append(Line(posting, debit=max(posting.amount, ZERO), credit=max(-posting.amount, ZERO),
                          after=running[posting.account_id]))
    return lines
