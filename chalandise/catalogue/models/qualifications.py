from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.catalogue.models.calls import Call
from chalandise.catalogue.models.reviewing import Decision
from chalandise.catalogue.models.solutions import Solution
from chalandise.territory.models import Territory

PERSON = settings.AUTH_USER_MODEL


class Qualification(models.Model):
    """A solution passed a territory's review; true for twelve months, renewed or not, suspended while a doubt lasts."""

    class Reason(models.TextChoices):
        PRICE = "price", _("le prix a changé, l’équipe le vérifie")
        COMPANY = "company", _("l’entreprise a cessé son activité")
        COMPLAINT = "complaint", _("un problème signalé est en cours d’examen")
        PROVIDER = "provider", _("l’offreur l’a demandé")

    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="qualifications")
    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="qualifications")
    call = models.ForeignKey(Call, null=True, blank=True, on_delete=models.SET_NULL, related_name="qualifications")
    decision = models.OneToOneField(Decision, null=True, blank=True, on_delete=models.SET_NULL, related_name="qualification")
    since = models.DateField()
    until = models.DateField()  # the first day when it is no longer qualified
    conditions = models.TextField(_("conditions"), blank=True)
    summary = models.TextField(_("résumé de la relecture"), blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_reason = models.CharField(max_length=10, choices=Reason, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # withdrawn before its term
    ended_reason = models.CharField(_("pourquoi"), max_length=300, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)  # told the provider that it ends soon

    class Meta:
        db_table = "qualification"
        ordering = ["-since", "-id"]
        indexes = [models.Index(fields=["solution", "until"]), models.Index(fields=["territory", "until"])]
        constraints = [models.CheckConstraint(condition=models.Q(until__gt=models.F("since")), name="qualification_lasts"),
                       models.UniqueConstraint(fields=["solution", "territory"], name="qualified_once",
                                               condition=models.Q(ended_at=None))]

    def __str__(self):
        return f"{self.solution_id}"


class RenewalRequest(models.Model):
    """The provider says that the sheet still holds and asks for twelve months more; the team answers."""

    class Answer(models.TextChoices):
        RENEWED = "renewed", _("renouvelée")
        REFUSED = "refused", _("non renouvelée")

    qualification = models.ForeignKey(Qualification, on_delete=models.CASCADE, related_name="renewals")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(_("ce qui a changé depuis un an"), blank=True)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    reason = models.CharField(_("pourquoi"), max_length=300, blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "renewal_request"
        ordering = ["-at", "-id"]


class PriceChange(models.Model):
    """A price changed on a qualified solution: the qualification is suspended until somebody of the team checked it.

    One row a territory, since each checks for itself; `before` is the last price that its team knew.
    """

    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="price_changes")
    territory = models.ForeignKey(Territory, null=True, on_delete=models.CASCADE, related_name="+")
    before = models.JSONField()  # {"price_month": "19.00", …}
    after = models.JSONField()
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    checked_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True)
    reason = models.CharField(_("pourquoi"), max_length=300, blank=True)  # of a refusal

    class Meta:
        db_table = "price_change"
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["solution", "territory"], name="price_checked_at_a_time",
                                               condition=models.Q(checked_at=None))]


class CatalogueChange(models.Model):
    """One line of the public feed of changes: what happened to a solution of the catalogue, and when."""

    class Kind(models.TextChoices):
        QUALIFIED = "qualified", _("entre au catalogue")
        RENEWED = "renewed", _("est renouvelée pour un an")
        UPDATED = "updated", _("a mis sa fiche à jour")
        PRICE = "price", _("a changé de prix")
        SUSPENDED = "suspended", _("est suspendue")
        RESTORED = "restored", _("est de nouveau proposée")
        ENDED = "ended", _("sort du catalogue")

    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="changes")
    territory = models.ForeignKey(Territory, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    detail = models.JSONField(default=dict)  # public values only
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "catalogue_change"
        ordering = ["-at", "-id"]
