from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.seasons.models import Season

PERSON = settings.AUTH_USER_MODEL


class RelayNote(models.Model):
    """What a referent leaves to whoever looks after the pairings next; shown on the Monday list, the latest only."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="relay_notes")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(_("ce qu’il faut savoir"))
    at = models.DateTimeField()

    class Meta:
        db_table = "relay_note"
        ordering = ["-at", "-id"]


class Absence(models.Model):
    """A referent is away between two days, both included; the Monday list and the alerts go to whoever covers."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="absences")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="absences")
    cover = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="covers")
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au (compris)"))
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # back before the last day

    class Meta:
        db_table = "absence"
        ordering = ["starts_on", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="absence_in_order")]
