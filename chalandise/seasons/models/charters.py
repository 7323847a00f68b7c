from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.seasons.models.season import Season
from chalandise.shops.models import Shop

PERSON = settings.AUTH_USER_MODEL


class CharterText(models.Model):
    """A version of the charter of one audience. Never edited once published: a new version is a new row."""

    class Audience(models.TextChoices):
        MENTOR = "mentor", _("parrains et marraines")
        MERCHANT = "merchant", _("commerçants")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="charters")
    audience = models.CharField(max_length=8, choices=Audience)
    version = models.PositiveSmallIntegerField()
    text = models.TextField()  # Markdown
    digest = models.CharField(max_length=64)  # sha256 of the text
    published_at = models.DateTimeField()

    class Meta:
        db_table = "charter_text"
        ordering = ["audience", "-version"]
        constraints = [models.UniqueConstraint(fields=["season", "audience", "version"], name="charter_version")]


class Signature(models.Model):
    """Somebody signed one version of a charter by typing their name; the evidence is kept."""

    charter = models.ForeignKey(CharterText, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="signatures")
    shop = models.ForeignKey(Shop, null=True, blank=True, on_delete=models.CASCADE, related_name="signatures")
    typed_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    via = models.CharField(max_length=20, blank=True)  # "link", "session", "paper"
    recorded_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "signature"
