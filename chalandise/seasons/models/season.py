from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.foundation.fields import Versioned
from chalandise.territory.models import Axis, Perimeter, Territory

PERSON = settings.AUTH_USER_MODEL


class Season(Versioned):
    """One edition of the programme on one axis, from the invitation to the white paper."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="seasons")
    axis = models.ForeignKey(Axis, on_delete=models.PROTECT, related_name="seasons")
    perimeter = models.ForeignKey(Perimeter, null=True, blank=True, on_delete=models.SET_NULL)
    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    playbook_key = models.CharField(max_length=60)
    playbook_version = models.CharField(max_length=20)
    playbook = models.JSONField(default=dict)  # the file as it was when the season was made
    starts_on = models.DateField(_("premier jour"))
    panel_size = models.PositiveSmallIntegerField(_("taille du panel"), default=20)
    invitation_text = models.TextField(_("texte de l’appel"), blank=True)
    criteria_note = models.TextField(blank=True)
    contact = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        db_table = "season"
        ordering = ["-starts_on", "-id"]
        indexes = [models.Index(fields=["-starts_on", "-id"], name="season_latest")]

    def __str__(self):
        return self.name

    @property
    def closed_at(self):
        """When the season was closed, or None."""
        closure = getattr(self, "closure", None)  # a missing one-to-one is an AttributeError too
        return closure.at if closure else None


class SeasonClosure(models.Model):
    """The season is closed: who, when. Its pages stay readable; access to them ends."""

    season = models.OneToOneField(Season, on_delete=models.CASCADE, related_name="closure")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "season_closure"
