from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.foundation.fields import Versioned


class Commune(models.Model):
    """A French commune by INSEE code; shared reference."""

    insee = models.CharField("code INSEE", max_length=5, primary_key=True)
    name = models.CharField(_("nom"), max_length=100)
    postcodes = models.JSONField(default=list)
    outline = models.JSONField(null=True, blank=True)  # GeoJSON geometry, optional

    class Meta:
        db_table = "commune"
        ordering = ["name"]

    def __str__(self):
        return self.name


class Territory(Versioned):
    """A town or a group of towns that runs seasons. The wall: nobody sees another territory's private rows."""

    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    accent = models.CharField(_("couleur"), max_length=7, default="#7d4a92")  # AA contrast checked when chosen
    communes = models.ManyToManyField(Commune, related_name="territories")
    organiser = models.CharField(_("organisateur"), max_length=200, blank=True)
    contact_name = models.CharField(_("personne à joindre"), max_length=120, blank=True)
    contact_email = models.EmailField(_("adresse e-mail"), blank=True)
    contact_phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    legal_notice = models.TextField(_("mentions légales"), blank=True)  # Markdown
    privacy_notice = models.TextField(_("confidentialité"), blank=True)
    accessibility_notice = models.TextField(_("accessibilité"), blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        db_table = "territory"
        ordering = ["name"]

    def __str__(self):
        return self.name


class Axis(models.Model):
    """A street line, often along a transport line, drawn by its points; approximate unless said otherwise."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="axes")
    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(max_length=60)
    line_name = models.CharField(_("ligne"), max_length=60, blank=True)  # "Tram D"
    points = models.JSONField(default=list)  # [[lon, lat], …] along the axis
    length_m = models.PositiveIntegerField(default=0)
    approximate = models.BooleanField(default=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "axis"
        constraints = [models.UniqueConstraint(fields=["territory", "slug"], name="axis_slug")]

    def __str__(self):
        return self.name


class Stop(models.Model):
    """A stop of the transport line on an axis. `approximate` marks a stop without a surveyed point."""

    axis = models.ForeignKey(Axis, on_delete=models.CASCADE, related_name="stops")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("nom"), max_length=120)
    commune = models.ForeignKey(Commune, null=True, on_delete=models.PROTECT)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    along_m = models.PositiveIntegerField(null=True)  # metres from the start of the axis
    approximate = models.BooleanField(default=False)
    opened_on = models.DateField(null=True)

    class Meta:
        db_table = "stop"
        ordering = ["axis", "order"]
        constraints = [models.UniqueConstraint(fields=["axis", "order"], name="stop_order")]

    def __str__(self):
        return self.name


class Perimeter(models.Model):
    """The area whose shops may apply: stretches of the axis, described by street names and numbers (no geocoder)."""

    axis = models.ForeignKey(Axis, on_delete=models.CASCADE, related_name="perimeters")
    name = models.CharField(_("nom"), max_length=120)

    class Meta:
        db_table = "perimeter"

    def __str__(self):
        return self.name


class Stretch(models.Model):
    """A part of the axis between two points."""

    perimeter = models.ForeignKey(Perimeter, on_delete=models.CASCADE, related_name="stretches")
    name = models.CharField(_("nom"), max_length=120)
    order = models.PositiveSmallIntegerField()
    from_m = models.PositiveIntegerField(default=0)
    to_m = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "stretch"
        ordering = ["perimeter", "order"]

    def __str__(self):
        return self.name

    @property
    def streets_said(self):
        """Its streets as people say them, each once: a square on the border of two communes is one place for everybody."""
        return list(dict.fromkeys(street.said for street in self.streets.all()))


class StretchStreet(models.Model):
    """A street (with its other names) and a range of numbers that belong to a stretch."""

    class Side(models.TextChoices):
        BOTH = "both", _("les deux côtés")
        ODD = "odd", _("côté impair")
        EVEN = "even", _("côté pair")

    stretch = models.ForeignKey(Stretch, on_delete=models.CASCADE, related_name="streets")
    name = models.CharField(_("rue"), max_length=160)
    aliases = models.JSONField(default=list)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT)
    from_number = models.PositiveIntegerField(null=True, blank=True)
    to_number = models.PositiveIntegerField(null=True, blank=True)
    side = models.CharField(max_length=4, choices=Side, default=Side.BOTH)

    class Meta:
        db_table = "stretch_street"

    @property
    def said(self):
        """"rue Fondaudège du 1 au 70", or the name alone when the whole street is meant."""
        if self.from_number is None and self.to_number is None:
            return self.name
        return _("%(street)s du %(low)s au %(high)s") % {
            "street": self.name, "low": self.from_number or 1, "high": "…" if self.to_number is None else self.to_number}


class Works(models.Model):
    """A dated phase of road works on a stretch of an axis, with what it blocks."""

    axis = models.ForeignKey(Axis, on_delete=models.CASCADE, related_name="works")
    stretch = models.ForeignKey(Stretch, null=True, blank=True, on_delete=models.SET_NULL, related_name="works")
    name = models.CharField(_("phase"), max_length=160)
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"), null=True, blank=True)
    blocks = models.JSONField(default=list)  # ["cars", "deliveries", "parking", "pavement"]
    note = models.CharField(max_length=300, blank=True)
    source = models.URLField(blank=True)

    class Meta:
        db_table = "works"
        ordering = ["starts_on", "id"]

    def __str__(self):
        return self.name
