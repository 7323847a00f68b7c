"""Takings of a shop: what its till took in, by day, week or month; where each figure comes from; nothing is overwritten.

None of these hangs from a season: an archive or a pack, which follow the season, never reaches an amount.
"""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.computing.takings import Grain
from chalandise.foundation.models import StoredFile
from chalandise.seasons.models import Season
from chalandise.shops.models import Shop

PERSON = settings.AUTH_USER_MODEL
GRAINS = [(Grain.DAY.value, _("jour")), (Grain.WEEK.value, _("semaine")), (Grain.MONTH.value, _("mois"))]


class Channel(models.TextChoices):
    """Which part of the takings a figure is: the parts are never added to the whole."""

    ALL = "all", _("toutes les recettes (caisse)")
    CARD = "card", _("carte bancaire seulement (terminal)")
    BANK = "bank", _("ce qui arrive à la banque")
    WEB = "web", _("boutique en ligne seulement")


class FileState(models.TextChoices):
    READ = "read", _("colonnes à confirmer")
    CHECKING = "checking", _("en cours de lecture")
    CHECKED = "checked", _("relu, à enregistrer")
    APPLIED = "applied", _("enregistré")
    UNDONE = "undone", _("annulé")
    FAILED = "failed", _("illisible")


class TakingsFile(models.Model):
    """A file exported by a till, a terminal, a bank or a web shop, on its way in. Its bytes are forgotten once it is written."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="takings_files")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    via = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=FileState, default=FileState.READ)
    channel = models.CharField(max_length=4, choices=Channel, default=Channel.ALL)
    stored = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    columns_key = models.CharField(max_length=64, blank=True)
    reading = models.JSONField(default=dict)   # how it is written (foundation.tables.Reading), with samples until it is written
    mapping = models.JSONField(default=dict)   # {field: column}
    options = models.JSONField(default=dict)   # sign, month_first, currency, lines, unit
    counts = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)   # [{"line", "column", "code", "level", "text"}], the first of each kind
    doubts = models.JSONField(default=list)    # [{"code", "text"}] about the whole file
    failure = models.CharField(max_length=300, blank=True)
    job = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    not_exported = ("reading", "reasons", "doubts", "counts")

    class Meta:
        db_table = "takings_file"
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["shop", "columns_key"])]

    def __str__(self):
        return self.name


class TakingsDay(models.Model):
    """What a file says of one day, week or month, before it is written."""

    class Verdict(models.TextChoices):
        NEW = "new", _("nouveau")
        SAME = "same", _("déjà connu, identique")
        DIFFERS = "differs", _("déjà connu, différent")

    file = models.ForeignKey(TakingsFile, on_delete=models.CASCADE, related_name="days")
    grain = models.CharField(max_length=5, choices=GRAINS)
    start = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    before = models.DecimalField(max_digits=12, decimal_places=2, null=True)  # what was known
    tickets = models.PositiveIntegerField(null=True)
    lines = models.PositiveIntegerField(default=0)
    refunds = models.PositiveIntegerField(default=0)
    closed = models.BooleanField(default=False)
    verdict = models.CharField(max_length=8, choices=Verdict)
    doubt = models.CharField(max_length=12, blank=True)  # "zero_more", "zero_less", "negative"
    usual = models.DecimalField(max_digits=12, decimal_places=2, null=True)

    class Meta:
        db_table = "takings_day"
        ordering = ["file", "start"]
        constraints = [models.UniqueConstraint(fields=["file", "grain", "start"], name="takings_day_once")]


class Slip(models.Model):
    """A picture of the till's report: evidence beside what was typed, or waiting to be read. It is erased on a day, the figure stays."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="slips")
    stored = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    waits_for = models.DateField(null=True)   # first day of the month whose figure nobody has read on it yet
    kept_until = models.DateField(null=True)  # None: a year after it was given

    class Meta:
        db_table = "takings_slip"
        ordering = ["-at", "-id"]


class Taking(models.Model):
    """One figure of a shop's takings. A newer figure for the same period ends it; the earlier one stays."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="takings")
    channel = models.CharField(max_length=4, choices=Channel, default=Channel.ALL)
    grain = models.CharField(max_length=5, choices=GRAINS)
    start = models.DateField()  # first day of the period
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3, default="EUR")
    with_tax = models.BooleanField(default=True)
    tickets = models.PositiveIntegerField(null=True, blank=True)
    closed = models.BooleanField(default=False)  # the shop did not open: the amount is 0
    doubt = models.CharField(max_length=12, blank=True)  # not used for any measure until somebody confirms it
    file = models.ForeignKey(TakingsFile, null=True, on_delete=models.CASCADE, related_name="takings")
    slip = models.ForeignKey(Slip, null=True, on_delete=models.SET_NULL, related_name="takings")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    via = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    # Who typed a figure for a shop does not carry it away: the merchant downloads them from the shop's page.
    not_exported = ("amount", "tickets", "closed", "doubt")

    class Meta:
        db_table = "taking"
        ordering = ["shop", "channel", "start"]
        constraints = [models.UniqueConstraint(fields=["shop", "channel", "grain", "start"], name="taking_once",
                                               condition=models.Q(ended_at=None))]


class Rupture(models.Model):
    """What the merchant or the referent says of a change in the middle of the takings; the program saw it, a person says what it was."""

    class Why(models.TextChoices):
        TILL = "till", _("une autre caisse, ou une autre façon de compter")
        HOURS = "hours", _("d’autres horaires, un jour de plus ou de moins")
        SHOP = "shop", _("la boutique a changé (taille, produits, propriétaire)")
        RIGHT = "right", _("rien de tout cela : les chiffres sont justes")

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="ruptures")
    kind = models.CharField(max_length=5)  # "level" or "days" (computing/steady)
    start = models.DateField()
    why = models.CharField(max_length=5, choices=Why)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "takings_rupture"
        ordering = ["shop", "start"]
        constraints = [models.UniqueConstraint(fields=["shop", "kind", "start"], name="takings_rupture_once")]


class StreetPoint(models.Model):
    """One month of the street's typical curve, told to those who give takings: a rounded index, never an amount. A later one for the month ends it.

    `shops` stays even when one of them takes its agreement back: it is what keeps two points of a month from being set against each other.
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="street_points")
    month = models.DateField()
    index = models.PositiveSmallIntegerField()  # 100: the mean month of the year before the season; rounded to 5
    shops = models.JSONField(default=list)      # keys of the shops behind it, six at the fewest
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "street_point"
        ordering = ["season", "month", "id"]
        constraints = [models.UniqueConstraint(fields=["season", "month"], name="street_point_once", condition=models.Q(ended_at=None))]


class TakingsRequest(models.Model):
    """A merchant was asked for the takings of the past: when, by whom. It holds no amount."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="takings_requests")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="takings_requests")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")  # None: by itself, after the first visit
    at = models.DateTimeField()

    class Meta:
        db_table = "takings_request"
        ordering = ["-at", "-id"]
