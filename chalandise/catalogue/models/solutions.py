from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.foundation.fields import MoneyField, Versioned
from chalandise.foundation.models import StoredFile
from chalandise.people.models import Organisation

PERSON = settings.AUTH_USER_MODEL


class Provider(models.Model):
    """A digital company that answers calls; its people hold the role PROVIDER on the organisation.

    A French company has a SIREN on its organisation; a foreign one a number of its own register, unique in its country.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="provider")
    country = models.CharField(_("pays"), max_length=2, default="FR")  # ISO 3166-1 alpha-2
    foreign_number = models.CharField(_("numéro au registre de votre pays"), max_length=40, blank=True)
    contact_email = models.EmailField(_("adresse e-mail pour les commerçants"), blank=True)
    contact_phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    headcount = models.CharField(_("effectif"), max_length=20, blank=True)  # "1-9", "10-49", "50-249", "250+"
    registered_at = models.DateTimeField()

    class Meta:
        db_table = "provider"
        constraints = [models.UniqueConstraint(fields=["country", "foreign_number"], name="provider_foreign_once",
                                               condition=~models.Q(foreign_number=""))]

    def __str__(self):
        return self.organisation.name


class Registration(models.Model):
    """Somebody asks to answer calls for a company. Their address is proven by the mailed link.

    A company that is known here already (`organisation`) is joined only when one of its people agrees.
    """

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="registrations")
    name = models.CharField(_("nom de l’entreprise"), max_length=200)
    siren = models.CharField("SIREN", max_length=9, blank=True)
    country = models.CharField(_("pays"), max_length=2, default="FR")
    foreign_number = models.CharField(_("numéro au registre de votre pays"), max_length=40, blank=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="registrations")
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True)

    class Meta:
        db_table = "provider_registration"
        ordering = ["asked_at", "id"]

    def __str__(self):
        return self.name


class CompanyCheck(models.Model):
    """What a register said of a company on a day: it exists, it has ceased, it was not found."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("en activité")
        CEASED = "ceased", _("radiée ou cessée")
        UNKNOWN = "unknown", _("introuvable")

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="checks")
    status = models.CharField(max_length=8, choices=Status)
    source = models.CharField(max_length=40)  # "register", "team"
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "company_check"
        ordering = ["-at", "-id"]


class Solution(Versioned):
    """What a provider proposes, described once for all calls. Saved as it is typed; a submission keeps a copy of the sheet."""

    class Level(models.TextChoices):
        BEGINNER = "beginner", _("aucune habitude du numérique")
        REGULAR = "regular", _("à l’aise avec un téléphone ou un ordinateur")
        ADVANCED = "advanced", _("déjà équipé, déjà habitué")

    class Location(models.TextChoices):
        FRANCE = "fr", _("en France")
        EUROPE = "eu", _("dans l’Union européenne")
        ELSEWHERE = "other", _("hors de l’Union européenne")
        NONE = "none", _("aucune donnée chez vous")

    class Accessibility(models.TextChoices):
        FULL = "full", _("conforme, avec une déclaration")
        PARTIAL = "partial", _("en partie conforme, avec une déclaration")
        NOT = "not", _("non conforme")
        UNKNOWN = "unknown", _("jamais vérifiée")

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="solutions")
    slug = models.SlugField(max_length=80, unique=True)  # never changes once given: public addresses hold
    name = models.CharField(_("nom de la solution"), max_length=120)
    sort_key = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    summary = models.CharField(_("en une phrase, ce que le commerçant y gagne"), max_length=200, blank=True)
    text = models.TextField(_("comment ça marche"), blank=True)
    needs = models.JSONField(_("besoins"), default=list)  # codes of data/needs.json
    trades = models.JSONField(_("métiers"), default=list)  # codes of shops/data/trades.json; empty: all
    level = models.CharField(_("niveau demandé"), max_length=10, choices=Level, blank=True)
    prerequisites = models.TextField(_("ce qu’il faut avoir avant"), blank=True)
    price_setup = MoneyField(_("mise en service"), null=True, blank=True)       # euros without tax, once
    price_month = MoneyField(_("prix par mois aujourd’hui"), null=True, blank=True)  # euros without tax
    trial_months = models.PositiveSmallIntegerField(_("mois à ce prix"), default=0)  # 0: this price does not end
    price_after = MoneyField(_("prix par mois ensuite"), null=True, blank=True)
    commission = models.DecimalField(_("commission sur les ventes, en %"), max_digits=5, decimal_places=2, null=True, blank=True)
    price_note = models.CharField(_("ce qui s’ajoute"), max_length=300, blank=True)
    commitment_months = models.PositiveSmallIntegerField(_("engagement, en mois"), null=True, blank=True)
    data_location = models.CharField(_("où sont les données"), max_length=5, choices=Location, blank=True)
    data_note = models.CharField(_("hébergeur, sous-traitants"), max_length=300, blank=True)
    exit_text = models.TextField(_("comment on part avec ses données"), blank=True)
    exit_formats = models.CharField(_("formats d’export"), max_length=120, blank=True)  # "CSV, PDF"
    accessibility = models.CharField(_("accessibilité"), max_length=8, choices=Accessibility, blank=True)
    accessibility_url = models.URLField(_("déclaration d’accessibilité"), max_length=300, blank=True)
    languages = models.JSONField(_("langues"), default=list)  # "fr", "en", …
    install_hours = models.DecimalField(_("heures pour installer"), max_digits=5, decimal_places=1, null=True, blank=True)  # the provider's own word
    references = models.TextField(_("références"), blank=True)
    website = models.URLField(_("site"), max_length=300, blank=True)
    demo_url = models.URLField(_("adresse de démonstration"), max_length=300, blank=True)
    demo_account = models.TextField(_("compte de démonstration"), blank=True)  # confidential: provider, its reviewers
    touched = models.JSONField(default=dict, editable=False)  # {field: [version, tab] of its last change}: several fill it at once
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # the provider no longer proposes it

    class Meta:
        db_table = "solution"
        ordering = ["sort_key", "id"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        from chalandise.foundation.names import sort_key  # noqa: PLC0415  (app registry)
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class SolutionDocument(models.Model):
    """A file given with a solution; its public documents show on the catalogue's page, the others to reviewers only."""

    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="documents")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("titre"), max_length=120)
    public = models.BooleanField(_("visible de tous"), default=False)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)  # taken off the sheet; a version that was sent still names it

    class Meta:
        db_table = "solution_document"
        ordering = ["at", "id"]

    def __str__(self):
        return self.title
