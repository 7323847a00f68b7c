from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.actions.models import Action

PERSON = settings.AUTH_USER_MODEL
TAKINGS = "takings"  # the figure of a plan that is measured on the shop's takings, beside the codes of the playbook's indicators


class Way(models.TextChoices):
    """How the figure of a plan comes in."""

    TAP = "tap", _("une question par mois, par e-mail : un geste pour répondre")
    TYPED = "typed", _("un montant écrit chaque mois, ou la photo du relevé de caisse")
    FILE = "file", _("le fichier de la caisse ou du terminal")


class MeasurePlan(models.Model):
    """What was agreed before an action starts: in which figure it should be seen, how it comes in, the smallest effect that could be seen.

    What it should change and from when stand on the action; `starts_on` repeats the day that was agreed. A newer plan ends the earlier one.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="measure_plans")
    figure = models.CharField(max_length=40)  # TAKINGS, or code of the playbook's indicators
    way = models.CharField(max_length=5, choices=Way)
    starts_on = models.DateField(null=True)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    via = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()
    agreed_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")  # the merchant
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # The smallest effect that could be seen, in whole percent; no amount, no series. {"alone": 12, "together": 5, "why": "short"}
    seen = models.JSONField(default=dict)
    weighed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "measure_plan"
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["action"], name="measure_plan_once", condition=models.Q(ended_at=None))]

    @property
    def is_on_takings(self):
        return self.figure == TAKINGS
