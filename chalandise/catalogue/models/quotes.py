from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chalandise.catalogue.models.solutions import Solution
from chalandise.foundation import clock, wording
from chalandise.foundation.fields import MoneyField
from chalandise.foundation.models import StoredFile
from chalandise.shops.models import Shop

PERSON = settings.AUTH_USER_MODEL


class QuoteRequest(models.Model):
    """A merchant says what they need and asks up to three providers; none gets the contact before the merchant agrees."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="quote_requests")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="quote_requests")
    need = models.CharField(max_length=40)  # code of data/needs.json
    text = models.TextField(_("ce que vous voulez faire"))
    tools = models.CharField(_("ce que vous avez déjà"), max_length=300, blank=True)
    budget_month = MoneyField(_("au plus par mois"), null=True, blank=True)
    wanted_on = models.DateField(_("pour quand"), null=True, blank=True)
    at = models.DateTimeField()
    answer_by = models.DateField()  # the last day when providers may answer
    season_key = models.BigIntegerField(null=True, blank=True)  # seasons stand beside: its key and label, for the use that may follow
    season_label = models.CharField(max_length=120, blank=True)
    gathered_at = models.DateTimeField(null=True, blank=True)  # the time to answer was over, the merchant was told what came
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "quote_request"
        ordering = ["-at", "-id"]

    def __str__(self):
        return gettext("Demande de devis du %(day)s") % {"day": wording.short_date(self.at)}  # never the merchant's words: the journal prints this

    @property
    def open_to_answers(self):
        return self.closed_at is None and clock.today() <= self.answer_by


class Quote(models.Model):
    """One provider's answer to a request, then what both sides say happened."""

    class State(models.TextChoices):
        ASKED = "asked", _("demandé")
        ANSWERED = "answered", _("reçu")
        DECLINED = "declined", _("l’offreur ne peut pas")
        CHOSEN = "chosen", _("choisi")
        REFUSED = "refused", _("pas retenu")

    request = models.ForeignKey(QuoteRequest, on_delete=models.CASCADE, related_name="quotes")
    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="quotes")
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    sent_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)  # once
    warned_at = models.DateTimeField(null=True, blank=True)  # its solution was suspended or left meanwhile: both sides were told
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    price_setup = MoneyField(_("mise en service"), null=True, blank=True)
    price_month = MoneyField(_("par mois au début"), null=True, blank=True)
    trial_months = models.PositiveSmallIntegerField(_("mois à ce prix"), default=0)
    price_after = MoneyField(_("par mois ensuite"), null=True, blank=True)
    commitment_months = models.PositiveSmallIntegerField(_("engagement, en mois"), null=True, blank=True)
    delay_days = models.PositiveSmallIntegerField(_("prêt en combien de jours"), null=True, blank=True)
    text = models.TextField(_("votre réponse au commerçant"), blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(null=True, blank=True)
    contact_shared_at = models.DateTimeField(null=True, blank=True)  # the merchant agreed (people.Consent, purpose "contact")
    asked_after_at = models.DateTimeField(null=True, blank=True)  # "did it happen?", to both sides
    merchant_says = models.BooleanField(null=True)
    merchant_said_at = models.DateTimeField(null=True, blank=True)
    provider_says = models.BooleanField(null=True)
    provider_said_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "quote"
        ordering = ["request", "id"]
        indexes = [models.Index(fields=["solution", "state"])]
        constraints = [models.UniqueConstraint(fields=["request", "solution"], name="quote_once")]

    def __str__(self):
        return f"{self.solution}"

    @property
    def disputed(self):
        """Say whether both sides answered "did it happen?" and not the same."""
        return self.merchant_says is not None and self.provider_says is not None and self.merchant_says != self.provider_says
