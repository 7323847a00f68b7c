from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.foundation.fields import MoneyField, Versioned
from chalandise.foundation.models import StoredFile
from chalandise.people.models import Organisation
from chalandise.seasons.models import Partner, Season
from chalandise.shops.models import Shop

PERSON = settings.AUTH_USER_MODEL


class Pot(models.Model):
    """Money of the partners for one season; the merchant pays nothing. The row is locked by every movement."""

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="pot")
    updates = models.PositiveIntegerField(default=0)  # touched first by each movement: serialises writers

    class Meta:
        db_table = "pot"

    def __str__(self):
        return f"Cagnotte {self.season}"


class Envelope(Versioned):
    """A part of the pot with its rules: what it pays, at least and at most for each shop; never below zero either."""

    pot = models.ForeignKey(Pot, on_delete=models.CASCADE, related_name="envelopes")
    name = models.CharField(_("nom"), max_length=80)
    kinds = models.JSONField(default=list, blank=True)  # codes of the playbook's kinds of action; none: it pays everything
    floor_shop = MoneyField(_("au moins, par boutique"), null=True, blank=True)
    cap_shop = MoneyField(_("au plus, par boutique"), null=True, blank=True)
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "envelope"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["pot", "name"], name="envelope_name_once"),
                       models.CheckConstraint(name="envelope_floor_below_cap", condition=(
                           models.Q(floor_shop=None) | models.Q(cap_shop=None) | models.Q(cap_shop__gte=models.F("floor_shop"))))]

    def __str__(self):
        return self.name


class EnvelopeRule(models.Model):
    """What an envelope keeps at least, and gives at most, for one kind of action."""

    envelope = models.ForeignKey(Envelope, on_delete=models.CASCADE, related_name="rules")
    kind = models.CharField(max_length=60)
    floor = MoneyField(null=True, blank=True)
    cap = MoneyField(null=True, blank=True)

    class Meta:
        db_table = "envelope_rule"
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["envelope", "kind"], name="envelope_rule_once"),
                       models.CheckConstraint(name="rule_floor_below_cap", condition=(
                           models.Q(floor=None) | models.Q(cap=None) | models.Q(cap__gte=models.F("floor"))))]


class Account(models.Model):
    """An account of the double-entry ledger of a pot; those of an envelope stand beside those of the common purse."""

    class Kind(models.TextChoices):
        PROMISED = "promised", _("promesses des partenaires")   # what a partner still owes
        PARTNER = "partner", _("apports d’un partenaire")       # where the money came from
        CASH = "cash", _("argent disponible")
        COMMITTED = "committed", _("argent engagé")
        SPENT = "spent", _("argent payé")

    pot = models.ForeignKey(Pot, on_delete=models.CASCADE, related_name="accounts")
    kind = models.CharField(max_length=10, choices=Kind)
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="accounts")
    envelope = models.ForeignKey(Envelope, null=True, blank=True, on_delete=models.PROTECT, related_name="accounts")

    class Meta:
        db_table = "ledger_account"
        constraints = [
            models.UniqueConstraint(fields=["pot", "kind", "partner"], name="account_once", condition=models.Q(envelope=None)),
            models.UniqueConstraint(fields=["pot", "kind"], name="account_of_the_pot_once",
                                    condition=models.Q(partner=None, envelope=None)),
            models.UniqueConstraint(fields=["envelope", "kind"], name="account_of_the_envelope_once", condition=models.Q(partner=None)),
            models.UniqueConstraint(fields=["envelope", "kind", "partner"], name="account_of_a_promise_once"),
            # Money enters from a partner and from nobody else: the merchant pays 0 (docs/decisions/0010-pot.md).
            # A promise may be for an envelope; where the money comes from is one account a partner.
            models.CheckConstraint(name="account_of_a_partner", condition=(
                models.Q(kind="promised", partner__isnull=False)
                | models.Q(kind="partner", partner__isnull=False, envelope__isnull=True)
                | models.Q(kind__in=["cash", "committed", "spent"], partner__isnull=True))),
        ]


class Movement(models.Model):
    """One balanced transaction: its postings sum to zero. Append-only; a mistake is reversed, never edited."""

    class Kind(models.TextChoices):
        PROMISE = "promise", _("promesse")
        CONTRIBUTION = "contribution", _("versement")
        ALLOTMENT = "allotment", _("affectation")
        COMMITMENT = "commitment", _("engagement")
        RELEASE = "release", _("argent libéré")
        PAYMENT = "payment", _("paiement")
        REFUND = "refund", _("remboursement")
        REVERSAL = "reversal", _("correction")

    pot = models.ForeignKey(Pot, on_delete=models.CASCADE, related_name="movements")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    label = models.CharField(max_length=200)
    commitment = models.ForeignKey("Commitment", null=True, blank=True, on_delete=models.PROTECT, related_name="movements")
    invoice = models.ForeignKey("Invoice", null=True, blank=True, on_delete=models.PROTECT, related_name="movements")
    document = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")
    once = models.CharField(max_length=120, null=True, unique=True)

    class Meta:
        db_table = "ledger_movement"
        ordering = ["at", "id"]

    def __str__(self):
        return self.label


class Posting(models.Model):
    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, related_name="postings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings")
    amount = MoneyField()  # positive: into the account

    class Meta:
        db_table = "ledger_posting"
        constraints = [models.CheckConstraint(condition=~models.Q(amount=0), name="posting_moves_something")]


class Commitment(models.Model):
    """Money of the pot promised to an action: asked by one person, approved by another, paid, or given back."""

    class State(models.TextChoices):
        ASKED = "asked", _("demandé")
        APPROVED = "approved", _("engagé")
        REFUSED = "refused", _("refusé")
        PAID = "paid", _("payé")
        RELEASED = "released", _("libéré")

    pot = models.ForeignKey(Pot, on_delete=models.CASCADE, related_name="commitments")
    label = models.CharField(_("pour quoi"), max_length=200)
    supplier = models.CharField(_("fournisseur"), max_length=200, blank=True)
    amount = MoneyField(_("montant"))
    asked_amount = MoneyField(null=True, blank=True)  # when less was granted than what was asked
    kind = models.CharField(max_length=60, blank=True)  # code of the playbook's kind of action; "" for a common expense
    envelope = models.ForeignKey(Envelope, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments")
    payee = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # the supplier, as a body
    shop = models.ForeignKey(Shop, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")  # whom it is for
    for_kind = models.CharField(max_length=60, blank=True)  # "actions.action": the higher room's key, no foreign key climbs
    for_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    once = models.CharField(max_length=120, null=True, unique=True)

    class Meta:
        db_table = "commitment"
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["for_kind", "for_id"])]
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="commitment_positive")]

    def __str__(self):
        return self.label


class Invoice(models.Model):
    """What a supplier asks for, with its document; payments are written against it. It moves no money by itself."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="invoices")
    number = models.CharField(_("numéro"), max_length=60)
    amount = MoneyField(_("montant"))
    dated_on = models.DateField(_("date de la facture"))
    document = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # why it was set aside
    once = models.CharField(max_length=120, null=True, unique=True)

    class Meta:
        db_table = "invoice"
        ordering = ["dated_on", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="invoice_positive")]

    def __str__(self):
        return self.number
