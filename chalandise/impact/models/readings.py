from django.conf import settings
from django.db import models

from chalandise.actions.models import Action


class Reading(models.Model):
    """One value of an action's indicator, for one month."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="readings")
    month = models.DateField()  # first day of the month
    value = models.DecimalField(max_digits=12, decimal_places=2)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    via = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "reading"
        ordering = ["action", "month"]
        constraints = [models.UniqueConstraint(fields=["action", "month"], name="reading_once")]
