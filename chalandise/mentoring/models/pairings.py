from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chalandise.mentoring.models.mentors import Mentor
from chalandise.seasons.models import Season
from chalandise.shops.models import Shop

PERSON = settings.AUTH_USER_MODEL


class PairingProposal(models.Model):
    """What computing/pairing proposed for the whole panel, with everything that repeats it."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="pairing_proposals")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    seed = models.BigIntegerField()
    pins = models.JSONField(default=list)     # [[shop_id, mentor_id], …] kept by the team
    forbids = models.JSONField(default=list)  # [[shop_id, mentor_id], …] refused by the team
    level = models.PositiveSmallIntegerField(default=60)  # nobody below this fit if avoidable
    problem = models.JSONField()
    result = models.JSONField()               # pairs with fit, reasons, and who is left without

    class Meta:
        db_table = "pairing_proposal"
        ordering = ["-at", "-id"]


def decided_only():
    """What passes from one mentor to the next unless said otherwise: what the merchant was sent in writing too."""
    return ["decided"]


class Pairing(models.Model):
    """A mentor accompanies a shop, from a date to a date."""

    class Ending(models.TextChoices):
        SEASON = "season", _("fin de saison")
        MERCHANT_LEFT = "merchant_left", _("le commerçant arrête")
        MENTOR_LEFT = "mentor_left", _("le parrain arrête")
        NO_FIT = "no_fit", _("le courant ne passe pas")
        MOVED = "moved", _("réorganisation des parrainages")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="pairings")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="pairings")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="pairings")
    fit = models.PositiveSmallIntegerField(default=0)  # 1 to 100, by computing/pairing
    reasons = models.JSONField(default=list)
    opened_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=14, choices=Ending, blank=True)
    after = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followed_by")
    shares = models.JSONField(default=decided_only)  # what its mentor may read of the pairings before: "decided", "seen"

    class Meta:
        db_table = "pairing"
        ordering = ["shop__sort_key", "id"]
        constraints = [models.UniqueConstraint(fields=["season", "shop"], name="pairing_one_lead",
                                               condition=models.Q(ended_at=None))]

    def __str__(self):
        return f"{self.shop} – {self.mentor}"


class FitAnswer(models.Model):
    """After the first visit each side says whether it fits."""

    class Side(models.TextChoices):
        MERCHANT = "merchant", _("commerçant")
        MENTOR = "mentor", _("parrain")

    class Says(models.TextChoices):
        GOOD = "good", _("ça va bien")
        UNSURE = "unsure", _("je ne sais pas encore")
        BAD = "bad", _("ça ne va pas")

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="fits")
    side = models.CharField(max_length=8, choices=Side)
    says = models.CharField(max_length=6, choices=Says)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "fit_answer"
        ordering = ["-at"]


class Wish(models.Model):
    """After a first talk of twenty minutes each side says with whom it would gladly work. Only the team reads it."""

    class Says(models.TextChoices):
        GLADLY = "gladly", _("volontiers")
        FINE = "fine", _("pourquoi pas")
        RATHER_NOT = "rather_not", _("plutôt pas")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="wishes")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="wishes")
    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="wishes")
    side = models.CharField(max_length=8, choices=FitAnswer.Side)
    says = models.CharField(max_length=10, choices=Says)
    via = models.CharField(max_length=10, blank=True)  # "link", "phone" when the team notes it, "" signed in
    at = models.DateTimeField()

    class Meta:
        db_table = "wish"
        ordering = ["mentor", "shop", "side"]
        constraints = [models.UniqueConstraint(fields=["season", "shop", "mentor", "side"], name="wish_once")]


class Sharing(models.Model):
    """A shop accepts, or not, that its mentor also accompanies a direct competitor. Both have to accept."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="sharings")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="sharings")
    other = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+")
    accepts = models.BooleanField(null=True)  # None: asked, no answer yet
    via = models.CharField(max_length=10, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "sharing"
        ordering = ["shop__sort_key", "id"]
        constraints = [models.UniqueConstraint(fields=["season", "shop", "other"], name="sharing_once")]
