from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.foundation.fields import Versioned
from chalandise.seasons.models.season import Season
from chalandise.shops.models import Shop
from chalandise.shops.rules import CHANNELS, trade_label
from chalandise.territory.models import Stretch

PERSON = settings.AUTH_USER_MODEL


class Application(Versioned):
    """A shop asks to join a season: drafts are kept, the team reads, the panel answers."""

    class State(models.TextChoices):
        DRAFT = "draft", _("brouillon")
        SENT = "sent", _("envoyée")
        WITHDRAWN = "withdrawn", _("retirée")

    class Place(models.TextChoices):
        INSIDE = "inside", _("dans le périmètre")
        OUTSIDE = "outside", _("hors du périmètre")
        UNKNOWN = "unknown", _("à vérifier par l’équipe")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="applications")
    shop = models.ForeignKey(Shop, null=True, blank=True, on_delete=models.CASCADE, related_name="applications")
    person = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    shop_name = models.CharField(_("enseigne"), max_length=200, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    trade = models.CharField(_("métier"), max_length=40, blank=True)
    number = models.CharField(_("numéro"), max_length=12, blank=True)
    street = models.CharField(_("rue"), max_length=160, blank=True)
    postcode = models.CharField(_("code postal"), max_length=5, blank=True)
    city = models.CharField(_("ville"), max_length=100, blank=True)
    stretch = models.ForeignKey(Stretch, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications")
    place = models.CharField(max_length=8, choices=Place, default=Place.UNKNOWN)
    need = models.TextField(_("ce que vous aimeriez"), blank=True)
    channels = models.JSONField(default=list)
    given_name = models.CharField(_("prénom"), max_length=80, blank=True)
    family_name = models.CharField(_("nom"), max_length=80, blank=True)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    via = models.CharField(max_length=20, blank=True)  # "phone" when a referent wrote it
    draft_key = models.UUIDField(null=True, unique=True)  # lets an anonymous draft be found again
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "application"
        ordering = ["-sent_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["season", "shop"], name="application_once",
                                               condition=models.Q(state="sent"))]

    def __str__(self):
        return self.shop_name or str(_("Candidature sans nom"))

    @property
    def trade_words(self):
        return trade_label(self.trade)

    @property
    def channel_words(self):
        """The channels declared, in words; the page elsewhere (listing) is not among a shop's own."""
        words = {**CHANNELS, "listing": _("une fiche d’établissement")}
        return [str(words[c]) for c in self.channels if c in words]

    @property
    def level(self):
        """Starting level by the channels declared: 0 none, 1 one, 2 two or three, 3 four or more (house.md, decision 9)."""
        return (0, 1, 2, 2, 3)[min(len(self.channels), 4)]


class ApplicationNote(models.Model):
    """A comment of the team on an application; never shown outside the team."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        db_table = "application_note"
        ordering = ["at"]


class ApplicationScore(models.Model):
    """One member of the team scores one application on one criterion of the playbook, 0 to 5."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="scores")
    by = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    criterion = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "application_score"
        constraints = [models.UniqueConstraint(fields=["application", "by", "criterion"], name="score_once")]
