from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.people.models import Organisation
from chalandise.seasons.models.season import Season


class Partner(models.Model):
    """An organisation that supports a season or pays for it."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partnerships")
    kind = models.CharField(max_length=12, default="support", choices=[("support", _("soutien")), ("money", _("financeur"))])

    class Meta:
        db_table = "partner"
        constraints = [models.UniqueConstraint(fields=["season", "organisation"], name="partner_once")]

    def __str__(self):
        return self.organisation.name
