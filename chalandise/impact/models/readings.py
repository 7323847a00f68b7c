from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.actions.models import Action

PERSON = settings.AUTH_USER_MODEL


class Reading(models.Model):
    """One value of an action's indicator, for one month. Answered by a range, `value` is its middle and pages print the range."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="readings")
    month = models.DateField()  # first day of the month
    value = models.DecimalField(max_digits=12, decimal_places=2)
    low = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    via = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "reading"
        ordering = ["action", "month"]
        constraints = [models.UniqueConstraint(fields=["action", "month"], name="reading_once"),
                       models.CheckConstraint(name="reading_range", condition=models.Q(low=None, high=None) | models.Q(low__lte=models.F("high")))]


class CheckIn(models.Model):
    """The question of one month: when it was asked by mail, what was tapped. What it says stands in the Reading."""

    class Answer(models.TextChoices):
        FIGURE = "figure", _("un chiffre")
        UNKNOWN = "unknown", _("je ne sais pas")
        LATER = "later", _("plus tard")

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="check_ins")
    month = models.DateField()
    asked_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=7, choices=Answer, blank=True)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(null=True)
    again_on = models.DateField(null=True)    # "later": asked once more from this day
    before = models.JSONField(default=dict)   # the Reading that the answer replaced, given back when it is undone

    class Meta:
        db_table = "check_in"
        ordering = ["action", "month"]
        constraints = [models.UniqueConstraint(fields=["action", "month"], name="check_in_once")]
