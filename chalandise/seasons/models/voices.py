from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.seasons.models.season import Season
from chalandise.shops.models import Shop

PERSON = settings.AUTH_USER_MODEL


class Complaint(models.Model):
    """A merchant or a mentor says that something is wrong; answered by somebody else than the one it is about."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="complaints")
    person = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    shop = models.ForeignKey(Shop, null=True, blank=True, on_delete=models.SET_NULL)
    about = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")  # never reads it
    text = models.TextField()
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "complaint"
        ordering = ["-at"]

    def __str__(self):
        return str(_("Quelque chose ne va pas (nᵒ %(n)s)") % {"n": self.pk})


class Satisfaction(models.Model):
    """Asked once at the end, to merchants and mentors: was it useful, would you advise it."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="satisfactions")
    person = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    audience = models.CharField(max_length=8)
    useful = models.PositiveSmallIntegerField()   # 1 to 5
    advise = models.PositiveSmallIntegerField()   # 0 to 10
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "satisfaction"
        constraints = [models.UniqueConstraint(fields=["season", "person"], name="satisfaction_once")]
