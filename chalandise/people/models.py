import uuid

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PersonManager(BaseUserManager):
    def create_user(self, email=None, password=None, **fields):
        person = self.model(email=self.normalize_email(email).lower() if email else None, **fields)
        if password:
            person.set_password(password)
        else:
            person.set_unusable_password()
        person.save(using=self._db)
        return person

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody. Global: what others see of a person goes through a shared role.

    A person without e-mail is possible (a merchant on the phone): the referent records on their behalf.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # the journal's key
    email = models.EmailField(_("adresse e-mail"), unique=True, null=True, blank=True)
    given_name = models.CharField(_("prénom"), max_length=80, blank=True)
    family_name = models.CharField(_("nom"), max_length=80, blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)  # E.164
    language = models.CharField(_("langue"), max_length=5, default="fr", choices=[("fr", "Français"), ("en", "English")])
    sort_key = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)  # the last mail came back: shown on the Monday list

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = PersonManager()

    class Meta:
        db_table = "person"
        ordering = ["sort_key", "id"]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self):
        if self.erased_at:
            return str(_("Une personne effacée"))
        return f"{self.given_name} {self.family_name}".strip() or (self.email or str(_("Sans nom")))

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.given_name or self.full_name

    def save(self, *args, **kwargs):
        from chalandise.foundation.names import sort_key  # noqa: PLC0415  (app registry)
        self.email = self.email.lower() if self.email else None
        self.sort_key = sort_key(self.family_name, self.given_name, self.email or "")
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key"}
        super().save(*args, **kwargs)


PERSON = settings.AUTH_USER_MODEL


class Organisation(models.Model):
    """A legal body. Global; SIREN when it is French and known."""

    name = models.CharField(_("nom"), max_length=200)
    siren = models.CharField("SIREN", max_length=9, unique=True, null=True, blank=True)
    sort_key = models.CharField(max_length=200, blank=True, editable=False)
    website = models.URLField(_("site"), blank=True)

    class Meta:
        db_table = "organisation"
        ordering = ["sort_key", "id"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        from chalandise.foundation.names import sort_key  # noqa: PLC0415  (app registry)
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class Affiliation(models.Model):
    """A person belongs to an organisation, from a date to a date."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="affiliations")
    title = models.CharField(_("fonction"), max_length=120, blank=True)
    sells = models.CharField(_("ce que l’entreprise vend aux commerces"), max_length=300, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "affiliation"


class Role(models.Model):
    """What a person may do, on what, from when to when.

    Granted and ended by the operation that creates the fact (open_pairing grants, close_pairing ends); every query
    of the house reads it, so no foreign key climbs (house.md).
    """

    class Kind(models.TextChoices):
        OPERATOR = "operator", _("opérateur")          # the platform
        ADMIN = "admin", _("responsable du territoire")  # scope: territory
        REFERENT = "referent", _("référent")           # scope: season
        MENTOR = "mentor", _("parrain, marraine")      # scope: season
        MERCHANT = "merchant", _("commerçant")         # scope: shop
        PARTNER = "partner", _("partenaire")           # scope: season
        COMMITTEE = "committee", _("membre du comité")  # scope: season
        PROVIDER = "provider", _("offreur")            # scope: organisation
        COMPANION = "companion", _("parrain de la boutique")  # scope: shop; granted by open_pairing
        REVIEWER = "reviewer", _("relecteur")          # scope: call; granted when the invitation is accepted

    class Scope(models.TextChoices):
        PLATFORM = "platform"
        TERRITORY = "territory"
        SEASON = "season"
        SHOP = "shop"
        ORGANISATION = "organisation"
        CALL = "call"

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=12, choices=Kind)
    scope_kind = models.CharField(max_length=12, choices=Scope)
    scope_id = models.BigIntegerField(default=0)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "role"
        indexes = [models.Index(fields=["person", "kind", "scope_kind", "scope_id"]),
                   models.Index(fields=["kind", "scope_kind", "scope_id"])]
        constraints = [models.UniqueConstraint(fields=["person", "kind", "scope_kind", "scope_id"],
                                               condition=models.Q(until=None), name="role_held_once")]


class Tie(models.Model):
    """A fact from which conflicts follow: what a person, or an organisation, is to something else.

    The object is a key ("shops.shop", 12), so that rooms above can be named without a foreign key that climbs; a person
    who is the object is `other` too, so that their rights reach the row. docs/computing/conflicts.md lists the kinds.
    """

    class Source(models.TextChoices):
        DECLARED = "declared", _("déclaré")
        DERIVED = "derived", _("déduit")
        TEAM = "team", _("noté par l’équipe")

    person = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.CASCADE, related_name="ties")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="ties")
    object_kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    other = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.CASCADE, related_name="ties_about")
    kind = models.CharField(max_length=40)  # rules.TIES
    source = models.CharField(max_length=20, choices=Source)
    note = models.CharField(max_length=120, blank=True)  # for the kind "other" only
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the first day when it is no longer true

    class Meta:
        db_table = "tie"
        indexes = [models.Index(fields=["object_kind", "object_id"])]
        constraints = [models.CheckConstraint(name="tie_has_one_subject", condition=(
            models.Q(person__isnull=False, organisation=None) | models.Q(person=None, organisation__isnull=False)))]

    def __str__(self):
        return self.kind


class About(models.Model):
    """What a record is about and where: a thing of any room by its key, in a place (a season) by its key."""

    object_kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    scope_kind = models.CharField(max_length=40)
    scope_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Declaration(About):
    """Before a thing's confidential part is shown: "it does not concern me", or which tie there is."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="declarations")
    kind = models.CharField(max_length=40, blank=True)  # kind of tie; empty: no conflict

    class Meta:
        db_table = "declaration"
        constraints = [models.UniqueConstraint(fields=["person", "object_kind", "object_id"], name="declared_once")]
        indexes = [models.Index(fields=["object_kind", "object_id"])]


class Supervision(About):
    """A gesture that a tie allows under the eyes of a second person, who is named."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="supervised")
    supervisor = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="supervises")
    gesture = models.CharField(max_length=12)
    kind = models.CharField(max_length=40)

    class Meta:
        db_table = "supervision"
        indexes = [models.Index(fields=["scope_kind", "scope_id"])]


class ConflictRefusal(About):
    """A gesture that a conflict of interest stopped: whose, which, on what, because of which ties."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="conflict_refusals")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    gesture = models.CharField(max_length=12)
    level = models.CharField(max_length=10)  # "supervised", "barred"
    kind = models.CharField(max_length=40)
    path = models.JSONField(default=list)  # [[kind, [a, id], [b, id]], …]: keys, no names
    label = models.CharField(max_length=200, blank=True)  # of the thing

    class Meta:
        db_table = "conflict_refusal"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["scope_kind", "scope_id", "at"])]


class Consent(models.Model):
    """A person agrees to one stated purpose, on a date, until a date; the exact text is kept."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=60)  # "comparison", "quote", "image", "contact"
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.BigIntegerField(null=True)
    text = models.TextField()
    given_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    via = models.CharField(max_length=20, blank=True)

    class Meta:
        db_table = "consent"
        indexes = [models.Index(fields=["purpose", "about_kind", "about_id"])]


class Link(models.Model):
    """A mailed link: bound to one purpose and one person, stored hashed, dead after a date (house.md, decision 4)."""

    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=60)
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="links")
    target_kind = models.CharField(max_length=60, blank=True)
    target_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)  # real clock
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "link"
        indexes = [models.Index(fields=["purpose", "target_kind", "target_id"])]


class Persona(models.Model):
    """Somebody who can be entered by one click, in the demo only; the demo's builder writes these rows."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="persona")
    order = models.PositiveSmallIntegerField(default=0)
    sentence = models.CharField(max_length=200)  # "Rose suit la saison : elle ouvre la page du lundi."

    class Meta:
        db_table = "persona"
        ordering = ["order", "id"]

    def __str__(self):
        return str(self.person)
