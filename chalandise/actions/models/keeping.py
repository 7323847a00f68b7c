from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.actions.models.actions import Action

PERSON = settings.AUTH_USER_MODEL


class KeptCheck(models.Model):
    """ "Is it still in place?", 1, 3, 6 and 12 months after an action's end; one tap. No answer is not a no.

    An action that put a solution in use has none: the catalogue asks about the solution (`Action.use`), once.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="checks")
    months = models.PositiveSmallIntegerField()  # 1, 3, 6, 12
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    still = models.BooleanField(null=True)
    reason = models.CharField(_("pourquoi ce n’est plus en place"), max_length=300, blank=True)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    via = models.CharField(max_length=20, blank=True)

    class Meta:
        db_table = "kept_check"
        ordering = ["action", "months"]
        indexes = [models.Index(fields=["due_on"])]
        constraints = [models.UniqueConstraint(fields=["action", "months"], name="kept_checked_once")]
