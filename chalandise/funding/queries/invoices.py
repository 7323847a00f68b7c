"""The invoices that suppliers sent: what each asks, what was paid on it."""
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from chalandise.funding.models import Account, Invoice, Posting
from chalandise.funding.queries.balance import ZERO, cents
from chalandise.seasons.queries import seasons_run_by


@dataclass
class Bill:
    """An invoice and where it stands."""

    invoice: Invoice
    paid: Decimal
    address: str = ""  # where a page that may show it finds the document

    @property
    def left(self):
        return ZERO if self.invoice.cancelled_at else self.invoice.amount - self.paid


def invoice_in(person, season, invoice_id):
    """Return one invoice of a season whose team this person belongs to; raise Invoice.DoesNotExist otherwise."""
    return Invoice.objects.select_related("commitment__pot__season", "document").get(
        pk=invoice_id, commitment__pot__season=season, commitment__pot__season__in=seasons_run_by(person))


def bills(commitments):
    """Return [Bill] of some requests, oldest invoice first, in two queries."""
    rows = list(Invoice.objects.filter(commitment__in=commitments).select_related("document", "commitment"))
    paid = dict(Posting.objects.filter(movement__invoice__in=rows, account__kind=Account.Kind.SPENT)
                .values_list("movement__invoice_id").annotate(total=Sum("amount")).order_by())
    return [Bill(row, cents(paid.get(row.pk))) for row in rows]


def bill(invoice):
    """Return the Bill of one invoice."""
    paid = Posting.objects.filter(movement__invoice=invoice, account__kind=Account.Kind.SPENT).aggregate(total=Sum("amount"))["total"]
    return Bill(invoice, cents(paid))
