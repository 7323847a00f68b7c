from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.seasons.models.applications import Application
from chalandise.seasons.models.season import Season
from chalandise.shops.models import Shop
from chalandise.shops.rules import trade_label

PERSON = settings.AUTH_USER_MODEL


class Quota(models.Model):
    """What the team wants of the panel in one dimension: minimum and maximum, soft (house.md, decision 9)."""

    class Dimension(models.TextChoices):
        TRADE = "trade", _("métier")      # value: family of trades
        STRETCH = "stretch", _("tronçon")  # value: stretch id
        LEVEL = "level", _("niveau de départ")  # value: 0..3

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="quotas")
    dimension = models.CharField(max_length=8, choices=Dimension)
    value = models.CharField(max_length=40)
    minimum = models.PositiveSmallIntegerField(default=0)
    maximum = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        db_table = "quota"
        constraints = [models.UniqueConstraint(fields=["season", "dimension", "value"], name="quota_once")]


class PanelProposal(models.Model):
    """What computing/panel proposed, with everything that repeats it."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="panel_proposals")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    seed = models.BigIntegerField()
    problem = models.JSONField()
    result = models.JSONField()

    class Meta:
        db_table = "panel_proposal"
        ordering = ["-at", "-id"]


class Selection(models.Model):
    """The team's decision on one application, with its reason; announced to everybody together."""

    class Outcome(models.TextChoices):
        CHOSEN = "chosen", _("retenue")
        WAITING = "waiting", _("liste d’attente")
        DECLINED = "declined", _("non retenue")

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="selection")
    outcome = models.CharField(max_length=8, choices=Outcome)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)  # in the waiting list
    reason = models.TextField(_("raison donnée au commerçant"), blank=True)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "selection"


class PanelPlace(models.Model):
    """A shop's place in the season, from its selection to the end or to its departure."""

    class Departure(models.TextChoices):
        SOLD = "sold", _("la boutique change de mains")
        ILL = "ill", _("santé")
        NO_TIME = "no_time", _("plus le temps")
        CLOSED = "closed", _("la boutique ferme")
        OTHER = "other", _("autre raison")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="places")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="places")
    application = models.ForeignKey(Application, null=True, on_delete=models.SET_NULL, related_name="places")
    since = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    departure = models.CharField(max_length=8, choices=Departure, blank=True)
    replaced = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replacement")

    class Meta:
        db_table = "panel_place"
        constraints = [models.UniqueConstraint(fields=["season", "shop"], name="place_once")]

    def __str__(self):
        return str(self.shop)

    @property
    def trade_words(self):
        return trade_label(self.shop.trade)
