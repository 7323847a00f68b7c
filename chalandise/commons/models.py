from django.conf import settings
from django.db import models

from chalandise.territory.models import Territory


class Package(models.Model):
    """What another territory published of a season: counts by kind of action, no shop, no person. The text is kept as it came."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="packages")  # who imported it
    publisher = models.CharField(max_length=120)
    season = models.CharField(max_length=120)
    made_on = models.DateField()
    taxonomy = models.CharField(max_length=80)   # key and version of the playbook whose kinds it counts
    kinds = models.JSONField()                   # {code: {"tried", "dropped", "asked": {months: n}, "kept": {months: n}}}
    digest = models.CharField(max_length=64)     # of what it says, so that the same package is counted once
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "evidence_package"
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["territory", "publisher", "season"], condition=models.Q(withdrawn_at=None),
                                               name="package_once")]

    def __str__(self):
        return f"{self.publisher}, {self.season}"
