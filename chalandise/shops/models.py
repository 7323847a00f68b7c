from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.foundation.fields import Versioned
from chalandise.people.models import Organisation
from chalandise.territory.models import Commune, Stretch, Territory


class Shop(Versioned):
    """An establishment of a street: SIRET when known, an organisation when known, a trade, a place, its channels."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="shops")
    name = models.CharField(_("enseigne"), max_length=200)
    sort_key = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    siret = models.CharField("SIRET", max_length=14, null=True, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="shops")
    naf = models.CharField("NAF", max_length=6, blank=True)  # "47.24Z"
    trade = models.CharField(_("métier"), max_length=40, blank=True)  # code of shops/data/trades.json
    number = models.CharField(_("numéro"), max_length=12, blank=True)
    street = models.CharField(_("rue"), max_length=160, blank=True)
    postcode = models.CharField(_("code postal"), max_length=5, blank=True)
    city = models.CharField(_("ville"), max_length=100, blank=True)
    commune = models.ForeignKey(Commune, null=True, blank=True, on_delete=models.SET_NULL)
    stretch = models.ForeignKey(Stretch, null=True, blank=True, on_delete=models.SET_NULL, related_name="shops")
    along_m = models.PositiveIntegerField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    website = models.URLField(_("site"), max_length=300, blank=True)
    opening_hours = models.CharField(_("horaires"), max_length=300, blank=True)  # OpenStreetMap syntax
    channels = models.JSONField(default=list)  # ["site", "social", "delivery", "collect", "booking", "marketplace"]
    description = models.TextField(blank=True)
    source = models.CharField(max_length=60, blank=True)  # "register", "osm", "spreadsheet", "application", "team"
    source_ref = models.CharField(max_length=80, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "shop"
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["territory", "sort_key"])]
        constraints = [models.UniqueConstraint(fields=["territory", "siret"], name="shop_siret",
                                               condition=models.Q(siret__isnull=False))]

    def __str__(self):
        return self.name

    @property
    def address(self):
        street = f"{self.number} {self.street}".strip()
        return ", ".join(p for p in (street, f"{self.postcode} {self.city}".strip()) if p)

    def save(self, *args, **kwargs):
        from chalandise.foundation.names import sort_key  # noqa: PLC0415  (app registry)
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class Import(models.Model):
    """One file of shops on its way in: read, guessed, confirmed, applied, perhaps undone as one."""

    class State(models.TextChoices):
        READ = "read", _("colonnes à confirmer")
        CHECKING = "checking", _("vérification en cours")
        CHECKED = "checked", _("à relire")
        APPLYING = "applying", _("import en cours")
        APPLIED = "applied", _("importé")
        UNDONE = "undone", _("annulé")
        FAILED = "failed", _("illisible")

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="imports")
    file_key = models.UUIDField()
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    shape = models.CharField(max_length=20, blank=True)  # "csv", "xlsx", "json", "geojson"
    reading = models.JSONField(default=dict)  # encoding, separator, header line, sheet, columns seen
    columns_key = models.CharField(max_length=64, blank=True)  # the same columns again propose the same mapping
    mapping = models.JSONField(default=dict)  # {"siret": "SIRET", …}: field to column
    job = models.UUIDField(null=True)  # the job under way, or the last one
    state = models.CharField(max_length=10, choices=State, default=State.READ)
    counts = models.JSONField(default=dict)
    failure = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "shop_import"
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["territory", "columns_key"])]

    def __str__(self):
        return self.file_name


class ImportRow(models.Model):
    """One line of the file: what it said, what we understood, what we doubt, what the team decided."""

    class Verdict(models.TextChoices):
        NEW = "new", _("nouvelle boutique")
        SAME = "same", _("déjà connue, rien à changer")
        UPDATE = "update", _("déjà connue, à compléter")
        DOUBT = "doubt", _("à confirmer")
        ERROR = "error", _("illisible")

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    raw = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    verdict = models.CharField(max_length=8, choices=Verdict)
    reasons = models.JSONField(default=list)  # [{"column", "code", "text"}]
    decision = models.CharField(max_length=8, blank=True)  # "take", "merge", "skip"
    doubts = models.CharField(max_length=120, blank=True)  # codes, sorted, joined by "+": a bulk decision is about one of these
    match_id = models.BigIntegerField(null=True)  # the shop it may be
    match_line = models.PositiveIntegerField(null=True)  # the earlier line of the same file it may repeat
    fingerprint = models.CharField(max_length=40, blank=True)  # of what it said: the same line again changes nothing
    shop = models.ForeignKey(Shop, null=True, on_delete=models.SET_NULL, related_name="import_rows")
    before = models.JSONField(null=True)  # values replaced, for the undo

    class Meta:
        db_table = "shop_import_row"
        ordering = ["batch", "line"]
        indexes = [models.Index(fields=["batch", "verdict"]), models.Index(fields=["batch", "doubts"])]

    @property
    def name(self):
        return self.values.get("name", "")

    @property
    def address(self):
        return " ".join(self.values[k] for k in ("number", "street", "postcode", "city") if self.values.get(k))
