from django.conf import settings
from django.db import models

from chalandise.seasons.models import Gathering, Season


class Edition(models.Model):
    """One dated state of the white paper: its figures are frozen, so that each can be traced and recomputed."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    content = models.JSONField()  # chapters and figures, by whitepaper.queries.gather
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "edition"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["season", "number"], name="edition_number")]

    def __str__(self):
        return f"{self.season}, {self.number}"


class Pack(models.Model):
    """The figures of the day for one committee, frozen when the pack is made."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="packs")
    made_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    content = models.JSONField()

    class Meta:
        db_table = "pack"
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self.gathering}, {self.made_at:%Y-%m-%d}"
